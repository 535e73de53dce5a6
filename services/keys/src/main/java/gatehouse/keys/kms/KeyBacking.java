package gatehouse.keys.kms;

import org.jspecify.annotations.Nullable;

/// The key behind a key in a custom key store: the store, its CloudHSM cluster, and the key's id in an external key
/// store.
public record KeyBacking(
        String customKeyStoreId,
        @Nullable String cloudHsmClusterId,
        @Nullable String xksKeyId) {}
