package gatehouse.identity.iam;

import gatehouse.policy.document.Effect;
import gatehouse.policy.document.Patterns;
import gatehouse.policy.document.Sense;
import gatehouse.policy.document.Statement;
import java.util.List;
import java.util.Locale;

/// Which services permissions policies let somebody use, as far as their texts tell without a request: some action of
/// the service is allowed, and the service as a whole is not denied.
record AllowedServices(List<Statement> statements) {
    private static final String ANYTHING = "*";

    boolean contains(String namespace) {
        String service = namespace.toLowerCase(Locale.ROOT);
        boolean allowed = false;
        for (Statement statement : statements) {
            if (statement.effect() == Effect.DENY && deniesAll(statement, service)) {
                return false;
            }
            allowed |= statement.effect() == Effect.ALLOW && namesSome(statement.actions(), service);
        }
        return allowed;
    }

    private static boolean deniesAll(Statement statement, String service) {
        Patterns resources = statement.resources();
        return statement.conditions().isEmpty()
                && resources != null
                && resources.sense() == Sense.ONLY
                && resources.values().contains(ANYTHING)
                && namesAll(statement.actions(), service);
    }

    private static boolean namesSome(Patterns actions, String service) {
        return switch (actions.sense()) {
            case ONLY -> actions.values().stream().anyMatch(action -> touches(action, service));
            case ALL_EXCEPT -> actions.values().stream().noneMatch(action -> covers(action, service));
        };
    }

    private static boolean namesAll(Patterns actions, String service) {
        return switch (actions.sense()) {
            case ONLY -> actions.values().stream().anyMatch(action -> covers(action, service));
            case ALL_EXCEPT -> actions.values().stream().noneMatch(action -> touches(action, service));
        };
    }

    /// Whether a pattern is for any of the service's actions.
    private static boolean touches(String action, String service) {
        String vendor = action.substring(0, Math.max(action.indexOf(':'), 0));
        return action.equals(ANYTHING)
                || vendor.equals(ANYTHING)
                || vendor.toLowerCase(Locale.ROOT).equals(service);
    }

    /// Whether a pattern is for all of the service's actions.
    private static boolean covers(String action, String service) {
        return touches(action, service) && (action.equals(ANYTHING) || action.endsWith(":*"));
    }
}
