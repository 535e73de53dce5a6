package gatehouse.keys.kms;

import gatehouse.model.kms.CustomerMasterKeySpec;
import gatehouse.model.kms.EncryptionAlgorithmSpec;
import gatehouse.model.kms.KeyManagerType;
import gatehouse.model.kms.KeyMetadata;
import gatehouse.model.kms.KeySpec;
import gatehouse.model.kms.KeyUsageType;
import gatehouse.model.kms.OriginType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A KMS key without its material. `keySpec`, `keyUsage` and `origin` are AWS's words; `policy` is the key policy's
/// document; `materialId` names the material that new ciphertexts are made with; `deletionDate` is there while the
/// key is pending deletion.
public record KmsKey(
        String account,
        String region,
        String keyId,
        Instant createDate,
        String description,
        KeyState state,
        @Nullable Instant deletionDate,
        String keySpec,
        String keyUsage,
        String origin,
        String policy,
        Map<String, String> tags,
        String materialId) {
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

    KmsKey describedAs(String text) {
        return new KmsKey(
                account,
                region,
                keyId,
                createDate,
                text,
                state,
                deletionDate,
                keySpec,
                keyUsage,
                origin,
                policy,
                tags,
                materialId);
    }

    KmsKey in(KeyState newState, @Nullable Instant deletion) {
        return new KmsKey(
                account,
                region,
                keyId,
                createDate,
                description,
                newState,
                deletion,
                keySpec,
                keyUsage,
                origin,
                policy,
                tags,
                materialId);
    }

    KmsKey governedBy(String newPolicy) {
        return new KmsKey(
                account,
                region,
                keyId,
                createDate,
                description,
                state,
                deletionDate,
                keySpec,
                keyUsage,
                origin,
                newPolicy,
                tags,
                materialId);
    }

    KmsKey tagged(Map<String, String> newTags) {
        return new KmsKey(
                account,
                region,
                keyId,
                createDate,
                description,
                state,
                deletionDate,
                keySpec,
                keyUsage,
                origin,
                policy,
                newTags,
                materialId);
    }

    /// The key as CreateKey and DescribeKey show it.
    KeyMetadata metadata() {
        return KeyMetadata.builder()
                .awsAccountId(account)
                .keyId(keyId)
                .arn(arn())
                .creationDate(createDate)
                .enabled(state == KeyState.ENABLED)
                .description(description)
                .keyUsage(new KeyUsageType(keyUsage))
                .keyState(state.word())
                .deletionDate(deletionDate)
                .origin(new OriginType(origin))
                .keyManager(KeyManagerType.CUSTOMER)
                .customerMasterKeySpec(new CustomerMasterKeySpec(keySpec))
                .keySpec(new KeySpec(keySpec))
                .encryptionAlgorithms(List.of(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT))
                .multiRegion(false)
                .currentKeyMaterialId(materialId)
                .build();
    }
}
