package gatehouse.keys.kms;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import gatehouse.gateway.Resource;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.store.Key;

/// What follows from the records of keys, worked out once for each. A bounded number is kept, each for the very
/// record: a key that was changed is another record, and finds nothing here.
final class KnownKeys {
    private final CompiledKeyPolicies policies;
    private final LoadingCache<KmsKey, KnownKey> known;

    KnownKeys(CompiledKeyPolicies policies, int knownMax) {
        this.policies = policies;
        this.known = Caffeine.newBuilder()
                .weakKeys() // Compared by identity.
                .maximumSize(knownMax)
                .executor(Runnable::run)
                .build(this::follow);
    }

    /// `resource` is the key as an action's resource, with its policy; `material` is where its current material is
    /// stored; `names` is what ciphertexts under that begin with.
    record KnownKey(Resource resource, Key material, byte[] names) {}

    KnownKey of(KmsKey key) {
        return known.get(key);
    }

    private KnownKey follow(KmsKey key) {
        Resource resource = Resource.of(key.arn(), key.account())
                .withPolicy(policies.attached(key.policy()), ResourcePolicyRole.MUST_ALLOW)
                .withTags(key.tags())
                .recordedAs(KmsActions.KEY_TYPE);
        return new KnownKey(
                resource,
                KmsTables.material(key.region(), key.keyId(), key.materialId()),
                new Ciphertext.Names(key.keyId(), key.materialId()).encoded());
    }
}
