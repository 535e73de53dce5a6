package gatehouse.bench;

import gatehouse.server.OwnClient;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.wire.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What the load does, and as whom: a user whose permission comes from one of 5 policies × 10 statements.
record Subject(Signer.Credentials user, KmsCall call) {
    static final ChosenCredentials ROOT =
            new ChosenCredentials("AKIABENCHBENCHBENCH1", "a-secret-of-the-benchmark-0123456789ABCDEF");
    private static final JsonMapper JSON = new JsonMapper();

    static Subject make(URI endpoint) throws IOException {
        OwnClient root = new OwnClient(endpoint.toString(), ROOT, InstantSource.system());
        String keyId = createKey(root, "{}");
        query(root, "CreateUser", "UserName=bench");
        for (int policy = 0; policy < 5; policy++) {
            String document = URLEncoder.encode(document(policy), StandardCharsets.UTF_8);
            String made = query(root, "CreatePolicy", "PolicyName=bench" + policy + "&PolicyDocument=" + document);
            String arn = between(made, "<Arn>", "</Arn>");
            query(root, "AttachUserPolicy", "UserName=bench&PolicyArn=" + arn);
        }
        String key = query(root, "CreateAccessKey", "UserName=bench");
        return new Subject(
                new Signer.Credentials(
                        between(key, "<AccessKeyId>", "</AccessKeyId>"),
                        between(key, "<SecretAccessKey>", "</SecretAccessKey>"),
                        null),
                KmsCall.encrypt(keyId));
    }

    /// The same user at another call.
    Subject calling(KmsCall other) {
        return new Subject(user, other);
    }

    /// The id of a new key.
    static String createKey(OwnClient client, String request) throws IOException {
        return JSON.readTree(json(client, "kms", "TrentService.CreateKey", request))
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    static String json(OwnClient client, String service, String target, String body) throws IOException {
        return checked(client.post(
                service, "/", Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target), body));
    }

    static String query(OwnClient client, String action, String form) throws IOException {
        return checked(client.post(
                "iam",
                "/",
                Map.of("content-type", "application/x-www-form-urlencoded"),
                "Action=" + action + "&Version=2010-05-08&" + form));
    }

    /// Ten statements with conditions; the last two of the last policy allow what the load does.
    static String document(int policy) {
        StringBuilder statements = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            boolean decides = policy == 4 && i >= 8;
            String action = !decides
                    ? "[\"s3:Get*\",\"sqs:SendMessage\",\"kms:Describe*\"]"
                    : i == 8 ? "[\"kms:Sign\",\"kms:GetPublicKey\"]" : "[\"kms:Encrypt\",\"kms:GenerateDataKey\"]";
            String resource =
                    decides ? "arn:aws:kms:us-east-1:*:key/*" : "arn:aws:s3:::bucket-" + policy + "-" + i + "/*";
            statements
                    .append(i == 0 ? "" : ",")
                    .append("{\"Sid\":\"S")
                    .append(i)
                    .append("\",\"Effect\":\"Allow\",");
            statements
                    .append("\"Action\":")
                    .append(action)
                    .append(",\"Resource\":\"")
                    .append(resource);
            statements
                    .append("\",\"Condition\":")
                    .append(decides ? condition(i) : "{\"StringLike\":{\"aws:PrincipalTag/team\":\"blue-*\"}}")
                    .append('}');
        }
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private static String condition(int statement) {
        String key = statement == 8 ? "kms:CallerAccount\":\"000000000000" : "kms:EncryptionContext:purpose\":\"test";
        return "{\"StringEquals\":{\"" + key + "\"},\"IpAddress\":{\"aws:SourceIp\":\"127.0.0.0/8\"}}";
    }

    private static String checked(OwnClient.Answer answer) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException("the server answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }
}
