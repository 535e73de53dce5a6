package gatehouse.policy.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement. `principal` is null in policies of identities, `resources` in trust policies. All `conditions`
/// must hold.
public record Statement(
        @Nullable String sid,
        Effect effect,
        @Nullable PrincipalElement principal,
        Patterns actions,
        @Nullable Patterns resources,
        List<ConditionBlock> conditions) {
    public Statement {
        conditions = List.copyOf(conditions);
    }
}
