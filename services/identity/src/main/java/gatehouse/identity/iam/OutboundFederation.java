package gatehouse.identity.iam;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.DisableOutboundWebIdentityFederationRequest;
import gatehouse.model.iam.DisableOutboundWebIdentityFederationResponse;
import gatehouse.model.iam.EnableOutboundWebIdentityFederationRequest;
import gatehouse.model.iam.EnableOutboundWebIdentityFederationResponse;
import gatehouse.model.iam.GetOutboundWebIdentityFederationInfoRequest;
import gatehouse.model.iam.GetOutboundWebIdentityFederationInfoResponse;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether an account vends web identity tokens to other services, and as which issuer.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound.html
final class OutboundFederation {
    private final IamParts parts;

    OutboundFederation(IamParts parts) {
        this.parts = parts;
    }

    Plan<EnableOutboundWebIdentityFederationResponse> enable(Call call, EnableOutboundWebIdentityFederationRequest in) {
        return Plan.require(requirement(call))
                .compute(() -> issuerId(parts.entropy()))
                .commit((tx, issuerId) -> {
                    AccountSettings settings = AccountSettings.of(tx, call.account());
                    if (settings.vendsTokens()) {
                        throw IamErrors.outboundFederationEnabled();
                    }
                    AccountSettings vending = settings.vendingAs(issuerId);
                    tx.put(IamTables.ACCOUNT_SETTINGS, vending);
                    return EnableOutboundWebIdentityFederationResponse.builder()
                            .issuerIdentifier(issuer(vending.issuerId()))
                            .build();
                });
    }

    Plan<DisableOutboundWebIdentityFederationResponse> disable(
            Call call, DisableOutboundWebIdentityFederationRequest in) {
        return Plan.require(requirement(call)).commit(tx -> {
            AccountSettings settings = AccountSettings.of(tx, call.account());
            if (!settings.vendsTokens()) {
                throw IamErrors.outboundFederationDisabled();
            }
            tx.put(IamTables.ACCOUNT_SETTINGS, settings.vendingNone());
            return new DisableOutboundWebIdentityFederationResponse();
        });
    }

    Plan<GetOutboundWebIdentityFederationInfoResponse> get(Call call, GetOutboundWebIdentityFederationInfoRequest in) {
        return Plan.require(requirement(call)).commit(tx -> {
            AccountSettings settings = AccountSettings.of(tx, call.account());
            if (!settings.vendsTokens()) {
                throw IamErrors.outboundFederationDisabled();
            }
            return GetOutboundWebIdentityFederationInfoResponse.builder()
                    .issuerIdentifier(issuer(settings.issuerId()))
                    .jwtVendingEnabled(true)
                    .build();
        });
    }

    private static Requirement requirement(Call call) {
        return Requirement.of(Entities.action(call), Resource.any(call.account()));
    }

    /// A random UUID (RFC 9562, version 4) that starts with `a1`, as those of AWS's issuers do.
    private static String issuerId(Entropy entropy) {
        byte[] bytes = entropy.bytes(16);
        bytes[0] = (byte) 0xA1;
        bytes[6] = (byte) ((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3F) | 0x80);
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong()).toString();
    }

    private static String issuer(@Nullable String issuerId) {
        return "https://" + issuerId + ".tokens.sts.global.api.aws";
    }
}
