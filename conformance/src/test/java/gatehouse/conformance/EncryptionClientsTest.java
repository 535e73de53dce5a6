package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKey;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CollectionOfErrors;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsMrkKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/// The AWS Encryption SDK, which trusts KMS with its data keys.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EncryptionClientsTest {
    private static final byte[] SECRET = "attack at dawn ☃".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test", "origin", "here");

    private final TestServer server = TestServer.start();
    private final KmsClient kms = server.kms(server.root());
    private final KmsClient west = server.kms(server.root(), Region.US_WEST_2);
    private final AwsCrypto crypto = AwsCrypto.standard();
    private final MaterialProviders providers = MaterialProviders.builder()
            .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
            .build();

    @AfterAll
    void stop() {
        west.close();
        kms.close();
        server.close();
    }

    @Test
    void aKeyringOfKmsEncryptsAndDecrypts() {
        String key = kms.createKey().keyMetadata().arn();
        IKeyring keyring = providers.CreateAwsKmsKeyring(
                CreateAwsKmsKeyringInput.builder().kmsClient(kms).kmsKeyId(key).build());
        byte[] message = crypto.encryptData(keyring, SECRET, CONTEXT).getResult();
        CryptoResult<byte[], ?> opened = crypto.decryptData(keyring, message, CONTEXT);
        assertThat(opened.getResult()).isEqualTo(SECRET);
        assertThat(opened.getEncryptionContext()).containsAllEntriesOf(CONTEXT);

        kms.disableKey(in -> in.keyId(key));
        assertThatThrownBy(() -> crypto.decryptData(keyring, message, CONTEXT)).isInstanceOf(CollectionOfErrors.class);
    }

    @Test
    void whatOneRegionEncryptsAnotherDecrypts() {
        String id = kms.createKey(in -> in.multiRegion(true)).keyMetadata().keyId();
        String replica = kms.replicateKey(in -> in.keyId(id).replicaRegion("us-west-2"))
                .replicaKeyMetadata()
                .arn();
        String primary = kms.describeKey(in -> in.keyId(id)).keyMetadata().arn();
        IKeyring here = providers.CreateAwsKmsMrkKeyring(CreateAwsKmsMrkKeyringInput.builder()
                .kmsClient(kms)
                .kmsKeyId(primary)
                .build());
        IKeyring there = providers.CreateAwsKmsMrkKeyring(CreateAwsKmsMrkKeyringInput.builder()
                .kmsClient(west)
                .kmsKeyId(replica)
                .build());
        byte[] message = crypto.encryptData(here, SECRET, CONTEXT).getResult();
        assertThat(crypto.decryptData(there, message, CONTEXT).getResult()).isEqualTo(SECRET);
    }

    @Test
    void masterKeysWorkToo() {
        String key = kms.createKey().keyMetadata().arn();
        KmsMasterKeyProvider provider = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(region -> kms)
                .buildStrict(key);
        byte[] message = crypto.encryptData(provider, SECRET, CONTEXT).getResult();
        CryptoResult<byte[], KmsMasterKey> opened = crypto.decryptData(provider, message);
        assertThat(opened.getResult()).isEqualTo(SECRET);
        assertThat(opened.getMasterKeyIds()).containsExactly(key);
    }
}
