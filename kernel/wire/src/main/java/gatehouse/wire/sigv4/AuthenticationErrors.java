package gatehouse.wire.sigv4;

import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;

/// The one table of authentication errors: code, status and words by reason and protocol family.
///
/// Sources: "Common Errors" in the API references of KMS, IAM and STS, "Error Responses" in that of S3, and what
/// the services answer where those are silent. Query services answer 403, or 400 to a malformed header; JSON and
/// CBOR services answer 400; REST JSON services 403.
public final class AuthenticationErrors {
    static final String SIGNATURE_MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access"
                    + " Key and signing method. Consult the service documentation for details.";

    private static final String INVALID_TOKEN = "The security token included in the request is invalid.";
    private static final String TOO_SKEWED =
            "The difference between the request time and the current time is too large.";
    private static final String EXPIRED_TOKEN = "The security token included in the request is expired";

    private AuthenticationErrors() {}

    /// The error that a client of that protocol family is answered.
    public static CommonException of(AuthenticationFailure failure, Family family) {
        String message = words(failure, family);
        return switch (family) {
            case QUERY -> sender(queryCode(failure.reason()), queryStatus(failure.reason()), message);
            case EC2 -> sender(ec2Code(failure.reason()), ec2Status(failure.reason()), message);
            case JSON, CBOR -> sender(jsonCode(failure.reason()), 400, message);
            case REST_JSON -> sender(jsonCode(failure.reason()), 403, message);
            case REST_XML -> sender(s3Code(failure), s3Status(failure.reason()), message);
        };
    }

    private static CommonException sender(String code, int status, String message) {
        return new CommonException(new ErrorInfo(code, code, status, Fault.SENDER), message);
    }

    private static String words(AuthenticationFailure failure, Family family) {
        return switch (family) {
            case QUERY, JSON, CBOR -> words(failure, "Request is missing Authentication Token");
            case EC2 -> ec2Words(failure.reason());
            case REST_JSON -> words(failure, "Missing Authentication Token");
            case REST_XML -> s3Words(failure);
        };
    }

    private static String words(AuthenticationFailure failure, String missing) {
        return switch (failure.reason()) {
            case MISSING_TOKEN -> missing;
            case UNKNOWN_KEY, INVALID_TOKEN -> INVALID_TOKEN;
            case EXPIRED_TOKEN -> EXPIRED_TOKEN;
            case INCOMPLETE,
                    AMBIGUOUS,
                    EXPIRED,
                    NOT_YET_CURRENT,
                    WRONG_SCOPE,
                    WRONG_HEADERS,
                    PAYLOAD_UNDECLARED,
                    PAYLOAD_MISDECLARED,
                    PAYLOAD_MISMATCH,
                    MISMATCH -> detail(failure);
        };
    }

    /// EC2 tells little.
    private static String ec2Words(Reason reason) {
        return switch (reason) {
            case MISSING_TOKEN -> "The request must contain the parameter AWSAccessKeyId";
            case EXPIRED_TOKEN, EXPIRED -> "Request has expired.";
            case INCOMPLETE,
                    AMBIGUOUS,
                    UNKNOWN_KEY,
                    INVALID_TOKEN,
                    NOT_YET_CURRENT,
                    WRONG_SCOPE,
                    WRONG_HEADERS,
                    PAYLOAD_UNDECLARED,
                    PAYLOAD_MISDECLARED,
                    PAYLOAD_MISMATCH,
                    MISMATCH -> "AWS was not able to validate the provided access credentials";
        };
    }

    private static String ec2Code(Reason reason) {
        return switch (reason) {
            case MISSING_TOKEN -> "MissingParameter";
            case EXPIRED_TOKEN, EXPIRED -> "RequestExpired";
            case INCOMPLETE,
                    AMBIGUOUS,
                    UNKNOWN_KEY,
                    INVALID_TOKEN,
                    NOT_YET_CURRENT,
                    WRONG_SCOPE,
                    WRONG_HEADERS,
                    PAYLOAD_UNDECLARED,
                    PAYLOAD_MISDECLARED,
                    PAYLOAD_MISMATCH,
                    MISMATCH -> "AuthFailure";
        };
    }

    private static int ec2Status(Reason reason) {
        return ec2Code(reason).equals("AuthFailure") ? 401 : 400;
    }

