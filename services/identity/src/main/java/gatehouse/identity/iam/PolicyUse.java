package gatehouse.identity.iam;

import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many of an account's users, groups and roles have a managed policy attached, and how many permissions it bounds:
/// kept with each change, so that nobody has to count them. A policy that nobody ever used has no record.
public record PolicyUse(String account, String arn, int attached, int bounding) {
    static PolicyUse of(View view, String account, String arn) {
        PolicyUse kept = view.get(IamTables.POLICY_USES, IamTables.policy(account, arn));
        // Stores from before there was this table have none of what is in use.
        return kept != null ? kept : new Attachments(view, account, arn).counted();
    }

    /// Counts what changes, before it does: an entity is made (`before` is null), changed, or deleted (`after` is
    /// null).
    static void changed(Transaction tx, @Nullable PolicyHolder<?> before, @Nullable PolicyHolder<?> after) {
        if (before != null) {
            for (String arn : without(before.attachedPolicies(), after)) {
                attached(tx, before.account(), arn, -1);
            }
        }
        if (after != null) {
            for (String arn : without(after.attachedPolicies(), before)) {
                attached(tx, after.account(), arn, 1);
            }
        }
        if (!Objects.equals(boundary(before), boundary(after))) {
            bounded(tx, before, -1);
            bounded(tx, after, 1);
        }
    }

    private static void attached(Transaction tx, String account, String arn, int more) {
        PolicyUse before = of(tx, account, arn);
        PolicyUse after = before.plus(more, 0);
        if (before.attached() == 0 || after.attached() == 0) {
            tx.put(IamTables.COUNTS, EntityType.counts(tx, account).plusPoliciesInUse(more));
        }
        after.keep(tx);
    }

    private static List<String> without(List<String> arns, @Nullable PolicyHolder<?> holder) {
        List<String> rest = new ArrayList<>(arns);
        if (holder != null) {
            rest.removeAll(holder.attachedPolicies());
        }
        return rest;
    }

    private static void bounded(Transaction tx, @Nullable PolicyHolder<?> holder, int more) {
        String arn = boundary(holder);
        if (holder != null && arn != null) {
            of(tx, holder.account(), arn).plus(0, more).keep(tx);
        }
    }

    private static @Nullable String boundary(@Nullable PolicyHolder<?> holder) {
        return holder == null ? null : holder.permissionsBoundary();
    }

    private PolicyUse plus(int moreAttached, int moreBounding) {
        return new PolicyUse(account, arn, attached + moreAttached, bounding + moreBounding);
    }

    private void keep(Transaction tx) {
        tx.put(IamTables.POLICY_USES, this);
    }
}
