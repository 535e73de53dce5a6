package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.encryption.s3.S3EncryptionClient;
import software.amazon.encryption.s3.materials.KmsKeyring;

/// S3's client-side encryption with keys of KMS: each object has a data key, which only KMS opens, in the object's own
/// context.
final class S3EncryptionClientTest {
    private static final String SECRET = "attack at dawn ☃";
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test");

    @Test
    void objectsAreReadOnlyWithTheirKeyAndContext() throws IOException {
        try (TestServer server = TestServer.start();
                KmsClient kms = server.kms(server.root());
                ObjectShelf shelf = new ObjectShelf();
                S3Client plain = plain(shelf);
                S3AsyncClient async = async(shelf);
                S3EncryptionClient client = encrypting(kms, plain, async)) {
            client.putObject(
                    in -> in.bucket("vault")
                            .key("plan")
                            .overrideConfiguration(S3EncryptionClient.withAdditionalConfiguration(CONTEXT)),
                    RequestBody.fromString(SECRET));
            byte[] stored =
                    plain.getObjectAsBytes(in -> in.bucket("vault").key("plan")).asByteArray();
            assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("attack");

            assertThat(read(client, CONTEXT)).isEqualTo(SECRET);
            assertThatThrownBy(() -> read(client, Map.of("purpose", "other"))).isInstanceOf(RuntimeException.class);
            Events events = new Events(server.cloudTrail(server.root()));
            assertThat(events.latest("Decrypt")
                            .at("/requestParameters/encryptionContext")
                            .toString())
                    .contains("purpose");
            events.close();
        }
    }

    private static String read(S3EncryptionClient client, Map<String, String> context) {
        return client.getObjectAsBytes(in -> in.bucket("vault")
                        .key("plan")
                        .overrideConfiguration(S3EncryptionClient.withAdditionalConfiguration(context)))
                .asUtf8String();
    }

    private static S3EncryptionClient encrypting(KmsClient kms, S3Client plain, S3AsyncClient async) {
        String key = kms.createKey().keyMetadata().arn();
        return S3EncryptionClient.builderV4()
                .keyring(KmsKeyring.builder().kmsClient(kms).wrappingKeyId(key).build())
                .wrappedClient(plain)
                .wrappedAsyncClient(async)
                .build();
    }

    private static S3Client plain(ObjectShelf shelf) {
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(shelf.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    private static S3AsyncClient async(ObjectShelf shelf) {
        return S3AsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .endpointOverride(shelf.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }
}
