package gatehouse.identity.iam;

/// How many entities an account has, so that quotas are checked without counting them.
public record AccountCounts(String account, int users, int groups, int roles, int policies) {
    AccountCounts plus(EntityType type, int more) {
        return switch (type) {
            case USER -> new AccountCounts(account, users + more, groups, roles, policies);
            case GROUP -> new AccountCounts(account, users, groups + more, roles, policies);
            case ROLE -> new AccountCounts(account, users, groups, roles + more, policies);
            case POLICY -> new AccountCounts(account, users, groups, roles, policies + more);
        };
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
