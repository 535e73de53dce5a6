package gatehouse.policy.compiled;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.PolicySet;
import gatehouse.policy.Principal;
import java.util.Locale;

/// A request, prepared once for all statements that are asked.
public final class Question {
    private final AccessRequest request;
    private final boolean bounded;
    private final String action;
    private final long actionBit;

    public Question(AccessRequest request, PolicySet policies) {
        this.request = request;
        bounded = policies.boundary() != null;
        action = request.action().toLowerCase(Locale.ROOT);
        actionBit = ActionBits.of(action);
    }

    /// The action in lower case.
    String action() {
        return action;
    }

    /// The action's one of the [ActionBits].
    long actionBit() {
        return actionBit;
    }

    String resource() {
        return request.resource();
    }

    /// Whether the caller has a permissions boundary.
    boolean bounded() {
        return bounded;
    }

    Principal principal() {
        return request.principal();
    }

    public ConditionKeys keys() {
        return request.keys();
    }
}
