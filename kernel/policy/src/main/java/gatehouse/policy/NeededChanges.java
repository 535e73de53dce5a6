package gatehouse.policy;

import gatehouse.policy.Decision.Denied;
import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Explanation.Change;
import gatehouse.policy.Explanation.Change.Kind;
import gatehouse.policy.Explanation.ConsultedStatement;
import gatehouse.policy.compiled.Question;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.Patterns;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.document.PrincipalElement;
import gatehouse.policy.document.Sense;
import gatehouse.policy.document.Statement;
import gatehouse.policy.document.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds what would have to be different for a denied request to be allowed: makes one change at a time and asks
/// the evaluator again, until it allows. So the changes together do allow, and each is needed.
final class NeededChanges {
    /// So many policies never stand in one request's way.
    private static final int CHANGES_MAX = 50;

    private static final String ADDED = "added";

    private final AccessRequest request;
    private final Question question;
    private final List<Change> changes = new ArrayList<>();
    private PolicySet policies;

    private NeededChanges(AccessRequest request, PolicySet policies) {
        this.request = request;
        this.question = new Question(request, policies);
        this.policies = policies;
    }

    static List<Change> find(AccessRequest request, PolicySet policies, Decision decision) {
        NeededChanges needed = new NeededChanges(request, policies);
        Decision now = decision;
        while (now instanceof Denied denied && needed.changes.size() < CHANGES_MAX) {
            if (denied.explicit()) {
                needed.letNotDeny(denied.by());
            } else {
                needed.letAllow(denied.by());
            }
            now = Evaluator.decide(request, needed.policies);
        }
        return needed.changes;
    }

    private void letNotDeny(PolicyType type) {
        for (AttachedPolicy policy : policies.of(type)) {
            for (ConsultedStatement statement :
                    Explainer.consult(type, policy, question).statements()) {
                if (statement.effect() == Effect.DENY && statement.applies()) {
                    changes.add(new Change(Kind.DENY_MUST_NOT_APPLY, type, policy, statement, null));
                    AttachedPolicy silent = without(policy, statement.index());
                    inEachLevel(
                            type,
                            level -> level.stream()
                                    .map(each -> each.equals(policy) ? silent : each)
                                    .toList());
                    return;
                }
            }
        }
        throw new IllegalStateException("no statement of a " + type.words() + " denies");
    }

    /// The policy with a statement that speaks of no action, so that the others keep their places.
    private static AttachedPolicy without(AttachedPolicy policy, int index) {
        PolicyDocument document = policy.policy().document();
        List<Statement> statements = new ArrayList<>(document.statements());
        Statement denying = statements.get(index);
        statements.set(
                index,
                new Statement(
                        denying.sid(),
                        denying.effect(),
                        denying.principal(),
                        new Patterns(Sense.ONLY, List.of()),
                        denying.resources(),
                        denying.conditions()));
        PolicyDocument silent = new PolicyDocument(document.version(), document.id(), statements);
        return new AttachedPolicy(
                policy.name(),
                policy.version(),
                Policy.of(silent, policy.policy().kind()));
    }

    /// One of the type's policies must allow: one that nearly does, or one that is added.
    private void letAllow(PolicyType type) {
        Change nearest = nearest(type);
        PolicyDocument allowing = allowing(type, request.resource());
        changes.add(
                nearest != null ? nearest : new Change(Kind.ALLOW_MUST_BE_ADDED, type, null, null, allowing.toJson()));
        AttachedPolicy added = new AttachedPolicy(ADDED, Policy.of(allowing(type, "*"), type.kind()));
        if (policies.levels(type).isEmpty()) {
            policies = policies.with(type, List.of(List.of(added)));
        } else {
            inEachLevel(type, level -> allows(level) ? level : plus(level, added));
        }
    }

    private boolean allows(List<AttachedPolicy> level) {
        return level.stream().anyMatch(policy -> policy.policy().compiled().allowing(question) != null);
    }

    private static List<AttachedPolicy> plus(List<AttachedPolicy> level, AttachedPolicy added) {
        List<AttachedPolicy> more = new ArrayList<>(level);
        more.add(added);
        return more;
    }

    private void inEachLevel(PolicyType type, UnaryOperator<List<AttachedPolicy>> change) {
        policies =
                policies.with(type, policies.levels(type).stream().map(change).toList());
    }

    /// An Allow statement that lacks nothing but conditions, the fewer the nearer, or nothing but the resource.
    private @Nullable Change nearest(PolicyType type) {
        Change nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (AttachedPolicy policy : policies.of(type)) {
            for (ConsultedStatement statement :
                    Explainer.consult(type, policy, question).statements()) {
                int failing = statement.failing().size();
                boolean onlyResource = !statement.namesResource() && failing == 0;
                boolean onlyConditions = statement.namesResource() && failing > 0;
                int lacks = onlyResource ? 1 : failing;
                if (statement.effect() == Effect.ALLOW
                        && statement.namesPrincipal()
                        && (onlyResource || onlyConditions)
                        && lacks < fewest) {
                    fewest = lacks;
                    Kind kind = onlyResource ? Kind.RESOURCE_MUST_BE_NAMED : Kind.CONDITIONS_MUST_HOLD;
                    nearest = new Change(kind, type, policy, statement, null);
                }
            }
        }
        return nearest;
    }

    /// A policy of that type that allows the caller the action on a resource, and nothing else.
    private PolicyDocument allowing(PolicyType type, String resource) {
        PrincipalElement who = switch (type) {
            case RESOURCE, TRUST, GRANT -> new PrincipalElement(Sense.ONLY, List.of(caller()));
            case RESOURCE_CONTROL, ENDPOINT ->
                new PrincipalElement(
                        Sense.ONLY, List.of(new PrincipalElement.Entry(PrincipalElement.Kind.EVERYONE, "*")));
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> null;
        };
        Patterns resources = type == PolicyType.TRUST
                ? null
                : new Patterns(Sense.ONLY, List.of(resource.isEmpty() ? "*" : resource));
        Statement allow = new Statement(
                null, Effect.ALLOW, who, new Patterns(Sense.ONLY, List.of(request.action())), resources, List.of());
        return new PolicyDocument(Version.V2012_10_17, null, List.of(allow));
    }

    private PrincipalElement.Entry caller() {
        String arn = request.principal().arn();
        return switch (request.principal()) {
            case Principal.Anonymous _ -> new PrincipalElement.Entry(PrincipalElement.Kind.EVERYONE, arn);
            case Principal.Service _ -> new PrincipalElement.Entry(PrincipalElement.Kind.SERVICE, arn);
            case Principal.Federated _ -> new PrincipalElement.Entry(PrincipalElement.Kind.FEDERATED, arn);
            default -> new PrincipalElement.Entry(PrincipalElement.Kind.AWS, arn);
        };
    }
}
