package gatehouse.identity.iam;

import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// Finds managed policies by ARN: the customers' in the store, AWS's own among the resources.
public final class PolicyCatalogue {
    private static final String PREFIX = "arn:aws:iam::";
    private static final String POLICY = ":policy/";

    private final AwsManagedPolicies awsManaged;

    public PolicyCatalogue(AwsManagedPolicies awsManaged) {
        this.awsManaged = awsManaged;
    }

    /// The policy with that ARN, or null.
    public @Nullable ManagedPolicy find(View view, String arn) {
        String account = accountOf(arn);
        if (account == null) {
            return null;
        }
        if (account.equals(AwsManagedPolicies.ACCOUNT)) {
            return awsManaged.get(arn);
        }
        ManagedPolicy policy =
                view.get(IamTables.POLICIES, IamTables.named(account, arn.substring(arn.lastIndexOf('/') + 1)));
        return policy != null && isArn(arn, policy) ? policy : null;
    }

    /// Whether entities of that account can have the policy: it is the account's own, or AWS's.
    boolean isUsable(View view, String account, String arn) {
        String owner = accountOf(arn);
        return owner != null
                && (owner.equals(account) || owner.equals(AwsManagedPolicies.ACCOUNT))
                && find(view, arn) != null;
    }

    public AwsManagedPolicies awsManaged() {
        return awsManaged;
    }

    /// The account in a policy's ARN (`aws` for AWS's own); null where `arn` is not the ARN of a policy.
    public static @Nullable String accountOf(String arn) {
        if (!arn.startsWith(PREFIX)) {
            return null;
        }
        int end = arn.indexOf(':', PREFIX.length());
        return end > PREFIX.length() && arn.startsWith(POLICY, end) ? arn.substring(PREFIX.length(), end) : null;
    }

    /// The table finds a name whatever its case; in an ARN it is told apart.
    private static boolean isArn(String arn, ManagedPolicy policy) {
        int path = arn.indexOf(POLICY) + POLICY.length() - 1;
        return arn.length() == path + policy.path().length() + policy.name().length()
                && arn.startsWith(policy.path(), path)
                && arn.endsWith(policy.name());
    }
}
