package gatehouse.keys.kms;

import gatehouse.gateway.Caller;
import gatehouse.gateway.Identities;
import gatehouse.gateway.Service;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.Principal;
import gatehouse.ports.Principals;
import gatehouse.store.View;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Root users and users of a few accounts, with the policies that a test gives them.
final class TestIdentities implements Identities, Principals {
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final Map<String, Caller> callers = new HashMap<>();
    private final Map<String, List<AttachedPolicy>> policies = new HashMap<>();
    private final Map<String, AttachedPolicy> boundaries = new HashMap<>();
    private int generation;

    /// The access key of an account's root user.
    String root(String account) {
        String key = "ROOT" + account;
        callers.put(key, new Caller(new Principal.Root(account), key, account, "", Map.of(), null));
        policies.put(key, List.of());
        return key;
    }

    /// The access key of a user with these identity policies' statements.
    String user(String account, String name, String... statements) {
        String userId = userId(name);
        return add(
                "USER" + account + name,
                new Principal.User(account, userArn(account, name), userId),
                userId,
                name,
                statements);
    }

    /// The access key of a session of a role with these identity policies' statements.
    String session(String account, String role, String session, String... statements) {
        String roleId = uniqueId("AROA", role);
        Principal principal = new Principal.Session(
                account,
                "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session,
                roleArn(account, role),
                roleId);
        return add("ROLE" + account + role + session, principal, roleId + ":" + session, role, statements);
    }

    /// The access key of a federated user with these statements.
    String federatedUser(String account, String name, String... statements) {
        String arn = "arn:aws:sts::" + account + ":federated-user/" + name;
        return add(
                "FEDERATED" + account + name,
                new Principal.FederatedUser(account, arn),
                account + ":" + name,
                name,
                statements);
    }

    private String add(String key, Principal principal, String userId, String name, String... statements) {
        callers.put(key, new Caller(principal, key, userId, name, Map.of(), null));
        List<AttachedPolicy> attached = new ArrayList<>();
        for (String statement : statements) {
            attached.add(policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
        }
        policies.put(key, attached);
        return key;
    }

    /// Makes a user of the same name in the place of that one.
    void replaceUser(String account, String name) {
        generation++;
        user(account, name);
    }

    /// Limits what a caller may do.
    void bound(String accessKey, String statement) {
        boundaries.put(accessKey, policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
    }

    String userId(String name) {
        return uniqueId("AIDA", name);
    }

    /// A unique id: other names have others, and so has who gets a name later.
    private String uniqueId(String prefix, String name) {
        String letters = name.toUpperCase(Locale.ROOT) + (char) ('A' + generation);
        return prefix + (letters + "X".repeat(17)).substring(0, 17);
    }

    static String roleArn(String account, String name) {
        return "arn:aws:iam::" + account + ":role/" + name;
    }

    static String userArn(String account, String name) {
        return "arn:aws:iam::" + account + ":user/" + name;
    }

    private static AttachedPolicy policy(String document) {
        try {
            return new AttachedPolicy("test", Policy.parse(document, PolicyKind.IDENTITY));
        } catch (MalformedPolicyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Credential credential(View view, String accessKeyId, @Nullable String sessionToken, Instant now)
            throws AuthenticationFailure {
        Caller caller = callers.get(accessKeyId);
        if (caller == null) {
            throw new AuthenticationFailure(Reason.UNKNOWN_KEY, "");
        }
        return new Credential(caller, SECRET);
    }

    @Override
    public void admit(Caller caller, Service service, Operation<?, ?> operation) {
        // Nobody has a session here.
    }

    @Override
    public PolicySet policies(View view, Caller caller) {
        PolicySet identity = PolicySet.identity(policies.getOrDefault(caller.accessKeyId(), List.of()));
        AttachedPolicy boundary = boundaries.get(caller.accessKeyId());
        return new PolicySet(
                identity.identity(), boundary, null, List.of(), List.of(), null, null, identity.role(), List.of());
    }

    @Override
    public void used(Caller caller, String service, String region, Instant now) {
        // Nobody asks when a key of a test was used.
    }

    @Override
    public boolean exists(View view, String principal) {
        return principal.equals("*") || lastingName(view, principal) != null;
    }

    @Override
    public @Nullable String lastingName(View view, String principal) {
        for (Caller caller : callers.values()) {
            String name = lastingName(caller.principal(), principal);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    @Override
    public @Nullable String arn(View view, String uniqueId) {
        for (Caller caller : callers.values()) {
            switch (caller.principal()) {
                case Principal.User user
                when user.userId().equals(uniqueId) -> {
                    return user.arn();
                }
                case Principal.Session session
                when session.roleId().equals(uniqueId) -> {
                    return session.roleArn();
                }
                default -> {}
            }
        }
        return null;
    }

    private static @Nullable String lastingName(Principal known, String principal) {
        if (principal.equals(known.account()) || principal.equals("arn:aws:iam::" + known.account() + ":root")) {
            return known.account();
        }
        return switch (known) {
            case Principal.User user ->
                principal.equals(user.arn()) || principal.equals(user.userId()) ? user.userId() : null;
            case Principal.Session session when principal.equals(session.roleArn()) -> session.roleId();
            default -> principal.equals(known.arn()) ? principal : null;
        };
    }
}
