package gatehouse.policy;

import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.document.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a request was decided as it was: every policy that was consulted, and, where it was denied, the smallest
/// changes that would have allowed it, each of which is needed.
public record Explanation(
        AccessRequest request, Decision decision, List<ConsultedPolicy> policies, List<Change> changes) {
    public Explanation {
        policies = List.copyOf(policies);
        changes = List.copyOf(changes);
    }

    /// A policy, and those of its statements that speak of the action; `others` is how many do not.
    public record ConsultedPolicy(
            PolicyType type, AttachedPolicy policy, List<ConsultedStatement> statements, int others) {
        public ConsultedPolicy {
            statements = List.copyOf(statements);
        }
    }

    /// A statement that speaks of the action, by its place in the document, from 0. It applies where it names the
    /// caller and the resource, and all conditions hold.
    public record ConsultedStatement(
            int index,
            @Nullable String sid,
            Effect effect,
            boolean namesPrincipal,
            boolean namesResource,
            List<TestedCondition> conditions) {
        public ConsultedStatement {
            conditions = List.copyOf(conditions);
        }

        public boolean applies() {
            return namesPrincipal && namesResource && failing().isEmpty();
        }

        /// The conditions that do not hold.
        public List<TestedCondition> failing() {
            return conditions.stream().filter(condition -> !condition.holds()).toList();
        }
    }

    /// A condition of a statement: what it compares with, and the request's values, null where it had none.
    public record TestedCondition(
            String operator,
            String key,
            List<String> expected,
            @Nullable List<String> actual,
            boolean holds) {
        public TestedCondition {
            expected = List.copyOf(expected);
            actual = actual == null ? null : List.copyOf(actual);
        }
    }

    /// What would have to be different.
    ///
    /// - `DENY_MUST_NOT_APPLY`: the Deny statement `statement` of `policy` must go, or not apply.
    /// - `CONDITIONS_MUST_HOLD`: the Allow statement `statement` of `policy` lacks nothing but conditions.
    /// - `RESOURCE_MUST_BE_NAMED`: the Allow statement `statement` of `policy` lacks nothing but the resource.
    /// - `ALLOW_MUST_BE_ADDED`: a policy of that type must allow; `suggestion` is a document that does.
    public record Change(
            Kind kind,
            PolicyType type,
            @Nullable AttachedPolicy policy,
            @Nullable ConsultedStatement statement,
            @Nullable String suggestion) {
        /// What kind of change it is.
        public enum Kind {
            DENY_MUST_NOT_APPLY,
            CONDITIONS_MUST_HOLD,
            RESOURCE_MUST_BE_NAMED,
            ALLOW_MUST_BE_ADDED
        }
    }
}
