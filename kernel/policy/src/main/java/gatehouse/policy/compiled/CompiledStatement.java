package gatehouse.policy.compiled;

import gatehouse.policy.document.ConditionBlock;
import gatehouse.policy.document.Statement;
import gatehouse.policy.document.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement, ready to be asked.
public final class CompiledStatement {
    private final int index;
    private final @Nullable String sid;
    private final ActionMatcher actions;
    private final @Nullable ResourceMatcher resources;
    private final @Nullable PrincipalMatcher principals;
    private final ConditionTest[] conditions;

    CompiledStatement(Statement statement, int index, Version version) {
        this.index = index;
        sid = statement.sid();
        actions = new ActionMatcher(statement.actions());
        resources = statement.resources() == null
                ? null
                : new ResourceMatcher(statement.resources(), statement.effect(), version);
        principals =
                statement.principal() == null ? null : new PrincipalMatcher(statement.principal(), statement.effect());
        List<ConditionBlock> blocks = statement.conditions();
        conditions = blocks.stream()
                .map(block -> ConditionTest.compile(block, statement.effect(), version))
                .toArray(ConditionTest[]::new);
    }

    /// The statement's place in its document, from 0.
    public int index() {
        return index;
    }

    public @Nullable String sid() {
        return sid;
    }

    /// How the statement names a caller; a statement without Principal names no one.
    public Reach reach(Question question) {
        return principals == null ? Reach.NONE : principals.reach(question);
    }

    /// The [ActionBits] of every action that this may apply to.
    long mayApply() {
        return actions.mayMatch();
    }

    boolean applies(Question question) {
        return namesAction(question) && namesResource(question) && namesPrincipal(question) && conditionsHold(question);
    }

    public boolean namesAction(Question question) {
        return actions.matches(question);
    }

    /// True also where the policy's kind has no resources.
    public boolean namesResource(Question question) {
        return resources == null || resources.matches(question.resource(), question.keys());
    }

    /// True also where the policy's kind has no principals.
    public boolean namesPrincipal(Question question) {
        return principals == null || principals.reach(question) != Reach.NONE;
    }

    /// Whether the condition holds that is the document's, by its place from 0.
    public boolean conditionHolds(int condition, Question question) {
        return conditions[condition].holds(question.keys());
    }

    private boolean conditionsHold(Question question) {
        for (ConditionTest condition : conditions) {
            if (!condition.holds(question.keys())) {
                return false;
            }
        }
        return true;
    }
}
