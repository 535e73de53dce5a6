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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Root users and users of a few accounts, with the policies that a test gives them.
final class TestIdentities implements Identities, Principals {
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final Map<String, Caller> callers = new HashMap<>();
    private final Map<String, List<AttachedPolicy>> policies = new HashMap<>();

    /// The access key of an account's root user.
    String root(String account) {
        String key = "ROOT" + account;
        callers.put(key, new Caller(new Principal.Root(account), key, account, "", Map.of(), null));
        policies.put(key, List.of());
        return key;
    }

    /// The access key of a user with these identity policies' statements.
    String user(String account, String name, String... statements) {
        String key = "USER" + account + name;
        String arn = userArn(account, name);
        callers.put(
                key,
                new Caller(new Principal.User(account, arn, "AIDA" + name), key, "AIDA" + name, name, Map.of(), null));
        List<AttachedPolicy> attached = new ArrayList<>();
        for (String statement : statements) {
            attached.add(policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
        }
        policies.put(key, attached);
        return key;
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
        return PolicySet.identity(policies.getOrDefault(caller.accessKeyId(), List.of()));
    }

    @Override
    public void used(Caller caller, String service, String region, Instant now) {
        // Nobody asks when a key of a test was used.
    }

    @Override
    public boolean exists(View view, String principal) {
        return callers.values().stream()
                .anyMatch(caller -> principal.equals(caller.account())
                        || principal.equals("arn:aws:iam::" + caller.account() + ":root")
                        || principal.equals(caller.principal().arn()));
    }
}
