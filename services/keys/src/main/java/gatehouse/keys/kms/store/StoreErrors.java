package gatehouse.keys.kms.store;

import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.crypto.pkcs11.TokenFailure;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.keys.kms.xks.XksFailure;
import gatehouse.keys.kms.xks.XksProxy;
import gatehouse.model.kms.CloudHsmClusterInUseException;
import gatehouse.model.kms.CloudHsmClusterInvalidConfigurationException;
import gatehouse.model.kms.CloudHsmClusterNotActiveException;
import gatehouse.model.kms.CloudHsmClusterNotFoundException;
import gatehouse.model.kms.CloudHsmClusterNotRelatedException;
import gatehouse.model.kms.CustomKeyStoreHasCMKsException;
import gatehouse.model.kms.CustomKeyStoreInvalidStateException;
import gatehouse.model.kms.CustomKeyStoreNameInUseException;
import gatehouse.model.kms.CustomKeyStoreNotFoundException;
import gatehouse.model.kms.CustomKeyStoreType;
import gatehouse.model.kms.DependencyTimeoutException;
import gatehouse.model.kms.IncorrectTrustAnchorException;
import gatehouse.model.kms.InvalidCiphertextException;
import gatehouse.model.kms.InvalidMarkerException;
import gatehouse.model.kms.KMSInternalException;
import gatehouse.model.kms.KMSInvalidStateException;
import gatehouse.model.kms.LimitExceededException;
import gatehouse.model.kms.UnsupportedOperationException;
import gatehouse.model.kms.XksKeyAlreadyInUseException;
import gatehouse.model.kms.XksKeyInvalidConfigurationException;
import gatehouse.model.kms.XksKeyNotFoundException;
import gatehouse.model.kms.XksProxyIncorrectAuthenticationCredentialException;
import gatehouse.model.kms.XksProxyInvalidConfigurationException;
import gatehouse.model.kms.XksProxyInvalidResponseException;
import gatehouse.model.kms.XksProxyUriInUseException;
import gatehouse.model.kms.XksProxyUriUnreachableException;
import gatehouse.model.kms.XksProxyVpcEndpointServiceNotFoundException;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ServiceException;

/// The errors of custom key stores, each in one place. AWS documents when they come, and few of their words.
final class StoreErrors {
    private static final String NOT_CONNECTED = "This KMS key is in a custom key store that is not connected to its"
            + " external key store proxy. Connect the external key store and try the request again.";

    private StoreErrors() {}

    static ServiceException validation(String message) {
        return CommonException.sender("ValidationException", 400, message);
    }

    static ServiceException storeNotFound(String name) {
        return new CustomKeyStoreNotFoundException("Custom key store " + name + " does not exist.");
    }

    static ServiceException nameInUse(String name) {
        return new CustomKeyStoreNameInUseException("A custom key store with the name " + name + " already exists.");
    }

    static ServiceException tooMany(int storesMax) {
        return new LimitExceededException(
                "There are " + storesMax + " custom key stores in this account and Region, which is the limit.");
    }

    static ServiceException hasKeys(String storeId) {
        return new CustomKeyStoreHasCMKsException("Custom key store " + storeId + " contains KMS keys.");
    }

    static ServiceException state(CustomKeyStore store) {
        return state(store, store.connection());
    }

    static ServiceException state(CustomKeyStore store, Connection connection) {
        return new CustomKeyStoreInvalidStateException(
                "Custom key store " + store.storeId() + " is in the connection state " + connection + ".");
    }

    static ServiceException clusterNotFound(String clusterId) {
        return new CloudHsmClusterNotFoundException("CloudHSM cluster " + clusterId + " does not exist.");
    }

    static ServiceException clusterNotActive(String clusterId) {
        return new CloudHsmClusterNotActiveException("CloudHSM cluster " + clusterId + " is not active.");
    }

    static ServiceException clusterInUse(String clusterId) {
        return new CloudHsmClusterInUseException("CloudHSM cluster " + clusterId
                + " is associated with a custom key store, or shares its backups with one that is.");
    }

    static ServiceException clusterNotRelated(String clusterId) {
        return new CloudHsmClusterNotRelatedException(
                "CloudHSM cluster " + clusterId + " does not share the backups of the custom key store's cluster.");
    }

