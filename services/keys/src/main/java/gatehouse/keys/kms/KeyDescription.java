package gatehouse.keys.kms;

import gatehouse.crypto.asymmetric.EncryptionAlgorithm;
import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.SigningAlgorithm;
import gatehouse.model.kms.CustomerMasterKeySpec;
import gatehouse.model.kms.EncryptionAlgorithmSpec;
import gatehouse.model.kms.ExpirationModelType;
import gatehouse.model.kms.KeyAgreementAlgorithmSpec;
import gatehouse.model.kms.KeyManagerType;
import gatehouse.model.kms.KeyMetadata;
import gatehouse.model.kms.MacAlgorithmSpec;
import gatehouse.model.kms.MultiRegionConfiguration;
import gatehouse.model.kms.MultiRegionKey;
import gatehouse.model.kms.MultiRegionKeyType;
import gatehouse.model.kms.SigningAlgorithmSpec;
import gatehouse.model.kms.XksKeyConfigurationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keys as CreateKey and DescribeKey show them.
final class KeyDescription {
    private KeyDescription() {}

    static KeyMetadata of(KmsKey key) {
        KeyMetadata.Builder out = KeyMetadata.builder()
                .awsAccountId(key.account())
                .keyId(key.keyId())
                .arn(key.arn())
                .creationDate(key.createDate())
                .enabled(key.state() == KeyState.ENABLED)
                .description(key.description())
                .keyUsage(key.keyUsage().word())
                .keyState(key.state().word())
                .deletionDate(key.deletionDate())
                .origin(key.origin().word())
                .keyManager(key.awsManaged() ? KeyManagerType.AWS : KeyManagerType.CUSTOMER)
                .customerMasterKeySpec(new CustomerMasterKeySpec(key.keySpec().name()))
                .keySpec(key.keySpec().word())
                .multiRegion(key.isMultiRegion())
                .multiRegionConfiguration(replication(key))
                .pendingDeletionWindowInDays(key.pendingWindowDays() == 0 ? null : key.pendingWindowDays())
                .currentKeyMaterialId(key.keySpec().rotates() && key.backing() == null ? key.materialId() : null);
        imported(key, out);
        backing(key.backing(), out);
        return algorithms(key, out).build();
    }

    private static KeyMetadata.Builder algorithms(KmsKey key, KeyMetadata.Builder out) {
        return switch (key.keyUsage()) {
            case ENCRYPT_DECRYPT -> out.encryptionAlgorithms(encryptionAlgorithms(key.keySpec()));
            case SIGN_VERIFY -> out.signingAlgorithms(signingAlgorithms(key.keySpec()));
            case KEY_AGREEMENT -> out.keyAgreementAlgorithms(List.of(KeyAgreementAlgorithmSpec.ECDH));
            case GENERATE_VERIFY_MAC ->
                out.macAlgorithms(List.of(new MacAlgorithmSpec(
                        Objects.requireNonNull(key.keySpec().mac()).name())));
        };
    }

    /// What keys of a spec encrypt with.
    static List<EncryptionAlgorithmSpec> encryptionAlgorithms(KeySpec spec) {
        KeyPairSpec pair = spec.pair();
        if (pair == null) {
            return List.of(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        }
        List<EncryptionAlgorithmSpec> all = new ArrayList<>(2);
        for (EncryptionAlgorithm algorithm : pair.encryptionAlgorithms()) {
            all.add(new EncryptionAlgorithmSpec(algorithm.name()));
        }
        return all;
    }

    /// What keys of a spec sign with.
    static List<SigningAlgorithmSpec> signingAlgorithms(KeySpec spec) {
        List<SigningAlgorithmSpec> all = new ArrayList<>();
        for (SigningAlgorithm algorithm : Objects.requireNonNull(spec.pair()).signingAlgorithms()) {
            all.add(new SigningAlgorithmSpec(algorithm.name()));
        }
        return all;
    }

    private static void imported(KmsKey key, KeyMetadata.Builder out) {
        if (key.origin() == Origin.EXTERNAL && key.materialId() != null && key.state() != KeyState.PENDING_IMPORT) {
            out.validTo(key.validTo())
                    .expirationModel(
                            key.validTo() == null
                                    ? ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE
                                    : ExpirationModelType.KEY_MATERIAL_EXPIRES);
        }
    }

    private static void backing(@Nullable KeyBacking backing, KeyMetadata.Builder out) {
        if (backing != null) {
            out.customKeyStoreId(backing.customKeyStoreId()).cloudHsmClusterId(backing.cloudHsmClusterId());
            if (backing.xksKeyId() != null) {
                out.xksKeyConfiguration(
                        XksKeyConfigurationType.builder().id(backing.xksKeyId()).build());
            }
        }
    }

    private static @Nullable MultiRegionConfiguration replication(KmsKey key) {
        KeyReplication replication = key.replication();
        if (replication == null) {
            return null;
        }
        List<MultiRegionKey> replicas = new ArrayList<>(replication.regions().size());
        for (String region : replication.regions()) {
            if (!region.equals(replication.primary())) {
                replicas.add(inRegion(key, region));
            }
        }
        boolean primary = replication.primary().equals(key.region());
        return MultiRegionConfiguration.builder()
                .multiRegionKeyType(primary ? MultiRegionKeyType.PRIMARY : MultiRegionKeyType.REPLICA)
                .primaryKey(inRegion(key, replication.primary()))
                .replicaKeys(replicas)
                .build();
    }

    private static MultiRegionKey inRegion(KmsKey key, String region) {
        return MultiRegionKey.builder()
                .arn(KmsKey.arn(region, key.account(), key.keyId()))
                .region(region)
                .build();
    }
}
