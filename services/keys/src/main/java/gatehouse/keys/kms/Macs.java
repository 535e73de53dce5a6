package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.MacAlgorithm;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.GenerateMacRequest;
import gatehouse.model.kms.GenerateMacResponse;
import gatehouse.model.kms.MacAlgorithmSpec;
import gatehouse.model.kms.VerifyMacRequest;
import gatehouse.model.kms.VerifyMacResponse;
import gatehouse.wire.shape.Blob;
import java.security.MessageDigest;

/// GenerateMac and VerifyMac.
final class Macs {
    private static final String ALGORITHM = "kms:macalgorithm";

    private final KmsActions actions;
    private final KeyMaterials materials;

    Macs(KmsActions actions, KeyMaterials materials) {
        this.actions = actions;
        this.materials = materials;
    }

    Plan<GenerateMacResponse> generateMac(Call call, GenerateMacRequest in) {
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        MacAlgorithmSpec asked = requireNonNull(in.macAlgorithm());
        Requirement requirement =
                actions.onKey(call, "kms:GenerateMac", named).with(KmsConditions.only(ALGORITHM, asked.value()));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = named.orThrow();
            MacAlgorithm algorithm = KeyUses.mac(call, key, asked);
            Messages.unlessDry(in.dryRun());
            return GenerateMacResponse.builder()
                    .keyId(key.arn())
                    .mac(Blob.owning(mac(call, key, algorithm, requireNonNull(in.message()))))
                    .macAlgorithm(asked)
                    .build();
        });
    }

    Plan<VerifyMacResponse> verifyMac(Call call, VerifyMacRequest in) {
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        MacAlgorithmSpec asked = requireNonNull(in.macAlgorithm());
        Requirement requirement =
                actions.onKey(call, "kms:VerifyMac", named).with(KmsConditions.only(ALGORITHM, asked.value()));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = named.orThrow();
            MacAlgorithm algorithm = KeyUses.mac(call, key, asked);
            byte[] expected = mac(call, key, algorithm, requireNonNull(in.message()));
            if (!MessageDigest.isEqual(expected, requireNonNull(in.mac()).bytesUncopied())) {
                throw KmsErrors.invalidMac();
            }
            Messages.unlessDry(in.dryRun());
            return VerifyMacResponse.builder()
                    .keyId(key.arn())
                    .macValid(true)
                    .macAlgorithm(asked)
                    .build();
        });
    }

    private byte[] mac(Call call, KmsKey key, MacAlgorithm algorithm, Blob message) {
        try (Opened<SecretBytes> secret =
                requireNonNull(materials.open(call.view(), key, requireNonNull(key.materialId()), call.now()))) {
            return algorithm.compute(secret.secret(), message.bytesUncopied());
        }
    }
}
