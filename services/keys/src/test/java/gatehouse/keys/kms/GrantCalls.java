package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.OTHER_ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Calls about grants on one key, and uses of it: what the tests of grants share.
final class GrantCalls {
    /// "hello".
    static final String PLAINTEXT = "aGVsbG8=";

    final KmsFixture kms;
    final String key;

    GrantCalls(KmsFixture kms, String key) {
        this.kms = kms;
        this.key = key;
    }

    static String allow(String action) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}";
    }

    static String deny(String action) {
        return "{\"Effect\":\"Deny\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}";
    }

    /// A user of the key's account without any policy but these statements.
    String user(String name, String... statements) {
        return kms.identities.user(ACCOUNT, name, statements);
    }

    String foreigner(String name, String... statements) {
        return kms.identities.user(OTHER_ACCOUNT, name, statements);
    }

    static String arnOf(String name) {
        return TestIdentities.userArn(ACCOUNT, name);
    }

    /// The root user makes a grant; `more` are further members.
    Answer grant(String grantee, String operations, String... more) {
        return grantBy(kms.root, grantee, operations, more);
    }

    /// The id of a new grant of Encrypt to bob, who may not retire it.
    String plain() {
        return grant(arnOf("bob"), "Encrypt").text("GrantId");
    }

    Answer grantBy(String accessKey, String grantee, String operations, String... more) {
        return kms.call(accessKey, "CreateGrant", body("'GranteePrincipal':'" + grantee + "'", operations, more));
    }

    /// A request for a grant; `operations` are separated by commas.
    String body(String grantee, String operations, String... more) {
        String listed = List.of(operations.split(",")).stream().collect(Collectors.joining("','", "['", "']"));
        String members =
                String.join("", List.of(more).stream().map(each -> "," + each).toList());
        return "{'KeyId':'" + arn(key) + "'," + grantee + ",'Operations':" + listed + members + "}";
    }

    Answer encrypt(String accessKey, String context, String... more) {
        String members =
                String.join("", List.of(more).stream().map(each -> "," + each).toList());
        return kms.call(
                accessKey,
                "Encrypt",
                "{'KeyId':'" + arn(key) + "','Plaintext':'" + PLAINTEXT + "','EncryptionContext':" + context + members
                        + "}");
    }

    Answer encrypt(String accessKey) {
        return encrypt(accessKey, "{}");
    }

    Answer describe(String accessKey) {
        return kms.call(accessKey, "DescribeKey", "{'KeyId':'" + arn(key) + "'}");
    }

    Answer list(String accessKey, String... more) {
        String members =
                String.join("", List.of(more).stream().map(each -> "," + each).toList());
        return kms.call(accessKey, "ListGrants", "{'KeyId':'" + arn(key) + "'" + members + "}");
    }

    Answer revoke(String accessKey, String grantId) {
        return kms.call(accessKey, "RevokeGrant", "{'KeyId':'" + arn(key) + "','GrantId':'" + grantId + "'}");
    }

    Answer retire(String accessKey, String grantId) {
        return kms.call(accessKey, "RetireGrant", "{'KeyId':'" + arn(key) + "','GrantId':'" + grantId + "'}");
    }

    Answer retireByToken(String accessKey, String token) {
        return kms.call(accessKey, "RetireGrant", "{'GrantToken':'" + token + "'}");
    }

    static List<String> ids(Answer listed) {
        return StreamSupport.stream(listed.ok().path("Grants").spliterator(), false)
                .map(each -> each.path("GrantId").asString())
                .toList();
    }
}
