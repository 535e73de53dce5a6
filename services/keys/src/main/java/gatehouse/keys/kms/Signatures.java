package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.asymmetric.InvalidMessageException;
import gatehouse.crypto.asymmetric.MessageType;
import gatehouse.crypto.asymmetric.OpenedPrivateKey;
import gatehouse.crypto.asymmetric.SigningAlgorithm;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.SignRequest;
import gatehouse.model.kms.SignResponse;
import gatehouse.model.kms.SigningAlgorithmSpec;
import gatehouse.model.kms.VerifyRequest;
import gatehouse.model.kms.VerifyResponse;
import gatehouse.policy.ConditionKeys;
import gatehouse.wire.shape.Blob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sign and Verify.
final class Signatures {
    private final KmsActions actions;
    private final KeyMaterials materials;
    private final PublicKeys publicKeys;

    Signatures(KmsActions actions, KeyMaterials materials, PublicKeys publicKeys) {
        this.actions = actions;
        this.materials = materials;
        this.publicKeys = publicKeys;
    }

    Plan<SignResponse> sign(Call call, SignRequest in) {
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        SigningAlgorithmSpec asked = requireNonNull(in.signingAlgorithm());
        MessageType type = type(in.messageType());
        Requirement requirement = actions.onKey(call, "kms:Sign", named).with(conditions(asked, type));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = named.orThrow();
            SigningAlgorithm algorithm = KeyUses.signing(call, key, asked);
            Messages.unlessDry(in.dryRun());
            byte[] signature = sign(
                    call, key, algorithm, type, requireNonNull(in.message()).bytesUncopied());
            return SignResponse.builder()
                    .keyId(key.arn())
                    .signature(Blob.owning(signature))
                    .signingAlgorithm(asked)
                    .build();
        });
    }

    Plan<VerifyResponse> verify(Call call, VerifyRequest in) {
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        SigningAlgorithmSpec asked = requireNonNull(in.signingAlgorithm());
        MessageType type = type(in.messageType());
        Requirement requirement = actions.onKey(call, "kms:Verify", named).with(conditions(asked, type));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = named.orThrow();
            SigningAlgorithm algorithm = KeyUses.signing(call, key, asked);
            byte[] message = requireNonNull(in.message()).bytesUncopied();
            byte[] signature = requireNonNull(in.signature()).bytesUncopied();
            boolean valid = verify(call, key, algorithm, type, message, signature);
            if (!valid) {
                throw KmsErrors.invalidSignature();
            }
            Messages.unlessDry(in.dryRun());
            return VerifyResponse.builder()
                    .keyId(key.arn())
                    .signatureValid(true)
                    .signingAlgorithm(asked)
                    .build();
        });
    }

    private byte[] sign(Call call, KmsKey key, SigningAlgorithm algorithm, MessageType type, byte[] message) {
        try (Opened<OpenedPrivateKey> privateKey = materials.privateKey(call.view(), key)) {
            return privateKey.secret().sign(algorithm, type, message);
        } catch (InvalidMessageException _) {
            throw KmsErrors.digestLength(algorithm.name());
        }
    }

    private boolean verify(
            Call call, KmsKey key, SigningAlgorithm algorithm, MessageType type, byte[] message, byte[] signature) {
        try {
            return publicKeys.opened(call.view(), key).verify(algorithm, type, message, signature);
        } catch (InvalidMessageException _) {
            throw KmsErrors.digestLength(algorithm.name());
        }
    }

    private static MessageType type(gatehouse.model.kms.@Nullable MessageType asked) {
        String word =
                requireNonNullElse(asked, gatehouse.model.kms.MessageType.RAW).value();
        return MessageType.valueOf(word);
    }

    private static ConditionKeys conditions(SigningAlgorithmSpec algorithm, MessageType type) {
        return name -> switch (name) {
            case "kms:signingalgorithm" -> List.of(algorithm.value());
            case "kms:messagetype" -> List.of(type.name());
            default -> null;
        };
    }
}
