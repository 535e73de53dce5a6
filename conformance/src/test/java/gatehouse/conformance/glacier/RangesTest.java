package gatehouse.conformance.glacier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.conformance.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glacier.GlacierAsyncClient;
import software.amazon.awssdk.services.glacier.model.GetJobOutputResponse;
import software.amazon.awssdk.services.glacier.model.GlacierException;

/// What AWS's client gets when it asks for a part of a payload of 200,000 bytes.
final class RangesTest {
    private static final byte[] ARCHIVE = new byte[200_000];

    private static final Map<Protocol, GlacierAsyncClient> CLIENTS = new EnumMap<>(Protocol.class);

    @SuppressWarnings("NullAway.Init") // Before all tests.
    private static Vault vault;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        new Random(1).nextBytes(ARCHIVE);
        vault = new Vault(folder, ARCHIVE);
        for (Protocol protocol : Protocol.values()) {
            CLIENTS.put(protocol, client(protocol));
        }
    }

    @AfterAll
    static void stop() {
        CLIENTS.values().forEach(GlacierAsyncClient::close);
        vault.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void withoutARangeItIsAll(Protocol protocol) {
        assertWhole(get(protocol, null));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=70000-139999, 70000, 139999",
        "bytes=199999-199999, 199999, 199999",
        "bytes=150000-, 150000, 199999",
        "bytes=199000-999999999999999999999, 199000, 199999",
        "bytes=-1, 199999, 199999",
        "bytes=-500000, 0, 199999"
    })
    void aRangeIsAPart(String range, int first, int last) {
        for (Protocol protocol : Protocol.values()) {
            ResponseBytes<GetJobOutputResponse> answer = get(protocol, range);
            assertThat(answer.response().sdkHttpResponse().statusCode()).isEqualTo(206);
            assertThat(answer.response().contentRange()).isEqualTo("bytes " + first + "-" + last + "/200000");
            assertThat(answer.response().sdkHttpResponse().firstMatchingHeader("Content-Length"))
                    .hasValue(Integer.toString(last - first + 1));
            assertThat(answer.asByteArray()).isEqualTo(Arrays.copyOfRange(ARCHIVE, first, last + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-9", "bytes=9-3", "bytes=", "bytes=a-b", "lines=1-2"})
    void whatIsNoSingleRangeOfBytesIsIgnored(String range) {
        for (Protocol protocol : Protocol.values()) {
            assertWhole(get(protocol, range));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=200000-", "bytes=200000-200001", "bytes=-0"})
    void aRangeBehindTheEndIsNotSatisfiable(String range) {
        for (Protocol protocol : Protocol.values()) {
            assertThat(catchThrowable(() -> get(protocol, range)))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(GlacierException.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(416);
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidRange");
                    });
        }
    }

    private static void assertWhole(ResponseBytes<GetJobOutputResponse> answer) {
        assertThat(answer.response().sdkHttpResponse().statusCode()).isEqualTo(200);
        assertThat(answer.response().contentRange()).isNull();
        assertThat(answer.response().acceptRanges()).isEqualTo("bytes");
        assertThat(answer.asByteArray()).isEqualTo(ARCHIVE);
    }

    private static ResponseBytes<GetJobOutputResponse> get(Protocol protocol, @Nullable String range) {
        return Objects.requireNonNull(CLIENTS.get(protocol))
                .getJobOutput(
                        request -> request.accountId("-")
                                .vaultName("photos")
                                .jobId("a-job")
                                .range(range),
                        AsyncResponseTransformer.toBytes())
                .join();
    }

    private static GlacierAsyncClient client(Protocol protocol) {
        return GlacierAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(protocol))
                .endpointOverride(vault.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(Root.KEY_ID, Root.SECRET)))
                .build();
    }
}
