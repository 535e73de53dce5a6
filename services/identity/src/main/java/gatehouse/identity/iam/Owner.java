package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// Whose credentials a call is about: a user, or (without a name) the account's root. A call that names no user means
/// the caller.
record Owner(Call call, @Nullable String name, Requirement requirement) {
    static Owner of(Call call, @Nullable String userName) {
        if (userName == null && call.caller().principal() instanceof Principal.Root root) {
            Resource resource = Resource.of(root.arn(), root.account());
            return new Owner(call, null, Requirement.of(Entities.action(call), resource));
        }
        String name = Callers.userName(call, userName);
        return new Owner(call, name, Entities.USERS.require(call, name));
    }

    /// The owner as it is stored.
    ///
    /// @throws gatehouse.model.iam.NoSuchEntityException where there is no such user
    Found demand(View view) {
        if (name == null) {
            return new Found(null, call.account());
        }
        User user = Entities.USERS.demand(view, call, name);
        return new Found(user.name(), user.userId());
    }

    /// A user's name, which is null for the root, and its unique id, which for the root is the account's.
    record Found(@Nullable String userName, String id) {}
}
