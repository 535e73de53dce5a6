package gatehouse.identity.sts;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.AccessKey;
import gatehouse.identity.iam.IamTables;
import gatehouse.model.sts.GetAccessKeyInfoRequest;
import gatehouse.model.sts.GetAccessKeyInfoResponse;
import gatehouse.model.sts.GetCallerIdentityRequest;
import gatehouse.model.sts.GetCallerIdentityResponse;
import java.util.Objects;

/// Who is calling, and whose a key is.
final class CallerIdentity {
    Plan<GetCallerIdentityResponse> getCallerIdentity(Call call, GetCallerIdentityRequest in) {
        return Plan.open()
                .reply(() -> GetCallerIdentityResponse.builder()
                        .userId(call.caller().userId())
                        .account(call.account())
                        .arn(call.caller().principal().arn())
                        .build());
    }

    /// As with AWS, anyone who may call it learns the account of any key, active or not.
    Plan<GetAccessKeyInfoResponse> getAccessKeyInfo(Call call, GetAccessKeyInfoRequest in) {
        String id = Objects.requireNonNull(in.accessKeyId());
        return Plan.require(Requirement.of("sts:GetAccessKeyInfo", Resource.any(call.account())))
                .reply(() -> {
                    AccessKey key = call.view().get(IamTables.ACCESS_KEYS, IamTables.accessKey(id));
                    String account = key == null ? SessionKeyId.account(id) : key.account();
                    if (account == null) {
                        throw StsErrors.validation("Invalid Access Key ID: " + id);
                    }
                    return GetAccessKeyInfoResponse.builder().account(account).build();
                });
    }
}
