package gatehouse.server.command;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.server.CredentialsFile;
import gatehouse.server.Folders;
import gatehouse.server.GatehouseServer;
import gatehouse.server.OwnClient;
import gatehouse.server.RootKeySetting;
import gatehouse.server.ServerSettings;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.server.ServerSettings.Lifetime;
import gatehouse.server.tls.TlsSetting;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A short run that calls what most sessions call, so that the start-up cache knows it.
final class Training {
    private static final String ACCOUNT = "000000000000";

    /// So many calls of the hottest path that its profile is in the cache: the compiler need not learn it again.
    private static final int HOT_CALLS = 4_000;

    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Action\":\"kms:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
            + "{\"kms:EncryptionContext:purpose\":\"test\"}}}}";

    private Training() {}

    /// A server is started twice: the first makes its data folder, the second finds it, as most starts do.
    static void run() throws IOException {
        Path data = Files.createTempDirectory("gatehouse-training-");
        ServerSettings settings = new ServerSettings(
                data,
                RootKeySetting.ofFile(data.resolve("root.key")),
                "127.0.0.1",
                0,
                ACCOUNT,
                null,
                Lifetime.KEPT,
                HttpLimits.DEFAULT,
                new TlsSetting.Off(),
                Map.of(),
                List.of(),
                XksSettings.NONE);
        try (GatehouseServer server = GatehouseServer.start(settings)) {
            callAll(server);
        }
        try (GatehouseServer server = GatehouseServer.start(settings)) {
            Greeting.print(new PrintWriter(System.out, true, System.out.charset()), server);
            callAll(server);
        } finally {
            Folders.delete(data);
        }
    }

    private static void callAll(GatehouseServer server) throws IOException {
        ChosenCredentials root =
                server.credentialsFile().read(CredentialsFile.DEFAULT_PROFILE).orElseThrow();
        OwnClient client = new OwnClient(server.endpoint(), root, InstantSource.system());
        query(client, "sts", "Action=GetCallerIdentity&Version=2011-06-15");
        query(client, "iam", "Action=CreateUser&UserName=alice&Version=2010-05-08");
        query(
                client,
                "iam",
                "Action=PutUserPolicy&UserName=alice&PolicyName=train&Version=2010-05-08&PolicyDocument="
                        + URLEncoder.encode(POLICY, StandardCharsets.UTF_8));
        String accessKey = query(client, "iam", "Action=CreateAccessKey&UserName=alice&Version=2010-05-08");
        query(client, "iam", "Action=GetUser&UserName=nobody&Version=2010-05-08");
        String key = json(client, "kms", "TrentService.CreateKey", "{}");
        String keyId =
                new JsonMapper().readTree(key).path("KeyMetadata").path("KeyId").asString();
        String named =
                "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"aGVsbG8=\",\"EncryptionContext\":{\"purpose\":\"test\"}}";
        OwnClient alice = new OwnClient(
                server.endpoint(),
                new ChosenCredentials(
                        between(accessKey, "<AccessKeyId>", "</AccessKeyId>"),
                        between(accessKey, "<SecretAccessKey>", "</SecretAccessKey>")),
                InstantSource.system());
        for (int i = 0; i < HOT_CALLS; i++) {
            json(alice, "kms", "TrentService.Encrypt", named);
        }
        json(client, "kms", "TrentService.ListKeys", "{}");
        json(
                client,
                "cloudtrail",
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
                "{\"LookupAttributes\":[{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"Encrypt\"}]}");
    }

    private static String query(OwnClient client, String service, String form) throws IOException {
        return client.post(service, "/", Map.of("content-type", "application/x-www-form-urlencoded"), form)
                .body();
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
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
