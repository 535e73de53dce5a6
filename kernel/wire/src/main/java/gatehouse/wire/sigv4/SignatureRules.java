package gatehouse.wire.sigv4;

import gatehouse.wire.protocol.Protocol.Family;
import java.time.Duration;

/// What a service asks of signatures.
///
/// `family` decides how failures are worded, `skewMax` is how far the time of signing may be from ours, `expiry`
/// how long a presigned URL is good, `payloads` how the body may be signed.
public record SignatureRules(Family family, Duration skewMax, Expiry expiry, Payloads payloads) {
    /// S3 lets a presigned URL live for a week.
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    static final Duration PRESIGNED_MAX = Duration.ofDays(7);

    private static final Duration S3_SKEW_MAX = Duration.ofMinutes(15);

    /// The rules of most services: the whole body is signed, a presigned URL is good as long as any other
    /// request.
    public static SignatureRules ordinary(Family family, Duration skewMax) {
        return new SignatureRules(family, skewMax, Expiry.BY_SKEW, Payloads.SIGNED);
    }

    /// The rules of an operation whose body its signature need not cover.
    public static SignatureRules unsignedPayload(Family family, Duration skewMax) {
        return new SignatureRules(family, skewMax, Expiry.BY_SKEW, Payloads.MAY_BE_UNSIGNED);
    }

    /// The rules of S3.
    public static SignatureRules s3() {
        return new SignatureRules(Family.REST_XML, S3_SKEW_MAX, Expiry.AS_SIGNED, Payloads.S3);
    }

    /// How long a presigned URL is good.
    public enum Expiry {
        /// As long as any other request; `X-Amz-Expires` is not heeded, as STS does not heed it (the tokens of
        /// `aws eks get-token` say 60 seconds and are used for 14 minutes).
        /// Source: https://github.com/aws/aws-sdk-go/issues/2167
        BY_SKEW,
        /// As long as its `X-Amz-Expires` says, at most seven days.
        AS_SIGNED
    }

    /// How a body may be signed.
    public enum Payloads {
        /// By its hash.
        SIGNED,
        /// By its hash, or not at all where `X-Amz-Content-Sha256` says `UNSIGNED-PAYLOAD`.
        MAY_BE_UNSIGNED,
        /// As S3 has it: the header is a must, the body may be unsigned or come in signed chunks.
        S3
    }
}
