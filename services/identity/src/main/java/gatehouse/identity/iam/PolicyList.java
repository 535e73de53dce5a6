package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListPoliciesRequest;
import gatehouse.model.iam.ListPoliciesResponse;
import gatehouse.model.iam.PolicyScopeType;
import gatehouse.model.iam.PolicyUsageType;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists managed policies: AWS's own first, then the account's, both by name.
final class PolicyList {
    private final AwsManagedPolicies awsManaged;

    PolicyList(IamParts parts) {
        this.awsManaged = parts.catalogue().awsManaged();
    }

    Plan<ListPoliciesResponse> list(Call call, ListPoliciesRequest in) {
        String path = in.pathPrefix() == null ? "/" : in.pathPrefix();
        Resource resource = Resource.of("arn:aws:iam::" + call.account() + ":policy" + path, call.account())
                .shownAs("policy path " + path);
        return Plan.require(Requirement.of(Entities.action(call), resource)).commit(tx -> {
            Slice<ManagedPolicy> page = Paging.of(in.marker(), in.maxItems())
                    .rows(
                            (after, limit) -> read(tx, call.account(), in.scope(), after, limit),
                            policy -> policy.path().startsWith(path) && isUsed(tx, call.account(), in, policy));
            return ListPoliciesResponse.builder()
                    .policies(
                            page.map(policy -> Answers.policy(policy, PolicyUse.of(tx, call.account(), policy.arn()))))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    private static boolean isUsed(View view, String account, ListPoliciesRequest in, ManagedPolicy policy) {
        Attachments attachments = new Attachments(view, account, policy.arn());
        if (PolicyUsageType.PERMISSIONS_BOUNDARY.equals(in.policyUsageFilter())) {
            return attachments.isBoundary();
        }
        if (PolicyUsageType.PERMISSIONS_POLICY.equals(in.policyUsageFilter())) {
            return attachments.isAttached();
        }
        return !Boolean.TRUE.equals(in.onlyAttached()) || attachments.isAttached();
    }

    /// Keys of AWS's policies sort behind the digits of any account's, so the account's own are read last by hand.
    private Page<ManagedPolicy> read(
            View view, String account, @Nullable PolicyScopeType scope, @Nullable Key after, int limit) {
        boolean aws = !PolicyScopeType.LOCAL.equals(scope) && (after == null || isAws(after));
        boolean local = !PolicyScopeType.AWS.equals(scope);
        if (!aws) {
            return local
                    ? view.scan(IamTables.POLICIES, IamTables.inAccount(account), after, limit)
                    : new Page<>(List.of(), null);
        }
        List<ManagedPolicy> found = new ArrayList<>();
        for (ManagedPolicy policy : awsManaged.all()) {
            if (after != null && compare(key(policy), after) <= 0) {
                continue;
            }
            if (found.size() == limit) {
                return new Page<>(found, key(found.getLast()));
            }
            found.add(policy);
        }
        if (!local) {
            return new Page<>(found, null);
        }
        Page<ManagedPolicy> own =
                view.scan(IamTables.POLICIES, IamTables.inAccount(account), null, Math.max(1, limit - found.size()));
        if (found.size() == limit) {
            return new Page<>(found, own.items().isEmpty() ? null : key(found.getLast()));
        }
        found.addAll(own.items());
        return new Page<>(found, own.next());
    }

    private static Key key(ManagedPolicy policy) {
        return IamTables.named(policy.account(), policy.name());
    }

    private static boolean isAws(Key key) {
        byte[] prefix = IamTables.inAccount(AwsManagedPolicies.ACCOUNT).encoded();
        byte[] encoded = key.encoded();
        return encoded.length >= prefix.length && Arrays.equals(prefix, 0, prefix.length, encoded, 0, prefix.length);
    }

    private static int compare(Key a, Key b) {
        return Arrays.compareUnsigned(a.encoded(), b.encoded());
    }
}
