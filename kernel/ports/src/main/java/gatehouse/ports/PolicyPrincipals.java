package gatehouse.ports;

import gatehouse.policy.document.PrincipalNames;
import gatehouse.store.View;

/// The users and roles in resource policies, trust policies among them. A policy is kept with their unique ids, so that
/// it never speaks of who gets
/// their names later, and shown with the ARNs of those who are still there.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
public final class PolicyPrincipals {
    private static final String IAM = "arn:aws:iam:";
    private static final String ROOT = ":root";

    private final Principals principals;

    public PolicyPrincipals(Principals principals) {
        this.principals = principals;
    }

    /// A policy as it is kept.
    public String bound(View view, String document) {
        return PrincipalNames.rename(document, name -> {
            boolean hasId = name.startsWith(IAM) && !name.endsWith(ROOT);
            String id = hasId ? principals.lastingName(view, name) : null;
            return id == null ? name : id;
        });
    }

    /// A kept policy as it is shown.
    public String shown(View view, String document) {
        return PrincipalNames.rename(document, name -> {
            String arn = principals.arn(view, name);
            return arn == null ? name : arn;
        });
    }
}
