package gatehouse.keys.kms;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A KMS key without its material.
///
/// - `deletionDate`: when it goes; there while the key is pending deletion.
/// - `policy`: the key policy's document.
/// - `materialId`: the material that new ciphertexts are made with; null where there is none here.
/// - `validTo`: when the first of its imported materials expires.
/// - `rotation`: there while the key rotates by itself.
/// - `replication`: there for multi-Region keys.
/// - `backing`: there for keys in a custom key store.
/// - `pendingWindowDays`: how long it will wait for its deletion once its replicas are gone; or 0.
/// - `awsManaged`: made by and for one of the services.
public record KmsKey(
        String account,
        String region,
        String keyId,
        Instant createDate,
        KeySpec keySpec,
        KeyUsage keyUsage,
        Origin origin,
        String description,
        KeyState state,
        @Nullable Instant deletionDate,
        String policy,
        Map<String, String> tags,
        @Nullable String materialId,
        @Nullable Instant validTo,
        @Nullable KeyRotation rotation,
        @Nullable KeyReplication replication,
        @Nullable KeyBacking backing,
        int pendingWindowDays,
        boolean awsManaged) {
    public KmsKey {
        tags = Map.copyOf(tags);
    }

    static String arn(String region, String account, String keyId) {
        return "arn:aws:kms:" + region + ":" + account + ":key/" + keyId;
    }

    public String arn() {
        return arn(region, account, keyId);
    }

    /// Whether the key's time has come: it exists no more, even where its rows are not removed yet.
    boolean isDeletedAt(Instant now) {
        return deletionDate != null && !deletionDate.isAfter(now);
    }

    boolean isMultiRegion() {
        return replication != null;
    }

    /// Whether it is in an external key store.
    boolean isExternallyBacked() {
        return backing != null && backing.xksKeyId() != null;
    }

    /// This key with some things changed.
    KmsKey with(Consumer<Change> changes) {
        Change change = new Change(this);
        changes.accept(change);
        return change.changed(this);
    }

    /// What may change of a key.
    static final class Change {
        private String description;
        private KeyState state;
        private @Nullable Instant deletionDate;
        private String policy;
        private Map<String, String> tags;
        private @Nullable String materialId;
        private @Nullable Instant validTo;
        private @Nullable KeyRotation rotation;
        private @Nullable KeyReplication replication;
        private @Nullable KeyBacking backing;
        private int pendingWindowDays;

        private Change(KmsKey key) {
            this.description = key.description;
            this.state = key.state;
            this.deletionDate = key.deletionDate;
            this.policy = key.policy;
            this.tags = key.tags;
            this.materialId = key.materialId;
            this.validTo = key.validTo;
            this.rotation = key.rotation;
            this.replication = key.replication;
            this.backing = key.backing;
            this.pendingWindowDays = key.pendingWindowDays;
        }

        Change description(String value) {
            description = value;
            return this;
        }

        Change state(KeyState value) {
            state = value;
            return this;
        }

        Change deletionDate(@Nullable Instant value) {
            deletionDate = value;
            return this;
        }

        Change policy(String value) {
            policy = value;
            return this;
        }

        Change tags(Map<String, String> value) {
            tags = value;
            return this;
        }

        Change materialId(@Nullable String value) {
            materialId = value;
            return this;
        }

        Change validTo(@Nullable Instant value) {
            validTo = value;
            return this;
        }

        Change rotation(@Nullable KeyRotation value) {
            rotation = value;
            return this;
        }

        Change replication(@Nullable KeyReplication value) {
            replication = value;
            return this;
        }

        Change backing(@Nullable KeyBacking value) {
            backing = value;
            return this;
        }

        Change pendingWindowDays(int value) {
            pendingWindowDays = value;
            return this;
        }

        private KmsKey changed(KmsKey key) {
            return new KmsKey(
                    key.account,
                    key.region,
                    key.keyId,
                    key.createDate,
                    key.keySpec,
                    key.keyUsage,
                    key.origin,
                    description,
                    state,
                    deletionDate,
                    policy,
                    tags,
                    materialId,
                    validTo,
                    rotation,
                    replication,
                    backing,
                    pendingWindowDays,
                    key.awsManaged);
        }
    }
}