    static ServiceException tooFewHsms(String clusterId, int needed) {
        return new CloudHsmClusterInvalidConfigurationException("CloudHSM cluster " + clusterId
                + " must have HSMs in at least " + needed + " Availability Zone" + (needed == 1 ? "." : "s."));
    }

    static ServiceException incorrectTrustAnchor(String clusterId) {
        return new IncorrectTrustAnchorException(
                "The trust anchor certificate is not the one with which CloudHSM cluster " + clusterId
                        + " was initialized.");
    }

    /// A parameter that a store of that type has not.
    static ServiceException otherType(String member, CustomKeyStoreType type) {
        return validation(member + " is not valid for " + type + " key stores.");
    }

    static ServiceException required(String member, CustomKeyStoreType type) {
        return validation(member + " is required for " + type + " key stores.");
    }

    static ServiceException invalidMarker() {
        return new InvalidMarkerException("Invalid marker");
    }

    static ServiceException uriInUse(XksProxy proxy) {
        return new XksProxyUriInUseException(
                "The XksProxyUriEndpoint " + proxy.endpoint() + " with the XksProxyUriPath " + proxy.path()
                        + " is already associated with another external key store in this Region.");
    }

    /// No service has VPC endpoint services.
    static ServiceException endpointServiceNotFound(String name) {
        return new XksProxyVpcEndpointServiceNotFoundException("VPC endpoint service " + name + " was not found.");
    }

    /// An operation for stores of the other type.
    static ServiceException unsupported(CustomKeyStore store) {
        return new UnsupportedOperationException("Custom key store " + store.storeId() + " is "
                + (store.isExternal() ? "an external key store" : "a CloudHSM key store")
                + ", which is not valid for this operation.");
    }

    static ServiceException endpointServiceMismatch() {
        return validation("XksProxyVpcEndpointServiceName and the XksProxyConnectivity VPC_ENDPOINT_SERVICE must be"
                + " specified together, with the XksProxyUriEndpoint of that service.");
    }

    static ServiceException externalKeyInUse(String xksKeyId, String storeId) {
        return new XksKeyAlreadyInUseException("The external key " + xksKeyId
                + " is already associated with another KMS key in the external key store " + storeId + ".");
    }

    static ServiceException externalKeyUnsuitable(String xksKeyId) {
        return new XksKeyInvalidConfigurationException(
                "The external key " + xksKeyId + " is not an enabled 256-bit AES key for encryption and decryption.");
    }

    /// A key of an external key store that is not connected.
    static ServiceException notConnected() {
        return new KMSInvalidStateException(NOT_CONNECTED);
    }

    /// CreateKey in an external key store that is not connected.
    static ServiceException notConnectedForNewKey() {
        return new CustomKeyStoreInvalidStateException(NOT_CONNECTED);
    }

    /// What a proxy's failure is for who makes or changes its key store.
    ///
    /// Source: https://github.com/aws/aws-kms-xksproxy-api-spec, "Error codes"
    static ServiceException store(XksFailure failure) {
        return switch (failure) {
            case AUTHENTICATION -> new XksProxyIncorrectAuthenticationCredentialException(failure.words());
            case URI_PATH, ACCESS_DENIED, KEY_DISABLED -> new XksProxyInvalidConfigurationException(failure.words());
            case DEPENDENCY_TIMEOUT, THROTTLED, UNREACHABLE, TLS, TIMED_OUT, KEY_MANAGERS_UNAVAILABLE, NOT_PERMITTED ->
                new XksProxyUriUnreachableException(failure.words());
            case BUSY -> throttled(failure);
            case INVALID_RESPONSE,
                    INTERNAL,
                    UNSUPPORTED,
                    INVALID_CIPHERTEXT,
                    WRONG_PLAINTEXT,
                    KEY_USAGE,
                    KEY_NOT_FOUND -> new XksProxyInvalidResponseException(failure.words());
        };
    }

