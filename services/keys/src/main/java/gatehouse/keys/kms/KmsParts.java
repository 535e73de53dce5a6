package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.PastCalls;
import gatehouse.keys.kms.store.CustomKeyStores;
import gatehouse.ports.Principals;

/// What KMS stands on.
public record KmsParts(
        Sealer sealer, Entropy entropy, Principals principals, PastCalls calls, CustomKeyStores stores) {}
