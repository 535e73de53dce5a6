package gatehouse.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.gateway.Caller;
import gatehouse.gateway.Identities;
import gatehouse.gateway.Service;
import gatehouse.identity.Recollection.Reading;
import gatehouse.identity.iam.EffectivePolicies;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.PolicyCache;
import gatehouse.identity.iam.Role;
import gatehouse.identity.iam.User;
import gatehouse.identity.sts.PrincipalSessionCalls;
import gatehouse.identity.sts.SessionKeyId;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.sigv4.AuthenticationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who signs requests, and what they may do: the gateway's view of accounts, users, roles and sessions.
///
/// Every answer is read through the call's view. What is kept between calls is only what cannot change: opened
/// secrets by the very record they were sealed in, opened tokens, compiled documents, and what was put together of
/// records as long as these are the very same.
public final class IdentityDirectory implements Identities {
    /// Callers whose policies are kept together.
    static final int POLICY_SETS_MAX = 2_000;

    private static final String SESSION_POLICY = "session policy";

    private final LongTermKeys longTermKeys;
    private final Sessions sessions;
    private final EffectivePolicies policies;
    private final PolicyCache compiled;
    private final LastUsed lastUsed;
    private final Cache<Caller, Recollection<PolicySet>> known = Caffeine.newBuilder()
            .maximumSize(POLICY_SETS_MAX)
            .weakKeys()
            .executor(Runnable::run)
            .build();

    public IdentityDirectory(
            LongTermKeys longTermKeys,
            Sessions sessions,
            EffectivePolicies policies,
            PolicyCache compiled,
            LastUsed lastUsed) {
        this.longTermKeys = longTermKeys;
        this.sessions = sessions;
        this.policies = policies;
        this.compiled = compiled;
        this.lastUsed = lastUsed;
    }

    @Override
    public Credential credential(View view, String accessKeyId, @Nullable String sessionToken, Instant now)
            throws AuthenticationFailure {
        return SessionKeyId.isOne(accessKeyId)
                ? sessions.credential(view, accessKeyId, sessionToken, now)
                : longTermKeys.credential(view, accessKeyId, sessionToken);
    }

    @Override
    public void admit(Caller caller, Service service, Operation<?, ?> operation) {
        PrincipalSessionCalls.admit(caller, service, operation);
    }

    @Override
    public PolicySet policies(View view, Caller caller) {
        Recollection<PolicySet> before = known.getIfPresent(caller);
        PolicySet same = before == null ? null : before.in(view);
        if (same != null) {
            return same;
        }
        Reading reading = new Reading(view);
        PolicySet all = all(reading, caller);
        known.put(caller, reading.recollection(all));
        return all;
    }

    private PolicySet all(View view, Caller caller) {
        return switch (caller.principal()) {
            case Principal.Root _ -> PolicySet.identity(List.of());
            case Principal.User _ -> ofUser(view, caller);
            case Principal.Session _ -> ofRole(view, caller);
            // No credential of these kinds is issued: whoever comes as one may do nothing.
            case Principal.FederatedUser _, Principal.Federated _, Principal.Service _, Principal.Anonymous _ ->
                PolicySet.identity(List.of());
        };
    }

    @Override
    public void used(Caller caller, String service, String region, Instant now) {
        if (caller.session() == null) {
            lastUsed.note(caller.accessKeyId(), service, region, now);
        } else if (caller.principal() instanceof Principal.Session session) {
            lastUsed.noteRole(session.roleId(), region, now);
        }
    }

    /// A user that is gone by now allows nothing; the call starts again anyway, as the record was read before.
    private PolicySet ofUser(View view, Caller caller) {
        User user = view.get(IamTables.USERS, IamTables.named(caller.account(), caller.name()));
        return user == null
                ? PolicySet.identity(List.of())
                : set(
                        policies.ofUser(view, user),
                        policies.boundary(view, user.permissionsBoundary()),
                        ofSession(view, caller.session()));
    }

    private PolicySet ofRole(View view, Caller caller) {
        Role role = view.get(IamTables.ROLES, IamTables.named(caller.account(), caller.name()));
        return role == null
                ? PolicySet.identity(List.of())
                : set(
                        policies.ofRole(view, role),
                        policies.boundary(view, role.permissionsBoundary()),
                        ofSession(view, caller.session()));
    }

    private @Nullable List<AttachedPolicy> ofSession(View view, Caller.@Nullable Session session) {
        List<String> documents = session == null ? null : session.policies();
        if (session == null || documents == null) {
            return null;
        }
        List<AttachedPolicy> all =
                new ArrayList<>(documents.size() + session.managedPolicies().size());
        for (String document : documents) {
            all.add(new AttachedPolicy(SESSION_POLICY, compiled.get(document, PolicyKind.SESSION)));
        }
        for (String arn : session.managedPolicies()) {
            all.add(policies.managed(view, arn, PolicyKind.SESSION));
        }
        return all;
    }

    /// Service and resource control policies come with organizations; accounts are in none yet.
    private static PolicySet set(
            List<AttachedPolicy> identity, @Nullable AttachedPolicy boundary, @Nullable List<AttachedPolicy> session) {
        return new PolicySet(
                List.copyOf(identity),
                boundary,
                session == null ? null : List.copyOf(session),
                List.of(),
                List.of(),
                null,
                null,
                ResourcePolicyRole.EITHER,
                List.of());
    }
}
