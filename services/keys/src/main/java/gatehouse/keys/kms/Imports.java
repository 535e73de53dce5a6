package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.WrappingAlgorithm;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.keys.kms.ImportTokens.Issued;
import gatehouse.keys.kms.ImportTokens.Wrapping;
import gatehouse.model.kms.AlgorithmSpec;
import gatehouse.model.kms.DeleteImportedKeyMaterialRequest;
import gatehouse.model.kms.DeleteImportedKeyMaterialResponse;
import gatehouse.model.kms.ExpirationModelType;
import gatehouse.model.kms.GetParametersForImportRequest;
import gatehouse.model.kms.GetParametersForImportResponse;
import gatehouse.model.kms.ImportKeyMaterialRequest;
import gatehouse.model.kms.ImportKeyMaterialResponse;
import gatehouse.model.kms.WrappingKeySpec;
import gatehouse.policy.ConditionKeys;
import gatehouse.wire.shape.Blob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// GetParametersForImport, ImportKeyMaterial and DeleteImportedKeyMaterial.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html
final class Imports {
    private static final Duration VALID_MAX = Duration.ofDays(365);

    private final KmsActions actions;
    private final ImportTokens tokens;
    private final ImportedMaterial imported;
    private final Runnable erasure;

    /// The `erasure` takes deleted material off the disk.
    Imports(KmsActions actions, ImportTokens tokens, ImportedMaterial imported, Runnable erasure) {
        this.actions = actions;
        this.tokens = tokens;
        this.imported = imported;
        this.erasure = erasure;
    }

    Plan<GetParametersForImportResponse> getParametersForImport(Call call, GetParametersForImportRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        AlgorithmSpec algorithm = requireNonNull(in.wrappingAlgorithm());
        WrappingKeySpec spec = requireNonNull(in.wrappingKeySpec());
        ConditionKeys conditions = name -> switch (name) {
            case "kms:wrappingalgorithm" -> List.of(algorithm.value());
            case "kms:wrappingkeyspec" -> List.of(spec.value());
            default -> null;
        };
        Requirement requirement =
                actions.onKey(call, "kms:GetParametersForImport", named).with(conditions);
        return Plan.require(requirement)
                .compute(() -> {
                    KmsKey key = importing(named.orThrow());
                    return tokens.issue(key, wrapping(key, algorithm, spec), call.now());
                })
                .reply((Issued issued) -> GetParametersForImportResponse.builder()
                        .keyId(named.arn())
                        .importToken(Blob.owning(issued.token()))
                        .publicKey(Blob.owning(issued.publicKey()))
                        .parametersValidTo(issued.validTo())
                        .build());
    }

    Plan<ImportKeyMaterialResponse> importKeyMaterial(Call call, ImportKeyMaterialRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        ExpirationModelType model = requireNonNullElse(in.expirationModel(), ExpirationModelType.KEY_MATERIAL_EXPIRES);
        Requirement requirement =
                actions.onKey(call, "kms:ImportKeyMaterial", named).with(expiration(model, in.validTo()));
        return Plan.require(requirement)
                .compute(() -> {
                    KmsKey key = importing(named.orThrow());
                    requireExpiration(model, in.validTo(), call.now());
                    return tokens.unwrap(
                            key,
                            requireNonNull(in.importToken()).bytesUncopied(),
                            requireNonNull(in.encryptedKeyMaterial()).bytesUncopied(),
                            call.now());
                })
                .commit((tx, secret) -> {
                    KmsKey key = named.orThrow();
                    String materialId = imported.put(tx, key, secret, in, call.now());
                    call.notes().answered("keyId", key.arn());
                    call.notes().answered("keyMaterialId", materialId);
                    return ImportKeyMaterialResponse.builder()
                            .keyId(key.arn())
                            .keyMaterialId(materialId)
                            .build();
                });
    }

    Plan<DeleteImportedKeyMaterialResponse> deleteImportedKeyMaterial(Call call, DeleteImportedKeyMaterialRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:DeleteImportedKeyMaterial", named))
                .commit(tx -> {
                    // Of a key that is pending deletion, too.
                    KmsKey key = external(named.orThrow());
                    String materialId = imported.delete(tx, key, in.keyMaterialId());
                    call.notes().answered("keyId", key.arn());
                    return DeleteImportedKeyMaterialResponse.builder()
                            .keyId(key.arn())
                            .keyMaterialId(materialId)
                            .build();
                })
                .afterwards(erasure);
    }

    /// A key whose material is imported, and that is there to stay.
    private static KmsKey importing(KmsKey key) {
        external(key).state().requireStaying(key.arn());
        return key;
    }

    private static KmsKey external(KmsKey key) {
        if (key.origin() != Origin.EXTERNAL) {
            throw KmsErrors.otherOrigin(key);
        }
        return key;
    }

    private static Wrapping wrapping(KmsKey key, AlgorithmSpec algorithm, WrappingKeySpec spec) {
        if (algorithm.equals(AlgorithmSpec.RSAES_PKCS1_V1_5)) {
            throw KmsErrors.wrappingAlgorithm(algorithm.value());
        }
        KeyPairSpec wrappingSpec = KeyPairSpec.valueOf(spec.value());
        WrappingAlgorithm wrapping = WrappingAlgorithm.valueOf(algorithm.value());
        boolean wraps = switch (wrapping) {
            case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256 ->
                wrappingSpec != KeyPairSpec.SM2 && !isTooLong(key.keySpec(), wrappingSpec);
            case RSA_AES_KEY_WRAP_SHA_1, RSA_AES_KEY_WRAP_SHA_256 ->
                wrappingSpec != KeyPairSpec.SM2 && key.keySpec().pair() != null;
            case SM2PKE -> wrappingSpec == KeyPairSpec.SM2;
        };
        if (!wraps) {
            throw KmsErrors.wrapping(algorithm.value(), spec.value(), key.keySpec());
        }
        return new Wrapping(wrappingSpec, wrapping);
    }

    /// Private keys that are longer than what RSA encrypts by itself.
    private static boolean isTooLong(KeySpec spec, KeyPairSpec wrappingSpec) {
        return spec.name().startsWith("RSA_")
                || spec.name().startsWith("ML_DSA_")
                || (spec == KeySpec.ECC_NIST_P521 && wrappingSpec == KeyPairSpec.RSA_2048);
    }

    private static void requireExpiration(ExpirationModelType model, @Nullable Instant validTo, Instant now) {
        boolean expires = model.equals(ExpirationModelType.KEY_MATERIAL_EXPIRES);
        if (expires != (validTo != null)) {
            throw KmsErrors.validation(
                    expires
                            ? "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES"
                            : "A validTo date must not be set if the ExpirationModel is"
                                    + " KEY_MATERIAL_DOES_NOT_EXPIRE");
        }
        if (validTo != null && (!validTo.isAfter(now) || validTo.isAfter(now.plus(VALID_MAX)))) {
            throw KmsErrors.validation("ValidTo must be in the future, and within 365 days.");
        }
    }

    private static ConditionKeys expiration(ExpirationModelType model, @Nullable Instant validTo) {
        return name -> switch (name) {
            case "kms:expirationmodel" -> List.of(model.value());
            case "kms:validto" -> validTo == null ? null : List.of(Long.toString(validTo.getEpochSecond()));
            default -> null;
        };
    }
}
