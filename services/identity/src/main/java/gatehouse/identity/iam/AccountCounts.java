package gatehouse.identity.iam;

/// How many entities an account has, so that quotas are checked without counting them.
public record AccountCounts(
        String account,
        int users,
        int groups,
        int roles,
        int policies,
        int instanceProfiles,
        int openIdProviders,
        int samlProviders,
        int policiesInUse) {
    AccountCounts plus(EntityType type, int more) {
        return switch (type) {
            case USER ->
                new AccountCounts(
                        account,
                        users + more,
                        groups,
                        roles,
                        policies,
                        instanceProfiles,
                        openIdProviders,
                        samlProviders,
                        policiesInUse);
            case GROUP ->
                new AccountCounts(
                        account,
                        users,
                        groups + more,
                        roles,
                        policies,
                        instanceProfiles,
                        openIdProviders,
                        samlProviders,
                        policiesInUse);
            case ROLE ->
                new AccountCounts(
                        account,
                        users,
                        groups,
                        roles + more,
                        policies,
                        instanceProfiles,
                        openIdProviders,
                        samlProviders,
                        policiesInUse);
            case POLICY ->
                new AccountCounts(
                        account,
                        users,
                        groups,
                        roles,
                        policies + more,
                        instanceProfiles,
                        openIdProviders,
                        samlProviders,
                        policiesInUse);
        };
    }

    AccountCounts plusInstanceProfiles(int more) {
        return new AccountCounts(
                account,
                users,
                groups,
                roles,
                policies,
                instanceProfiles + more,
                openIdProviders,
                samlProviders,
                policiesInUse);
    }

    AccountCounts plusOpenIdProviders(int more) {
        return new AccountCounts(
                account,
                users,
                groups,
                roles,
                policies,
                instanceProfiles,
                openIdProviders + more,
                samlProviders,
                policiesInUse);
    }

    AccountCounts plusSamlProviders(int more) {
        return new AccountCounts(
                account,
                users,
                groups,
                roles,
                policies,
                instanceProfiles,
                openIdProviders,
                samlProviders + more,
                policiesInUse);
    }

    /// Stores from before these were counted may take away what they never counted.
    AccountCounts plusPoliciesInUse(int more) {
        return new AccountCounts(
                account,
                users,
                groups,
                roles,
                policies,
                instanceProfiles,
                openIdProviders,
                samlProviders,
                Math.max(0, policiesInUse + more));
    }

    int of(EntityType type) {
        return switch (type) {
            case USER -> users;
            case GROUP -> groups;
            case ROLE -> roles;
            case POLICY -> policies;
        };
    }
}
