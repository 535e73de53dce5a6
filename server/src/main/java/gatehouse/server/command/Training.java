package gatehouse.server.command;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.server.CredentialsFile;
import gatehouse.server.GatehouseServer;
import gatehouse.server.OwnClient;
import gatehouse.server.ServerSettings;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.server.ServerSettings.Lifetime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A short run that calls what most sessions call, so that the start-up cache knows it.
final class Training {
    private static final String ACCOUNT = "000000000000";

    private Training() {}

    static ServerSettings settings() throws IOException {
        Path data = Files.createTempDirectory("gatehouse-training-");
        return new ServerSettings(
                data, data.resolve("root.key"), "127.0.0.1", 0, ACCOUNT, null, Lifetime.EPHEMERAL, HttpLimits.DEFAULT);
    }

    static void run(GatehouseServer server) throws IOException {
        ChosenCredentials root =
                server.credentialsFile().read(CredentialsFile.DEFAULT_PROFILE).orElseThrow();
        OwnClient client = new OwnClient(server.endpoint(), root, InstantSource.system());
        query(client, "sts", "Action=GetCallerIdentity&Version=2011-06-15");
        query(client, "iam", "Action=CreateUser&UserName=alice&Version=2010-05-08");
        query(client, "iam", "Action=CreateAccessKey&UserName=alice&Version=2010-05-08");
        query(client, "iam", "Action=GetUser&UserName=nobody&Version=2010-05-08");
        String key = json(client, "kms", "TrentService.CreateKey", "{}");
        String keyId =
                new JsonMapper().readTree(key).path("KeyMetadata").path("KeyId").asString();
        String named = "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"aGVsbG8=\"}";
        json(client, "kms", "TrentService.Encrypt", named);
        json(client, "kms", "TrentService.ListKeys", "{}");
        json(
                client,
                "cloudtrail",
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
                "{\"LookupAttributes\":[{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"Encrypt\"}]}");
    }

    private static void query(OwnClient client, String service, String form) throws IOException {
        client.post(service, "/", Map.of("content-type", "application/x-www-form-urlencoded"), form);
    }

    private static String json(OwnClient client, String service, String target, String body) throws IOException {
        return client.post(
                        service,
                        "/",
                        Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target),
                        body)
                .body();
    }
}
