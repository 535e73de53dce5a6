package gatehouse.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.CommonErrors;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.Service;
import gatehouse.model.kms.CreateGrantRequest;
import gatehouse.model.kms.DataKeySpec;
import gatehouse.model.kms.DecryptRequest;
import gatehouse.model.kms.GenerateDataKeyRequest;
import gatehouse.model.kms.GenerateDataKeyResponse;
import gatehouse.model.kms.GrantOperation;
import gatehouse.model.kms.Kms;
import gatehouse.model.secretsmanager.CreateSecretRequest;
import gatehouse.model.secretsmanager.CreateSecretResponse;
import gatehouse.model.secretsmanager.GetSecretValueRequest;
import gatehouse.model.secretsmanager.GetSecretValueResponse;
import gatehouse.model.secretsmanager.ReplicateSecretToRegionsRequest;
import gatehouse.model.secretsmanager.ReplicateSecretToRegionsResponse;
import gatehouse.model.secretsmanager.ResourceExistsException;
import gatehouse.model.secretsmanager.ResourceNotFoundException;
import gatehouse.model.secretsmanager.SecretsManager;
import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.CommonException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// As much of Secrets Manager as shows a service that calls KMS on behalf of its callers: each secret is
/// encrypted under a data key of its own, and that under a KMS key.
final class SecretsService {
    private static final String DEFAULT_KEY = "alias/aws/secretsmanager";
    private static final int TAG_BITS = 128;

    private static final Table<StoredSecret> SECRETS =
            Table.of("test.secrets", StoredSecret.class, secret -> Key.of(secret.arn()));

    private SecretsService() {}

    /// A secret on the disk.
    record StoredSecret(String arn, String keyId, byte[] dataKey, byte[] sealed) {}

    static Service service() {
        return Service.of(SecretsManager.MODEL, "secretsmanager", ConstraintProfile.JSON)
                .on(SecretsManager.CREATE_SECRET, SecretsService::create)
                .on(SecretsManager.GET_SECRET_VALUE, SecretsService::get)
                .on(SecretsManager.REPLICATE_SECRET_TO_REGIONS, SecretsService::replicate)
                .build();
    }

    private static Plan<CreateSecretResponse> create(Call call, CreateSecretRequest in) {
        String arn = arn(call, requireNonNull(in.name()));
        return Plan.require(on(call, "secretsmanager:CreateSecret", arn)).commit(tx -> {
            GenerateDataKeyResponse dataKey = dataKey(call, arn, requireNonNullElse(in.kmsKeyId(), DEFAULT_KEY));
            if (tx.get(SECRETS, Key.of(arn)) != null) {
                throw new ResourceExistsException(
                        "The operation failed because the secret " + in.name() + " already exists.");
            }
            byte[] key = requireNonNull(dataKey.plaintext()).toByteArray();
            byte[] value = requireNonNull(in.secretString()).getBytes(UTF_8);
            tx.put(
                    SECRETS,
                    new StoredSecret(
                            arn,
                            requireNonNull(dataKey.keyId()),
                            requireNonNull(dataKey.ciphertextBlob()).toByteArray(),
                            crypt(Cipher.ENCRYPT_MODE, key, value)));
            return CreateSecretResponse.builder().arn(arn).name(in.name()).build();
        });
    }

    private static GenerateDataKeyResponse dataKey(Call call, String arn, String keyId) {
        try {
            return call.forward(
                    Kms.GENERATE_DATA_KEY,
                    GenerateDataKeyRequest.builder()
                            .keyId(keyId)
                            .keySpec(DataKeySpec.AES_256)
                            .encryptionContext(Map.of("SecretARN", arn))
                            .build());
        } catch (CommonException e) {
            throw CommonErrors.accessDenied("Access to KMS is not allowed");
        }
    }

    private static Plan<GetSecretValueResponse> get(Call call, GetSecretValueRequest in) {
        String arn = arn(call, requireNonNull(in.secretId()));
        StoredSecret secret = call.view().get(SECRETS, Key.of(arn));
        return Plan.require(on(call, "secretsmanager:GetSecretValue", arn)).reply(() -> {
            StoredSecret there = required(secret);
            Blob key = call.forward(
                            Kms.DECRYPT,
                            DecryptRequest.builder()
                                    .ciphertextBlob(Blob.owning(there.dataKey()))
                                    .encryptionContext(Map.of("SecretARN", arn))
                                    .build())
                    .plaintext();
            byte[] value = crypt(Cipher.DECRYPT_MODE, requireNonNull(key).toByteArray(), there.sealed());
            return GetSecretValueResponse.builder()
                    .arn(arn)
                    .secretString(new String(value, UTF_8))
                    .build();
        });
    }

    /// Grants the caller the use of the secret's key.
    private static Plan<ReplicateSecretToRegionsResponse> replicate(Call call, ReplicateSecretToRegionsRequest in) {
        String arn = arn(call, requireNonNull(in.secretId()));
        StoredSecret secret = call.view().get(SECRETS, Key.of(arn));
        return Plan.require(on(call, "secretsmanager:ReplicateSecretToRegions", arn))
                .commit(tx -> {
                    call.forward(
                            Kms.CREATE_GRANT,
                            CreateGrantRequest.builder()
                                    .keyId(required(secret).keyId())
                                    .granteePrincipal(call.caller().principal().arn())
                                    .operations(List.of(GrantOperation.ENCRYPT))
                                    .build());
                    return ReplicateSecretToRegionsResponse.builder().arn(arn).build();
                });
    }

    private static StoredSecret required(@Nullable StoredSecret secret) {
        if (secret == null) {
            throw new ResourceNotFoundException("Secrets Manager can't find the specified secret.");
        }
        return secret;
    }

    private static Requirement on(Call call, String action, String arn) {
        return Requirement.of(action, Resource.of(arn, call.account()));
    }

    private static String arn(Call call, String name) {
        return "arn:aws:secretsmanager:" + call.region().value() + ":" + call.account() + ":secret:" + name;
    }

    /// Each key is for one text: its nonce may be any.
    private static byte[] crypt(int mode, byte[] key, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, new byte[12]));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
