package gatehouse.keys.kms;

import gatehouse.gateway.Call;
import gatehouse.policy.ConditionKeys;
import java.util.List;

/// The condition keys of the operations on grants.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
final class GrantConditions {
    private static final ConditionKeys FOR_SERVICE = KmsConditions.only("kms:grantisforawsresource", "true");
    private static final ConditionKeys FOR_NO_SERVICE = KmsConditions.only("kms:grantisforawsresource", "false");
    private static final String CONSTRAINT_TYPE = "kms:grantconstrainttype";

    private GrantConditions() {}

    /// `kms:GrantIsForAWSResource`: whether a service calls on behalf of its caller.
    static ConditionKeys ofCaller(Call call) {
        return call.via().isEmpty() ? FOR_NO_SERVICE : FOR_SERVICE;
    }

    /// `kms:GrantConstraintType`, and the constraint's pairs as `kms:EncryptionContext:…`.
    static ConditionKeys ofConstraint(GrantConstraint constraint) {
        List<String> types = constraint.types();
        ConditionKeys type = name -> name.equals(CONSTRAINT_TYPE) && !types.isEmpty() ? types : null;
        return type.or(EncryptionContext.of(constraint.pairs()));
    }
}
