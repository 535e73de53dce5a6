package gatehouse.identity.iam;

import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import gatehouse.store.View;
import java.util.List;

/// Who in an account has a managed policy, attached or as a boundary.
record Attachments(View view, String account, String arn) {
    List<User> users() {
        return all(IamTables.USERS, IamTables.USERS_BY_POLICY);
    }

    List<Group> groups() {
        return all(IamTables.GROUPS, IamTables.GROUPS_BY_POLICY);
    }

    List<Role> roles() {
        return all(IamTables.ROLES, IamTables.ROLES_BY_POLICY);
    }

    List<User> boundedUsers() {
        return all(IamTables.USERS, IamTables.USERS_BY_BOUNDARY);
    }

    List<Role> boundedRoles() {
        return all(IamTables.ROLES, IamTables.ROLES_BY_BOUNDARY);
    }

    /// How many there are, counted one by one: [PolicyUse] knows it without.
    PolicyUse counted() {
        return new PolicyUse(
                account,
                arn,
                users().size() + groups().size() + roles().size(),
                boundedUsers().size() + boundedRoles().size());
    }

    boolean isAttached() {
        return has(IamTables.USERS, IamTables.USERS_BY_POLICY)
                || has(IamTables.GROUPS, IamTables.GROUPS_BY_POLICY)
                || has(IamTables.ROLES, IamTables.ROLES_BY_POLICY);
    }

    boolean isBoundary() {
        return has(IamTables.USERS, IamTables.USERS_BY_BOUNDARY) || has(IamTables.ROLES, IamTables.ROLES_BY_BOUNDARY);
    }

    private <R extends Record> boolean has(Table<R> table, Index<R> index) {
        return view.has(table, index, IamTables.policy(account, arn));
    }

    private <R extends Record> List<R> all(Table<R> table, Index<R> index) {
        return view.all(table, index, IamTables.policy(account, arn));
    }
}
