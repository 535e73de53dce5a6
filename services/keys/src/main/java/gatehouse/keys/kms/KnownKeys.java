package gatehouse.keys.kms;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import gatehouse.gateway.Resource;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.store.Key;
import org.jspecify.annotations.Nullable;

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

    /// `resource` is the key as an action's resource, with its policy; `current` is there while it has material.
    record KnownKey(Resource resource, @Nullable Current current) {}

    /// `stored` is where a key's current material is; `names` is what ciphertexts under that begin with.
    record Current(Key stored, byte[] names) {}

    KnownKey of(KmsKey key) {
        return known.get(key);
    }

    private KnownKey follow(KmsKey key) {
        Resource resource = Resource.of(key.arn(), key.account())
                .withPolicy(policies.attached(key.policy()), ResourcePolicyRole.MUST_ALLOW)
                .withTags(key.tags())
                .recordedAs(KmsActions.KEY_TYPE);
        return new KnownKey(resource, current(key));
    }

    private static @Nullable Current current(KmsKey key) {
        String material = key.materialId();
        return material == null
                ? null
                : new Current(
                        KmsTables.material(key.region(), key.keyId(), material),
                        new Ciphertext.Names(key.keyId(), material).encoded());
    }
}
