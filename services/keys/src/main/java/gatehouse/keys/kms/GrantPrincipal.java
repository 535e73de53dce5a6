package gatehouse.keys.kms;

/// Whom a grant names. `text` is the name as listings show it; `lastingName` is what callers are recognised
/// by, which nobody else ever has, even if somebody gets the same ARN later.
public record GrantPrincipal(Form form, String text, String lastingName) {
    /// Which member of a request named it.
    public enum Form {
        /// `GranteePrincipal`, `RetiringPrincipal`.
        PRINCIPAL,
        /// `GranteeServicePrincipal`, `RetiringServicePrincipal`.
        SERVICE_PRINCIPAL
    }

    static GrantPrincipal service(Form form, String name) {
        return new GrantPrincipal(form, name, name);
    }

    /// Whether the name is a service's, and no ARN or id.
    boolean isService() {
        return GrantPrincipals.isService(lastingName);
    }
}
