package gatehouse.keys.kms;

import gatehouse.store.Transaction;

/// The first material of a new key, and the key under which it is wrapped.
record MadeMaterial(KeyMaterial material, StoredWrappingKey wrappingKey) {
    void put(Transaction tx) {
        tx.put(KmsTables.WRAPPING_KEYS, wrappingKey);
        tx.put(KmsTables.MATERIAL, material);
    }
}
