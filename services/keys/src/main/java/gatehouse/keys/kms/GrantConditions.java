package gatehouse.keys.kms;

import gatehouse.policy.ConditionKeys;
import java.util.List;

/// The condition keys of the operations on grants.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
final class GrantConditions {
    /// `kms:GrantIsForAWSResource`: no service of this server calls KMS for somebody yet.
    static final ConditionKeys FOR_NO_SERVICE = KmsConditions.only("kms:grantisforawsresource", "false");

    private static final String CONSTRAINT_TYPE = "kms:grantconstrainttype";

    private GrantConditions() {}

    /// `kms:GrantConstraintType`, and the constraint's pairs as `kms:EncryptionContext:…`.
    static ConditionKeys ofConstraint(GrantConstraint constraint) {
        List<String> types = constraint.types();
        ConditionKeys type = name -> name.equals(CONSTRAINT_TYPE) && !types.isEmpty() ? types : null;
        return type.or(EncryptionContext.of(constraint.pairs()));
    }
}
