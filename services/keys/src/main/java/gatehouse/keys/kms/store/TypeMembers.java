package gatehouse.keys.kms.store;

import gatehouse.gateway.InvalidRequest;
import gatehouse.model.kms.CustomKeyStoreType;
import org.jspecify.annotations.Nullable;

/// Which members of a request go with a type of custom key store.
record TypeMembers(CustomKeyStoreType type) {
    /// @throws InvalidRequest where the member is missing
    void require(@Nullable Object value, String member) {
        if (value == null) {
            throw new InvalidRequest(StoreErrors.required(member, type));
        }
    }

    /// @throws InvalidRequest where the member is there
    void requireNone(@Nullable Object value, String member) {
        if (value != null) {
            throw new InvalidRequest(StoreErrors.otherType(member, type));
        }
    }

    /// The same, of a store whose type only a caller with permission may learn.
    ///
    /// @throws gatehouse.wire.shape.ServiceException where the member is there
    void refuse(@Nullable Object value, String member) {
        if (value != null) {
            throw StoreErrors.otherType(member, type);
        }
    }
}
