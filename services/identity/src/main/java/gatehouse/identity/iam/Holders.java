package gatehouse.identity.iam;

import gatehouse.identity.iam.Paging.Slice;
import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// What users, groups and roles have in common.
final class Holders {
    private Holders() {}

    /// @throws gatehouse.model.iam.DeleteConflictException where the entity has policies
    static void demandBare(PolicyHolder<?> holder) {
        if (!holder.attachedPolicies().isEmpty()) {
            throw IamErrors.deleteConflict("detach all policies");
        }
        if (!holder.inlinePolicies().isEmpty()) {
            throw IamErrors.deleteConflict("delete policies");
        }
    }

    /// A page of the account's entities below a path.
    static <R extends Record & PolicyHolder<R>> Slice<R> page(
            View view, Entities<R> entities, String account, @Nullable String pathPrefix, Paging paging) {
        return paging.rows(
                (after, limit) -> view.scan(entities.table(), IamTables.inAccount(account), after, limit),
                row -> pathPrefix == null || row.path().startsWith(pathPrefix));
    }
}
