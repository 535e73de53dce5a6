package gatehouse.keys.kms.store;

import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.crypto.pkcs11.TokenFailure;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.model.kms.CloudHsmClusterInUseException;
import gatehouse.model.kms.CloudHsmClusterInvalidConfigurationException;
import gatehouse.model.kms.CloudHsmClusterNotActiveException;
import gatehouse.model.kms.CloudHsmClusterNotFoundException;
import gatehouse.model.kms.CloudHsmClusterNotRelatedException;
import gatehouse.model.kms.CustomKeyStoreHasCMKsException;
import gatehouse.model.kms.CustomKeyStoreInvalidStateException;
import gatehouse.model.kms.CustomKeyStoreNameInUseException;
import gatehouse.model.kms.CustomKeyStoreNotFoundException;
import gatehouse.model.kms.DependencyTimeoutException;
import gatehouse.model.kms.IncorrectTrustAnchorException;
import gatehouse.model.kms.InvalidCiphertextException;
import gatehouse.model.kms.InvalidMarkerException;
import gatehouse.model.kms.KMSInternalException;
import gatehouse.model.kms.KMSInvalidStateException;
import gatehouse.model.kms.UnsupportedOperationException;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ServiceException;

/// The errors of custom key stores, each in one place. AWS documents when they come, and few of their words.
final class StoreErrors {
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

    static ServiceException invalidMarker() {
        return new InvalidMarkerException("Invalid marker");
    }

    static ServiceException notBuilt(String what) {
        return new UnsupportedOperationException("Gatehouse does not support " + what + " yet. Nothing was done.");
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