    /// What a proxy's failure is for who makes a key of an external key.
    static ServiceException newKey(XksFailure failure) {
        return switch (failure) {
            case KEY_DISABLED, KEY_USAGE -> new XksKeyInvalidConfigurationException(failure.words());
            case KEY_NOT_FOUND -> new XksKeyNotFoundException(failure.words());
            case ACCESS_DENIED -> new KMSInvalidStateException(failure.words());
            case BUSY -> throttled(failure);
            case INVALID_RESPONSE,
                    INVALID_CIPHERTEXT,
                    WRONG_PLAINTEXT,
                    AUTHENTICATION,
                    URI_PATH,
                    UNSUPPORTED,
                    DEPENDENCY_TIMEOUT,
                    THROTTLED,
                    INTERNAL,
                    UNREACHABLE,
                    TLS,
                    TIMED_OUT,
                    KEY_MANAGERS_UNAVAILABLE,
                    NOT_PERMITTED -> new CustomKeyStoreInvalidStateException(failure.words());
        };
    }

    /// What a proxy's failure is for who uses a key.
    static ServiceException use(XksFailure failure) {
        return failure == XksFailure.BUSY ? throttled(failure) : new KMSInvalidStateException(failure.words());
    }

    private static ServiceException throttled(XksFailure failure) {
        return CommonException.sender("ThrottlingException", 400, failure.words());
    }

    /// KMS's word for why a connection to a proxy failed.
    static String connectionErrorCode(XksFailure failure) {
        return switch (failure) {
            case AUTHENTICATION -> "INVALID_CREDENTIALS";
            case ACCESS_DENIED -> "XKS_PROXY_ACCESS_DENIED";
            case URI_PATH, KEY_DISABLED -> "XKS_PROXY_INVALID_CONFIGURATION";
            case UNREACHABLE, THROTTLED, KEY_MANAGERS_UNAVAILABLE, NOT_PERMITTED -> "XKS_PROXY_NOT_REACHABLE";
            case TLS -> "XKS_PROXY_INVALID_TLS_CONFIGURATION";
            case TIMED_OUT, DEPENDENCY_TIMEOUT -> "XKS_PROXY_TIMED_OUT";
            case BUSY -> "INTERNAL_ERROR";
            case INVALID_RESPONSE,
                    INTERNAL,
                    UNSUPPORTED,
                    INVALID_CIPHERTEXT,
                    WRONG_PLAINTEXT,
                    KEY_USAGE,
                    KEY_NOT_FOUND -> "XKS_PROXY_INVALID_RESPONSE";
        };
    }

    /// A key of a store that is not connected, or whose cluster is gone.
    static ServiceException unavailable(CustomKeyStore store) {
        return new KMSInvalidStateException(
                "Custom key store " + store.storeId() + " is not connected to its cluster.");
    }

    /// A store that is connected, and whose cluster fails.
    static ServiceException notServing(CustomKeyStore store, KMSInvalidStateException cause) {
        return new CustomKeyStoreInvalidStateException(
                requireNonNullElse(cause.getMessage(), "Custom key store " + store.storeId() + " cannot be reached."));
    }

    /// What a token's failure is for who uses a key in it.
    static ServiceException use(CustomKeyStore store, TokenException e) {
        String words = "Custom key store " + store.storeId() + ": " + e.getMessage() + ".";
        return switch (e.failure()) {
            case TIMED_OUT -> new DependencyTimeoutException(words);
            case INVALID_CIPHERTEXT -> new InvalidCiphertextException(null);
            case NO_SUCH_KEY, UNAVAILABLE, WRONG_PIN, PIN_LOCKED, NO_USER, IN_USE ->
                new KMSInvalidStateException(words);
            case KEY_EXISTS, UNSUPPORTED -> new KMSInternalException(words);
        };
    }

    /// KMS's word for why a connection failed.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_CustomKeyStoresListEntry.html
    static String connectionErrorCode(TokenFailure failure) {
        return switch (failure) {
            case WRONG_PIN -> "INVALID_CREDENTIALS";
            case PIN_LOCKED -> "USER_LOCKED_OUT";
            case NO_USER -> "USER_NOT_FOUND";
            case IN_USE -> "USER_LOGGED_IN";
            case UNAVAILABLE, TIMED_OUT -> "NETWORK_ERRORS";
            case NO_SUCH_KEY, KEY_EXISTS, INVALID_CIPHERTEXT, UNSUPPORTED -> "INTERNAL_ERROR";
        };
    }
}
