package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.PastCalls;
import gatehouse.keys.kms.store.CustomKeyStores;
import gatehouse.ports.Principals;
import gatehouse.store.Store;

/// What KMS stands on.
public record KmsParts(
        Store store, Sealer sealer, Entropy entropy, Principals principals, PastCalls calls, CustomKeyStores stores) {}
