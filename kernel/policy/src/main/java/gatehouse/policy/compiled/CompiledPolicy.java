package gatehouse.policy.compiled;

import gatehouse.policy.document.Effect;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.document.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A document, ready to be asked.
public final class CompiledPolicy {
    private final CompiledStatement[] denies;
    private final CompiledStatement[] allows;
    private final long[] deniedActions;
    private final long[] allowedActions;

    public CompiledPolicy(PolicyDocument document) {
        List<CompiledStatement> denying = new ArrayList<>();
        List<CompiledStatement> allowing = new ArrayList<>();
        int index = 0;
        for (Statement statement : document.statements()) {
            (statement.effect() == Effect.DENY ? denying : allowing)
                    .add(new CompiledStatement(statement, index++, document.version()));
        }
        denies = denying.toArray(CompiledStatement[]::new);
        allows = allowing.toArray(CompiledStatement[]::new);
        deniedActions = denying.stream().mapToLong(CompiledStatement::mayApply).toArray();
        allowedActions =
                allowing.stream().mapToLong(CompiledStatement::mayApply).toArray();
    }

    /// All statements, in the document's order.
    public List<CompiledStatement> statements() {
        return Stream.concat(Stream.of(denies), Stream.of(allows))
                .sorted(Comparator.comparingInt(CompiledStatement::index))
                .toList();
    }

    /// The first Deny statement that applies, whoever it names.
    public @Nullable CompiledStatement denying(Question question) {
        return first(denies, deniedActions, question);
    }

    /// The first Allow statement that applies.
    public @Nullable CompiledStatement allowing(Question question) {
        return first(allows, allowedActions, question);
    }

    /// The Allow statement that applies and names the caller most closely, with a reach above [Reach#NONE].
    public @Nullable CompiledStatement granting(Question question) {
        CompiledStatement closest = null;
        Reach best = Reach.NONE;
        for (int i = 0; i < allows.length; i++) {
            if ((allowedActions[i] & question.actionBit()) == 0) {
                continue;
            }
            Reach reach = allows[i].reach(question);
            if (reach.compareTo(best) > 0 && allows[i].applies(question)) {
                closest = allows[i];
                best = reach;
            }
        }
        return closest;
    }

    private static @Nullable CompiledStatement first(
            CompiledStatement[] statements, long[] actions, Question question) {
        for (int i = 0; i < statements.length; i++) {
            if ((actions[i] & question.actionBit()) != 0 && statements[i].applies(question)) {
                return statements[i];
            }
        }
        return null;
    }
}
