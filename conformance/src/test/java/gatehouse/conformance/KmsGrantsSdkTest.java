package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidGrantTokenException;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Grants at work, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KmsGrantsSdkTest {
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test");

    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final KmsClient root = server.kms(server.root());
    private final KmsClient nobody = server.kms(world.newUser("nobody"));
    private final KmsGrantTable grants = new KmsGrantTable(root);

    @AfterAll
    void stop() {
        nobody.close();
        root.close();
        world.root().close();
        server.close();
    }

    @Test
    void aGrantLetsItsGranteeDecryptInItsContextUntilItIsRetired() {
        String keyId = grants.key();
        SdkBytes ciphertext = encrypted(keyId, CONTEXT);
        var made = root.createGrant(in -> in.keyId(keyId)
                .granteePrincipal(KmsGrantTable.NOBODY)
                .operations(GrantOperation.DECRYPT, GrantOperation.RETIRE_GRANT)
                .constraints(constraint -> constraint.encryptionContextEquals(CONTEXT)));
        assertThat(nobody.decrypt(in -> in.ciphertextBlob(ciphertext)
                                .encryptionContext(CONTEXT)
                                .grantTokens(made.grantToken()))
                        .plaintext())
                .isEqualTo(HELLO);
        SdkBytes other = encrypted(keyId, Map.of());
        assertThatThrownBy(() -> nobody.decrypt(in -> in.ciphertextBlob(other)))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("is not authorized to perform: kms:Decrypt");
        assertThatThrownBy(() -> nobody.decrypt(in ->
                        in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT).grantTokens("forged")))
                .isInstanceOf(InvalidGrantTokenException.class);
        nobody.retireGrant(in -> in.keyId(keyId).grantId(made.grantId()));
        assertThatThrownBy(
                        () -> nobody.decrypt(in -> in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT)))
                .isInstanceOf(KmsException.class);
    }

    @Test
    void theGrantsOfAKeyAreListedPageByPage() {
        String keyId = grants.key();
        for (int i = 0; i < 120; i++) {
            grants.granted(keyId);
        }
        assertThat(root.listGrantsPaginator(in -> in.keyId(keyId)).grants()).hasSize(120);
    }

    @Test
    void aGrantEndsWithItsGranteeAndIsListedByTheIdThatNobodyElseGets() {
        String keyId = grants.key();
        try (KmsClient first = server.kms(world.newUser("leaving"))) {
            String arn = KmsGrantTable.NOBODY.replace("nobody", "leaving");
            root.createGrant(in -> in.keyId(keyId).granteePrincipal(arn).operations(GrantOperation.DESCRIBE_KEY));
            first.describeKey(in -> in.keyId(keyId));
            String id = world.dismiss("leaving");
            try (KmsClient second = server.kms(world.newUser("leaving"))) {
                assertThatThrownBy(() -> second.describeKey(in -> in.keyId(keyId)))
                        .isInstanceOf(KmsException.class)
                        .hasMessageContaining("is not authorized to perform: kms:DescribeKey");
            }
            assertThat(root.listGrants(in -> in.keyId(keyId)).grants())
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.granteePrincipal()).isEqualTo(id));
        }
    }

    @Test
    void aKeyPolicySpeaksNotOfWhoGetsTheNameOfWhomItWasWrittenFor() {
        String keyId = grants.key();
        String arn = KmsGrantTable.NOBODY.replace("nobody", "departing");
        try (KmsClient first = server.kms(world.newUser("departing"))) {
            String written = """
                    {"Version":"2012-10-17","Statement":[
                      {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"kms:DescribeKey","Resource":"*"},
                      {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"kms:*","Resource":"*"}]}
                    """.formatted(arn, TestServer.ACCOUNT);
            root.putKeyPolicy(in -> in.keyId(keyId).policy(written));
            first.describeKey(in -> in.keyId(keyId));
            assertThat(root.getKeyPolicy(in -> in.keyId(keyId)).policy()).isEqualTo(written);
            String id = world.dismiss("departing");
            try (KmsClient second = server.kms(world.newUser("departing"))) {
                assertThatThrownBy(() -> second.describeKey(in -> in.keyId(keyId)))
                        .isInstanceOf(KmsException.class)
                        .hasMessageContaining("is not authorized to perform: kms:DescribeKey");
            }
            assertThat(root.getKeyPolicy(in -> in.keyId(keyId)).policy()).isEqualTo(written.replace(arn, id));
        }
    }

    private SdkBytes encrypted(String keyId, Map<String, String> context) {
        return root.encrypt(in -> in.keyId(keyId).plaintext(HELLO).encryptionContext(context))
                .ciphertextBlob();
    }
}
