package gatehouse.keys.kms.xks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a proxy can fail, with the words that KMS has for it.
///
/// Source: https://github.com/aws/aws-kms-xksproxy-api-spec, "Error codes"
public enum XksFailure {
    INVALID_RESPONSE("AWS KMS cannot interpret the response from the external key store proxy. If you see this error"
            + " repeatedly, report it to your external key store proxy administrator."),
    KEY_DISABLED("The external key associated with this KMS key in an external key store is not enabled in the external"
            + " key manager. Enable the external key in the external key manager and retry the request."),
    INVALID_CIPHERTEXT(
            "The external key store proxy rejected the request because the specified ciphertext or encryption"
                    + " context is corrupted, missing, or otherwise invalid."),
    /// What a proxy decrypts is not what was encrypted.
    WRONG_PLAINTEXT("The ciphertext that the external key store proxy submitted for decryption, or the encryption"
            + " context, is corrupted, missing, or otherwise invalid."),
    KEY_USAGE("The external key associated with this KMS key in an external key store does not support the requested"
            + " operation. Enable the operation on the key in your external key manager, and try the request again."),
    AUTHENTICATION("The external key store proxy rejected the request because it could not authenticate AWS KMS. Verify"
            + " the XKS proxy authentication credentials for your external key store and update if necessary."),
    ACCESS_DENIED("The external key store proxy denied access to the operation. Verify that the user and the external"
            + " key are both authorized for this operation, and try the request again."),
    KEY_NOT_FOUND("The external key associated with this KMS key in an external key store was not found in its external"
            + " key manager. If the external key ID associated with this KMS key is incorrect, create a new KMS key with"
            + " the correct external key ID."),
    URI_PATH("The external key store proxy rejected the request because of an invalid URI path. Verify the URI path for"
            + " your external key store and update if necessary."),
    UNSUPPORTED("The external key store proxy rejected the request because it does not support the requested operation."
            + " If you see this error repeatedly, report it to your external key store proxy administrator."),
    DEPENDENCY_TIMEOUT("The external key store proxy did not respond to the request in the time allotted. Retry the"
            + " request. If you see this error repeatedly, report it to your external key store proxy administrator."),
    THROTTLED("The external key store proxy rejected the request due to a very high request rate. Reduce the frequency"
            + " of your calls using KMS keys in this external key store."),
    INTERNAL("The external key store proxy rejected the request because it cannot communicate with the external key"
            + " manager. Verify that the external key store proxy configuration is correct and that the external key"
            + " manager is available."),
    UNREACHABLE("AWS KMS cannot communicate with the external key store proxy. This might be a transient network issue."
            + " If you see this error repeatedly, verify that your external key store proxy is active and is connected"
            + " to the network, and that its endpoint URI is correct in your external key store."),
    TLS("AWS KMS cannot establish a TLS connection to the external key store proxy. Verify the TLS configuration,"
            + " including its certificate."),
    TIMED_OUT("AWS KMS rejected the request because the external key store proxy did not respond in time. Retry the"
            + " request. If you see this error repeatedly, report it to your external key store proxy administrator."),
    KEY_MANAGERS_UNAVAILABLE("The external key store proxy reports that all of its external key manager instances are"
            + " unavailable."),
    /// No request was sent: the operator does not name the proxy.
    NOT_PERMITTED("AWS KMS cannot communicate with the external key store proxy: Gatehouse calls only the proxies that"
            + " the file of its option --xks names (docs/external-key-stores.md), and this is none of them."),
    /// No request was sent: too many wait for that key store's proxy.
    BUSY(
            "You have exceeded the rate at which you may call KMS for keys in this external key store. Reduce the frequency"
                    + " of your calls.");

    private static final Map<String, XksFailure> BY_ERROR_NAME = Map.ofEntries(
            Map.entry("ValidationException", INVALID_RESPONSE),
            Map.entry("InvalidStateException", KEY_DISABLED),
            Map.entry("InvalidCiphertextException", INVALID_CIPHERTEXT),
            Map.entry("InvalidKeyUsageException", KEY_USAGE),
            Map.entry("AuthenticationFailedException", AUTHENTICATION),
            Map.entry("AccessDeniedException", ACCESS_DENIED),
            Map.entry("KeyNotFoundException", KEY_NOT_FOUND),
            Map.entry("InvalidUriPathException", URI_PATH),
            Map.entry("ThrottlingException", THROTTLED),
            Map.entry("UnsupportedOperationException", UNSUPPORTED),
            Map.entry("DependencyTimeoutException", DEPENDENCY_TIMEOUT),
            Map.entry("InternalException", INTERNAL));

    private final String words;

    XksFailure(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// What an `errorName` means; one that the specification has not, or none, is no answer to understand.
    static XksFailure named(@Nullable String errorName) {
        return errorName == null ? INVALID_RESPONSE : BY_ERROR_NAME.getOrDefault(errorName, INVALID_RESPONSE);
    }
}
