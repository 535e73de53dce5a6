package gatehouse.policy.spec;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.Patterns;
import gatehouse.policy.document.Sense;
import gatehouse.policy.document.Statement;
import gatehouse.policy.document.Version;
import gatehouse.policy.spec.SlowText.Wildcards;
import java.util.List;
import java.util.Locale;

/// Whether a statement applies to a request.
final class SlowStatement {
    private final Statement statement;
    private final Version version;
    private final boolean bounded;

    SlowStatement(Statement statement, Version version, boolean bounded) {
        this.statement = statement;
        this.version = version;
        this.bounded = bounded;
    }

    /// What is unknown denies and does not allow.
    boolean applies(AccessRequest request) {
        SlowConditions conditions = new SlowConditions(version, request.keys());
        Truth truth = Truth.all(
                List.of(
                        action(request),
                        resource(request),
                        SlowPrincipal.applies(statement, request.principal(), bounded),
                        Truth.all(statement.conditions(), conditions::holds)),
                part -> part);
        return switch (truth) {
            case TRUE -> true;
            case FALSE -> false;
            case UNKNOWN -> statement.effect() == Effect.DENY;
        };
    }

    private Truth action(AccessRequest request) {
        String action = request.action().toLowerCase(Locale.ROOT);
        SlowText text = new SlowText(Version.V2008_10_17, request.keys());
        Truth listed = Truth.any(
                statement.actions().values(),
                pattern -> text.matches(pattern.toLowerCase(Locale.ROOT), Wildcards.ANYWHERE, action, Truth.UNKNOWN));
        return statement.actions().sense() == Sense.ONLY ? listed : listed.not();
    }

    private Truth resource(AccessRequest request) {
        Patterns resources = statement.resources();
        if (resources == null) {
            return Truth.TRUE;
        }
        boolean only = resources.sense() == Sense.ONLY;
        Truth unresolved = only ? Truth.FALSE : Truth.UNKNOWN;
        SlowText text = new SlowText(version, request.keys());
        Truth listed = Truth.any(
                resources.values(),
                pattern -> text.matches(pattern, Wildcards.RESOURCE, request.resource(), unresolved));
        return only ? listed : listed.not();
    }
}
