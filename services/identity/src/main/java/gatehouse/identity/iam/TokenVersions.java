package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.GlobalEndpointTokenVersion;
import gatehouse.model.iam.SetSecurityTokenServicePreferencesRequest;
import gatehouse.model.iam.SetSecurityTokenServicePreferencesResponse;

/// Which tokens STS's global endpoint gives an account: of version 1, or of version 2, which hold in all regions. Ours
/// hold everywhere, whichever is set; the setting is kept and shown.
final class TokenVersions {
    Plan<SetSecurityTokenServicePreferencesResponse> set(Call call, SetSecurityTokenServicePreferencesRequest in) {
        int version = GlobalEndpointTokenVersion.V2_TOKEN.equals(in.globalEndpointTokenVersion()) ? 2 : 1;
        Requirement requirement = Requirement.of(Entities.action(call), Resource.any(call.account()));
        return Plan.require(requirement).commit(tx -> {
            tx.put(
                    IamTables.ACCOUNT_SETTINGS,
                    AccountSettings.of(tx, call.account()).withGlobalEndpointTokenVersion(version));
            return new SetSecurityTokenServicePreferencesResponse();
        });
    }
}
