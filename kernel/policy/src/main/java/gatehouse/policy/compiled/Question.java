package gatehouse.policy.compiled;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Principal;
import java.util.Locale;

/// A request, prepared once for all statements that are asked.
public final class Question {
    private final AccessRequest request;
    private final String action;
    private final long service;

    public Question(AccessRequest request) {
        this.request = request;
        action = request.action().toLowerCase(Locale.ROOT);
        int colon = action.indexOf(':');
        service = serviceBit(action, Math.max(colon, 0));
    }

    /// One of 64 bits for a service's name (in lower case), which is the first `length` characters of `text`.
    static long serviceBit(String text, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return 1L << ((hash ^ (hash >>> 6)) & 63);
    }

    /// The action in lower case.
    String action() {
        return action;
    }

    long service() {
        return service;
    }

    String resource() {
        return request.resource();
    }

    Principal principal() {
        return request.principal();
    }

    ConditionKeys keys() {
        return request.keys();
    }
}
