package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.policy.AttachedGrant;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.Principal;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds the grants that allow a caller something on a key, for the evaluator, which weighs them. It asks
/// only where the policies do not allow.
///
/// A search is one look-up for each name of the caller (its session, role, account), which mostly finds
/// none. Where there are grants, as many as a service has that works for many resources, only those are
/// read whose constraints may hold.
final class GrantedAccess {
    private static final int GRANTS_PER_READ = 8;

    /// What explanations call a grant.
    private static final String NAME = "grant ";

    private final LoadingCache<Grant, AttachedPolicy> policies;

    GrantedAccess(int policiesMax) {
        this.policies = Caffeine.newBuilder()
                .weakKeys() // Compared by identity.
                .maximumSize(policiesMax)
                .executor(Runnable::run)
                .build(GrantedAccess::policy);
    }

    /// What grants allow on a key: the operation, where a grant lists it and its constraint holds.
    Requirement.Grants on(Call call, KmsKey key) {
        return request -> {
            String operation = GrantOperations.direct(request.action());
            if (operation == null) {
                return List.of();
            }
            ConditionKeys keys = request.keys();
            return new Search(call.view(), key, request.principal(), operation)
                    .find(
                            grant -> grant.constraint().holds(operation, keys),
                            () -> GrantConstraint.selectors(operation, keys));
        };
    }

    /// What grants allow of making another grant: it may allow no more than the one that it is made by, and
    /// under no looser a constraint.
    Requirement.Grants toCreate(Call call, KmsKey key, List<String> operations, GrantConstraint constraint) {
        return request -> new Search(call.view(), key, request.principal(), GrantOperations.CREATE_GRANT)
                .find(
                        parent -> parent.operations().containsAll(operations)
                                && constraint.isAsStrictAs(parent.constraint())
                                && parent.constraint().holds(GrantOperations.CREATE_GRANT, request.keys()),
                        constraint::selectorsOfLooser);
    }

    /// Who may retire a grant, by the grant itself: its retiring principal, its grantee where it has the
    /// operation, and as a backup the account that made it and the key's, which may leave it to their
    /// users. Nobody else, whatever the key's policy says. Of a grant that is not there, the key's account
    /// may learn that.
    static Requirement.Grants toRetire(KmsKey key, @Nullable Grant grant) {
        return request -> {
            String name = grant == null ? "no grant" : NAME + grant.grantId();
            AttachedPolicy policy = policy(name, retiring(key, grant), List.of(GrantOperations.RETIRE_GRANT));
            // The grant's word suffices for those it names, in whatever account.
            return List.of(new AttachedGrant(policy, request.principal().account()));
        };
    }

    private static String retiring(KmsKey key, @Nullable Grant grant) {
        if (grant == null) {
            return GrantPrincipals.element(List.of(), List.of(key.account()));
        }
        boolean granteeMay = grant.operations().contains(GrantOperations.RETIRE_GRANT);
        return GrantPrincipals.element(
                Arrays.asList(grant.retiring(), granteeMay ? grant.grantee() : null),
                List.of(key.account(), grant.issuer()));
    }

    private static AttachedPolicy policy(Grant grant) {
        String grantee = GrantPrincipals.element(List.of(grant.grantee()), List.of());
        return policy(NAME + grant.grantId(), grantee, grant.operations());
    }

    private static AttachedPolicy policy(String name, String principal, List<String> operations) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":[\"kms:" + String.join("\",\"kms:", operations) + "\"],\"Resource\":\"*\"}}";
        try {
            return new AttachedPolicy(name, Policy.parse(document, PolicyKind.RESOURCE));
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("a grant does not compile", e);
        }
    }

    /// A search among a key's grants for those of one caller that list an operation.
    private final class Search {
        private final View view;
        private final KmsKey key;
        private final Principal caller;
        private final String operation;

        Search(View view, KmsKey key, Principal caller, String operation) {
            this.view = view;
            this.key = key;
            this.caller = caller;
            this.operation = operation;
        }

        /// Of each of the caller's names one grant that allows: one that its own account issued, where
        /// there is any.
        List<AttachedGrant> find(Predicate<Grant> allows, Supplier<List<String>> selectors) {
            List<AttachedGrant> found = new ArrayList<>(1);
            for (String name : GrantPrincipals.namesOf(caller)) {
                Key all = KmsTables.granted(key, name, operation);
                Grant best = view.has(KmsTables.GRANTS, KmsTables.GRANTS_BY_GRANTEE, all)
                        ? best(name, allows, selectors.get())
                        : null;
                if (best != null) {
                    found.add(new AttachedGrant(requireNonNull(policies.get(best)), best.issuer()));
                }
            }
            return found;
        }

        private @Nullable Grant best(String name, Predicate<Grant> allows, List<String> selectors) {
            Grant best = null;
            for (String selector : selectors) {
                Key selected = KmsTables.granted(key, name, operation, selector);
                @Nullable Key after = null;
                do {
                    Page<Grant> page =
                            view.scan(KmsTables.GRANTS, KmsTables.GRANTS_BY_GRANTEE, selected, after, GRANTS_PER_READ);
                    for (Grant grant : page.items()) {
                        if (allows.test(grant)) {
                            if (isConsent(grant)) {
                                return grant;
                            }
                            best = best == null ? grant : best;
                        }
                    }
                    after = page.next();
                } while (after != null);
            }
            return best;
        }

        /// Whether nothing more can be found than that.
        private boolean isConsent(Grant grant) {
            return caller.account().equals(key.account()) || caller.account().equals(grant.issuer());
        }
    }
}
