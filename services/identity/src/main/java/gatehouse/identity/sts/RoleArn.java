package gatehouse.identity.sts;

import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.Role;
import gatehouse.policy.AccountId;
import gatehouse.policy.Arn;
import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// The ARN of a role, which may or may not exist: `arn:aws:iam::account:role/path/name`.
record RoleArn(String value, String account, String name) {
    private static final String ROLE = "role/";

    /// @throws gatehouse.wire.shape.CommonException ValidationError, where `text` is not the ARN of a role
    static RoleArn parse(String text) {
        Arn arn = Arn.parse(text).orElseThrow(() -> StsErrors.validation(text + " is invalid"));
        String name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
        boolean role = arn.partition().equals("aws")
                && arn.service().equals("iam")
                && arn.region().isEmpty()
                && AccountId.isValid(arn.account())
                && arn.resource().startsWith(ROLE)
                && !name.isEmpty();
        if (!role) {
            throw StsErrors.validation("Request ARN is invalid");
        }
        return new RoleArn(text, arn.account(), name);
    }

    /// The role with exactly this ARN; null where there is none.
    @Nullable
    Role find(View view) {
        Role role = view.get(IamTables.ROLES, IamTables.named(account, name));
        return role != null && role.arn().equals(value) ? role : null;
    }
}
