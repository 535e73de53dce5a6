package gatehouse.identity.iam;

/// How many entities an account has, so that quotas are checked without counting them.
public record AccountCounts(String account, int users, int groups, int roles, int policies, int instanceProfiles) {
    AccountCounts plus(EntityType type, int more) {
        return switch (type) {
            case USER -> new AccountCounts(account, users + more, groups, roles, policies, instanceProfiles);
            case GROUP -> new AccountCounts(account, users, groups + more, roles, policies, instanceProfiles);
            case ROLE -> new AccountCounts(account, users, groups, roles + more, policies, instanceProfiles);
            case POLICY -> new AccountCounts(account, users, groups, roles, policies + more, instanceProfiles);
        };
    }

    AccountCounts plusInstanceProfiles(int more) {
        return new AccountCounts(account, users, groups, roles, policies, instanceProfiles + more);
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
