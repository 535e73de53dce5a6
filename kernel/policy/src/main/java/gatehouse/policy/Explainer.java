package gatehouse.policy;

import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Explanation.ConsultedPolicy;
import gatehouse.policy.Explanation.ConsultedStatement;
import gatehouse.policy.Explanation.TestedCondition;
import gatehouse.policy.compiled.CompiledStatement;
import gatehouse.policy.compiled.Question;
import gatehouse.policy.document.ConditionBlock;
import gatehouse.policy.document.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Explains decisions by asking the same compiled statements that the [Evaluator] asks. It takes longer than
/// deciding does, and is for denials.
public final class Explainer {
    private Explainer() {}

    /// Explains the decision that the evaluator makes.
    public static Explanation explain(AccessRequest request, PolicySet policies) {
        return explain(request, policies, Evaluator.decide(request, policies));
    }

    /// Explains a decision that the evaluator made of that request and these policies.
    public static Explanation explain(AccessRequest request, PolicySet policies, Decision decision) {
        return new Explanation(
                request, decision, consulted(request, policies), NeededChanges.find(request, policies, decision));
    }

    private static List<ConsultedPolicy> consulted(AccessRequest request, PolicySet policies) {
        Question question = new Question(request, policies);
        List<ConsultedPolicy> consulted = new ArrayList<>();
        for (PolicyType type : PolicyType.values()) {
            List<AttachedPolicy> binding = Evaluation.binds(type, request.principal()) ? policies.of(type) : List.of();
            for (AttachedPolicy policy : binding) {
                consulted.add(consult(type, policy, question));
            }
        }
        return consulted;
    }

    static ConsultedPolicy consult(PolicyType type, AttachedPolicy policy, Question question) {
        List<ConsultedStatement> statements = new ArrayList<>();
        int others = 0;
        for (CompiledStatement statement : policy.policy().compiled().statements()) {
            if (statement.namesAction(question)) {
                statements.add(statement(policy.policy(), statement, question));
            } else {
                others++;
            }
        }
        return new ConsultedPolicy(type, policy, statements, others);
    }

    private static ConsultedStatement statement(Policy policy, CompiledStatement compiled, Question question) {
        Statement statement = policy.document().statements().get(compiled.index());
        List<TestedCondition> conditions = new ArrayList<>();
        for (int i = 0; i < statement.conditions().size(); i++) {
            ConditionBlock condition = statement.conditions().get(i);
            conditions.add(new TestedCondition(
                    condition.operator().text(),
                    condition.key(),
                    condition.values(),
                    question.keys().values(condition.key().toLowerCase(Locale.ROOT)),
                    compiled.conditionHolds(i, question)));
        }
        return new ConsultedStatement(
                compiled.index(),
                compiled.sid(),
                statement.effect(),
                compiled.namesPrincipal(question),
                compiled.namesResource(question),
                conditions);
    }
}