    private static String s3Words(AuthenticationFailure failure) {
        String own = failure.s3Words();
        if (own != null) {
            return own;
        }
        return switch (failure.reason()) {
            case MISSING_TOKEN -> "Access Denied";
            case AMBIGUOUS ->
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                        + " parameter or the Authorization header should be specified";
            case UNKNOWN_KEY -> "The AWS Access Key Id you provided does not exist in our records.";
            case INVALID_TOKEN -> "The provided token is malformed or otherwise invalid.";
            case EXPIRED_TOKEN -> "The provided token has expired.";
            case EXPIRED -> presigned(failure) ? "Request has expired" : TOO_SKEWED;
            case NOT_YET_CURRENT -> presigned(failure) ? "Request is not yet valid" : TOO_SKEWED;
            case INCOMPLETE, WRONG_SCOPE -> detail(failure);
            case WRONG_HEADERS -> "There were headers present in the request which were not signed";
            case PAYLOAD_UNDECLARED -> "Missing required header for this request: x-amz-content-sha256";
            case PAYLOAD_MISDECLARED ->
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                        + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
                        + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
                        + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.";
            case PAYLOAD_MISMATCH -> "The provided 'x-amz-content-sha256' header does not match what was computed.";
            case MISMATCH ->
                "The request signature we calculated does not match the signature you provided. Check your key and"
                        + " signing method.";
        };
    }

    private static boolean presigned(AuthenticationFailure failure) {
        return failure.placement() == Placement.QUERY;
    }

    private static String detail(AuthenticationFailure failure) {
        String detail = failure.getMessage();
        return detail == null ? "" : detail;
    }

    private static String queryCode(Reason reason) {
        return switch (reason) {
            case MISSING_TOKEN -> "MissingAuthenticationToken";
            case INCOMPLETE -> "IncompleteSignature";
            case UNKNOWN_KEY, INVALID_TOKEN -> "InvalidClientTokenId";
            case EXPIRED_TOKEN -> "ExpiredToken";
            case AMBIGUOUS,
                    EXPIRED,
                    NOT_YET_CURRENT,
                    WRONG_SCOPE,
                    WRONG_HEADERS,
                    PAYLOAD_UNDECLARED,
                    PAYLOAD_MISDECLARED,
                    PAYLOAD_MISMATCH,
                    MISMATCH -> "SignatureDoesNotMatch";
        };
    }

    private static int queryStatus(Reason reason) {
        return reason == Reason.INCOMPLETE ? 400 : 403;
    }

    private static String jsonCode(Reason reason) {
        return switch (reason) {
            case MISSING_TOKEN -> "MissingAuthenticationTokenException";
            case INCOMPLETE -> "IncompleteSignatureException";
            case UNKNOWN_KEY, INVALID_TOKEN -> "UnrecognizedClientException";
            case EXPIRED_TOKEN -> "ExpiredTokenException";
            case AMBIGUOUS,
                    EXPIRED,
                    NOT_YET_CURRENT,
                    WRONG_SCOPE,
                    WRONG_HEADERS,
                    PAYLOAD_UNDECLARED,
                    PAYLOAD_MISDECLARED,
                    PAYLOAD_MISMATCH,
                    MISMATCH -> "InvalidSignatureException";
        };
    }

    private static String s3Code(AuthenticationFailure failure) {
        return switch (failure.reason()) {
            case MISSING_TOKEN, WRONG_HEADERS -> "AccessDenied";
            case INCOMPLETE, WRONG_SCOPE ->
                presigned(failure) ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed";
            case AMBIGUOUS, PAYLOAD_MISDECLARED -> "InvalidArgument";
            case UNKNOWN_KEY -> "InvalidAccessKeyId";
            case INVALID_TOKEN -> "InvalidToken";
            case EXPIRED_TOKEN -> "ExpiredToken";
            case EXPIRED, NOT_YET_CURRENT -> presigned(failure) ? "AccessDenied" : "RequestTimeTooSkewed";
            case PAYLOAD_UNDECLARED -> "InvalidRequest";
            case PAYLOAD_MISMATCH -> "XAmzContentSHA256Mismatch";
            case MISMATCH -> "SignatureDoesNotMatch";
        };
    }

    private static int s3Status(Reason reason) {
        return switch (reason) {
            case INCOMPLETE,
                    AMBIGUOUS,
                    WRONG_SCOPE,
                    INVALID_TOKEN,
                    EXPIRED_TOKEN,
                    PAYLOAD_UNDECLARED,
                    PAYLOAD_MISDECLARED,
                    PAYLOAD_MISMATCH -> 400;
            case MISSING_TOKEN, UNKNOWN_KEY, EXPIRED, NOT_YET_CURRENT, WRONG_HEADERS, MISMATCH -> 403;
        };
    }
}
