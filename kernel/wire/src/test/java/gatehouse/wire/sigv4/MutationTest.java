package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gatehouse.wire.checksum.Checksums;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// Every valid request, changed in every way on its way, is refused: in memory and, where it has a body, as a
/// stream.
final class MutationTest {
    private static final Operation<?, ?> WITH_CHECKSUMS = new Operation<>(
            SampleService.JSON,
            0,
            "PutThing",
            new Operation.Http("PUT", "/", 200),
            null,
            Set.of(),
            new Operation.Checksum(false, "ChecksumAlgorithm", "", List.of()),
            List.of());

    private static final SigningKeys KEYS = new SigningKeys(1_000);

    @TestFactory
    Stream<DynamicNode> everyMutationOfEveryRequestIsRefused() {
        return Stream.concat(Vector.crt().stream(), Vector.botocore().stream())
                .map(vector -> dynamicContainer(
                        vector.name(),
                        Stream.concat(
                                Stream.of(dynamicTest(
                                        "is authentic",
                                        () -> assertThat(refusal(vector, vector.request()))
                                                .isNull())),
                                Stream.of(Mutation.values())
                                        .map(kind -> dynamicTest(kind.words(), () -> refuses(vector, kind))))));
    }

    private static void refuses(Vector vector, Mutation kind) throws IOException, AuthenticationFailure {
        for (HttpRequest changed : kind.of(vector).toList()) {
            assertThat(refusal(vector, changed)).as(() -> shown(changed)).isNotNull();
            if (changed.body().length > 0 && SignatureV4.precedesBody(changed)) {
                assertThat(refusal(vector, AwsVectorsTest.streamed(changed)))
                        .as(() -> "a stream: " + shown(changed))
                        .isNotNull();
            }
        }
    }

    /// Why the request is refused, null where it is not.
    private static @Nullable Exception refusal(Vector vector, HttpRequest request) throws IOException {
        try {
            SignatureV4 signature = SignatureV4.parse(request);
            SignatureV4 original = SignatureV4.parse(vector.request());
            signature.requireScope(original.scope().service(), region(original));
            if (!original.accessKeyId().equals(signature.accessKeyId())) {
                return new IOException("an unknown key");
            }
            if (original.sessionToken() != null && !original.sessionToken().equals(signature.sessionToken())) {
                return new IOException("an invalid token");
            }
            HttpRequest verified = signature.verify(request, KEYS, Vector.SECRET, Vector.BOTOCORE_TIME, vector.rules());
            HttpRequest checked = Checksums.verify(verified, WITH_CHECKSUMS);
            try (InputStream stream = checked.stream()) {
                if (stream != null) {
                    stream.readAllBytes();
                }
            }
            return null;
        } catch (AuthenticationFailure | CommonException | gatehouse.wire.http.RejectedBodyException e) {
            return e;
        }
    }

    /// A region that the request is for.
    private static String region(SignatureV4 signature) {
        return switch (signature.scope().region()) {
            case "*", "us-*", "us-east-1,eu-*" -> "us-east-1";
            case String only -> only;
        };
    }

    private static String shown(HttpRequest request) {
        StringBuilder shown = new StringBuilder(request.method() + " " + request.rawPath() + "?" + request.rawQuery());
        for (int i = 0; i < request.headers().size(); i++) {
            shown.append('\n')
                    .append(request.headers().name(i))
                    .append(": ")
                    .append(request.headers().value(i));
        }
        String body = new String(request.body(), ISO_8859_1);
        return shown + "\n" + body.substring(0, Math.min(body.length(), 300));
    }
}
