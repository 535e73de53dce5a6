package gatehouse.bench;

import gatehouse.server.OwnClient;
import gatehouse.server.ServerSettings.ChosenCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The same calls of KMS with few grants and with many: on other keys, and on the very key, for the very grantee.
final class GrantBench {
    private static final int FEW = 100;
    private static final int WARM_UPS = 10;
    private static final String ACCOUNT = "arn:aws:iam::000000000000:";
    private static final JsonMapper JSON = new JsonMapper();

    private GrantBench() {}

    static void run(List<String> options) throws Exception {
        int grants = Options.number(options, "--grants", 1_000_000);
        int keys = Options.number(options, "--keys", 100_000);
        int own = Options.number(options, "--own", 49_000);
        Path data = Options.dataFolder();
        try (Target server = EncryptBench.server(data)) {
            OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
            Probe probe = Probe.make(server, root);
            spread(server, FEW, FEW);
            probe.grow(server, 0, FEW);
            for (int i = 0; i < WARM_UPS; i++) {
                probe.measure();
            }
            Map<String, Double> few = probe.measure();
            spread(server, keys, grants);
            probe.grow(server, FEW, own);
            Map<String, Double> many = probe.measure();
            few.forEach((call, before) -> {
                double now = many.getOrDefault(call, Double.NaN);
                System.out.printf(
                        Locale.ROOT,
                        "%-38s %.2f ms with %,d grants, %.2f ms with %,d: %.2f times%n",
                        call,
                        before,
                        2 * FEW,
                        now,
                        grants + own,
                        now / before);
            });
        }
    }

    /// Makes keys, and grants on each of them in turn.
    private static void spread(Target server, int keys, int grants) throws Exception {
        String[] ids = new String[keys];
        ScaleBench.fill(server, "keys", keys, (root, i) -> ids[i] = Subject.createKey(root, "{}"));
        ScaleBench.fill(
                server,
                "grants on them",
                grants,
                (root, i) ->
                        kms(root, "CreateGrant", grant(ids[i % keys], "\"Operations\":[\"Encrypt\",\"Decrypt\"]")));
    }

    private static String kms(OwnClient client, String operation, String body) throws IOException {
        return Subject.json(client, "kms", "TrentService." + operation, body);
    }

    private static String grant(String keyId, String members) {
        return "{\"KeyId\":\"" + keyId + "\",\"GranteePrincipal\":\"" + ACCOUNT
                + "user/grantee\",\"RetiringPrincipal\":\"" + ACCOUNT + "user/retiring\"," + members + "}";
    }

    /// A key with grants for one user, who has no policy, each for another encryption context; and a stranger.
    private record Probe(String keyId, String signingKey, OwnClient root, OwnClient grantee, OwnClient stranger) {
        static Probe make(Target server, OwnClient root) throws IOException {
            OwnClient grantee = user(server, root, "grantee");
            user(server, root, "retiring");
            return new Probe(
                    Subject.createKey(root, "{}"), signingKey(root), root, grantee, user(server, root, "stranger"));
        }

        private static String signingKey(OwnClient root) throws IOException {
            return Subject.createKey(root, "{\"KeySpec\":\"ECC_NIST_P256\",\"KeyUsage\":\"SIGN_VERIFY\"}");
        }

        private static OwnClient user(Target server, OwnClient root, String name) throws IOException {
            Subject.query(root, "CreateUser", "UserName=" + name);
            String made = Subject.query(root, "CreateAccessKey", "UserName=" + name);
            ChosenCredentials credentials = new ChosenCredentials(
                    Subject.between(made, "<AccessKeyId>", "</AccessKeyId>"),
                    Subject.between(made, "<SecretAccessKey>", "</SecretAccessKey>"));
            return new OwnClient(server.endpoint().toString(), credentials, InstantSource.system());
        }

        void grow(Target server, int from, int to) throws Exception {
            ScaleBench.fill(
                    server,
                    "grants on one key",
                    to - from,
                    (client, i) -> kms(client, "CreateGrant", constrained(from + i)));
        }

        private String constrained(int number) {
            return grant(
                    keyId,
                    "\"Operations\":[\"Encrypt\",\"Decrypt\"],\"Constraints\":{\"EncryptionContextSubset\":{\"id\":\""
                            + number + "\"}}");
        }

        /// The median time of each call in milliseconds, one after another.
        Map<String, Double> measure() throws IOException {
            String encrypt = "{\"KeyId\":\"" + keyId
                    + "\",\"Plaintext\":\"aGVsbG8=\",\"EncryptionContext\":{\"id\":\"77\",\"purpose\":\"test\"}}";
            String listed = "{\"KeyId\":\"" + keyId + "\"}";
            Map<String, Double> medians = new LinkedHashMap<>();
            medians.put("Encrypt, by a policy", IdentityBench.median(() -> kms(root, "Encrypt", encrypt)));
            medians.put(
                    "GenerateDataKey, by a policy", IdentityBench.median(() -> call(KmsCall.generateDataKey(keyId))));
            medians.put(
                    "Sign, by a policy", IdentityBench.median(() -> call(KmsCall.sign(signingKey, "ECDSA_SHA_256"))));
            medians.put("Encrypt, by a grant", IdentityBench.median(() -> kms(grantee, "Encrypt", encrypt)));
            medians.put("Encrypt, denied", IdentityBench.median(() -> denied(stranger, "Encrypt", encrypt)));
            medians.put(
                    "DescribeKey, denied to the grantee",
                    IdentityBench.median(() -> denied(grantee, "DescribeKey", listed)));
            medians.put("CreateGrant and RetireGrant", IdentityBench.median(this::createAndRetire));
            medians.put("ListGrants, a page", IdentityBench.median(() -> kms(root, "ListGrants", listed)));
            medians.put(
                    "ListRetirableGrants, a page",
                    IdentityBench.median(() -> kms(
                            root, "ListRetirableGrants", "{\"RetiringPrincipal\":\"" + ACCOUNT + "user/retiring\"}")));
            return medians;
        }

        private String call(KmsCall call) throws IOException {
            return kms(root, call.operation(), new String(call.body(0), StandardCharsets.US_ASCII));
        }

        private String createAndRetire() throws IOException {
            String made = kms(root, "CreateGrant", constrained(-1));
            String token = JSON.readTree(made).path("GrantToken").asString();
            return kms(root, "RetireGrant", "{\"GrantToken\":\"" + token + "\"}");
        }

        private static String denied(OwnClient client, String operation, String body) throws IOException {
            OwnClient.Answer answer = client.post(
                    "kms",
                    "/",
                    Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService." + operation),
                    body);
            if (answer.status() < 400 || !answer.body().contains("AccessDenied")) {
                throw new IOException("the server answered " + answer.status() + ": " + answer.body());
            }
            return answer.body();
        }
    }
}
