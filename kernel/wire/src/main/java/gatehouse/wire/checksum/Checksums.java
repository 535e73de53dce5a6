package gatehouse.wire.checksum;

import gatehouse.wire.http.BodyCheck;
import gatehouse.wire.http.CheckedInput;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.http.TrailingHeaders;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds a request's body against the checksums that it brings, with S3's errors.
///
/// Sources: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and
/// https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait
public final class Checksums {
    private static final String PREFIX = "x-amz-checksum-";
    private static final String ALGORITHM = "x-amz-sdk-checksum-algorithm";

    private Checksums() {}

    /// Verifies the body of a request whose operation has checksums. Comes after the signature was verified,
    /// since that takes `aws-chunked` off, and before `gzip` is: checksums are of what was sent. Where the body
    /// arrives as a stream, the returned request's stream ends with a [RejectedBodyException] where it is wrong.
    ///
    /// @throws CommonException where a checksum is wrong, malformed, ambiguous, or missing though the
    ///     model asks for one
    public static HttpRequest verify(HttpRequest request, Operation<?, ?> operation) {
        return verify(request, operation.checksum());
    }

    static HttpRequest verify(HttpRequest request, Operation.Checksum model) {
        if (!model.required() && model.algorithmMember().isEmpty()) {
            return request;
        }
        Map<ChecksumAlgorithm, String> given = given(request.headers());
        ChecksumAlgorithm trailing = trailing(request, given);
        requireFitting(request.headers(), model, given, trailing);
        HttpRequest checked = request;
        for (Map.Entry<ChecksumAlgorithm, String> each : given.entrySet()) {
            checked = checked(checked, new Check(each.getKey(), each.getValue(), null));
        }
        return trailing == null
                ? checked
                : checked(checked, new Check(trailing, null, (TrailingHeaders) request.stream()));
    }

    /// The checksums in headers.
    private static Map<ChecksumAlgorithm, String> given(Headers headers) {
        Map<ChecksumAlgorithm, String> given = new EnumMap<>(ChecksumAlgorithm.class);
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(name);
            if (algorithm != null) {
                String value = headers.value(i).strip();
                requireWellFormed(algorithm, value);
                if (given.putIfAbsent(algorithm, value) != null) {
                    throw several();
                }
            } else if (name.startsWith(PREFIX) && !isAbout(name)) {
                throw invalid("The algorithm type you specified in x-amz-checksum- header is invalid.");
            }
        }
        if (given.size() - (given.containsKey(ChecksumAlgorithm.MD5) ? 1 : 0) > 1) {
            throw several();
        }
        return given;
    }

    /// Whether that header speaks of checksums without holding one.
    private static boolean isAbout(String name) {
        return name.equals(PREFIX + "algorithm") || name.equals(PREFIX + "mode") || name.equals(PREFIX + "type");
    }

    /// The algorithm of the checksum that will come behind a streamed body, or null.
    private static @Nullable ChecksumAlgorithm trailing(HttpRequest request, Map<ChecksumAlgorithm, String> given) {
        if (!(request.stream() instanceof TrailingHeaders)) {
            return null; // Trailers of a body that is here are among the headers by now.
        }
        ChecksumAlgorithm trailing = null;
        for (int i = 0; i < request.headers().size(); i++) {
            if (request.headers().name(i).equals("x-amz-trailer")) {
                for (String name : request.headers().value(i).split(",", -1)) {
                    ChecksumAlgorithm algorithm =
                            ChecksumAlgorithm.ofHeader(name.strip().toLowerCase(Locale.ROOT));
                    boolean another = algorithm != null && (trailing != null || hasBesideMd5(given));
                    if (another) {
                        throw several();
                    }
                    trailing = algorithm == null ? trailing : algorithm;
                }
            }
        }
        return trailing;
    }

    private static boolean hasBesideMd5(Map<ChecksumAlgorithm, String> given) {
        return given.keySet().stream().anyMatch(each -> each != ChecksumAlgorithm.MD5);
    }

    private static void requireFitting(
            Headers headers,
            Operation.Checksum model,
            Map<ChecksumAlgorithm, String> given,
            @Nullable ChecksumAlgorithm trailing) {
        String named = model.algorithmMember().isEmpty() ? null : headers.first(ALGORITHM);
        if (named != null) {
            ChecksumAlgorithm algorithm = ChecksumAlgorithm.named(named.strip());
            boolean there = algorithm != null && (given.containsKey(algorithm) || algorithm == trailing);
            boolean other = hasBesideMd5(given) || trailing != null;
            if (algorithm == null || (other && !there)) {
                throw invalid("Value for " + ALGORITHM + " header is invalid.");
            }
            if (!there && !given.containsKey(ChecksumAlgorithm.MD5)) {
                throw invalid(ALGORITHM
                        + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
            }
        }
        if (model.required() && given.isEmpty() && trailing == null) {
            throw invalid("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    private static HttpRequest checked(HttpRequest request, Check check) {
        InputStream stream = request.stream();
        try {
            if (stream != null) {
                return request.with(request.headers(), new CheckedInput(stream, CheckedInput.lengthOf(request), check));
            }
            check.update(request.body(), 0, request.body().length);
            check.finish();
            return request;
        } catch (RejectedBodyException e) {
            throw e.answer();
        } catch (IOException e) {
            throw new UncheckedIOException("an empty body cannot be read", e);
        }
    }

    /// One checksum of a body; what it should be comes from a header, or is found behind the body.
    private static final class Check implements BodyCheck {
        private final ChecksumAlgorithm algorithm;
        private final @Nullable String header;
        private final @Nullable TrailingHeaders trailer;
        private final Digest digest;

        Check(ChecksumAlgorithm algorithm, @Nullable String header, @Nullable TrailingHeaders trailer) {
            this.algorithm = algorithm;
            this.header = header;
            this.trailer = trailer;
            this.digest = algorithm.digest();
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public void finish() throws RejectedBodyException {
            String expected = header;
            if (expected == null && trailer != null) {
                expected = trailer.trailingHeaders().first(algorithm.header());
            }
            try {
                requireWellFormed(algorithm, expected == null ? "" : expected);
            } catch (CommonException e) {
                throw new RejectedBodyException(e);
            }
            String actual = Base64.getEncoder().encodeToString(digest.value());
            if (!actual.equals(expected)) {
                throw new RejectedBodyException(CommonException.sender("BadDigest", 400, mismatch(algorithm)));
            }
        }
    }

    private static void requireWellFormed(ChecksumAlgorithm algorithm, String value) {
        byte[] decoded = {};
        try {
            decoded = Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException _) {
            // Nothing has no checksum's length.
        }
        boolean canonical = Base64.getEncoder().encodeToString(decoded).equals(value);
        if (decoded.length != algorithm.bytes() || !canonical) {
            throw algorithm == ChecksumAlgorithm.MD5
                    ? CommonException.sender("InvalidDigest", 400, "The Content-MD5 you specified was invalid.")
                    : invalid("Value for " + algorithm.header() + " header is invalid.");
        }
    }

    private static String mismatch(ChecksumAlgorithm algorithm) {
        return algorithm == ChecksumAlgorithm.MD5
                ? "The Content-MD5 you specified did not match what we received."
                : "The " + algorithm + " you specified did not match the calculated checksum.";
    }

    private static CommonException several() {
        return invalid("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    private static CommonException invalid(String message) {
        return CommonException.sender("InvalidRequest", 400, message);
    }
}
