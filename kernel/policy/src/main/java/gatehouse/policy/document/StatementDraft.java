package gatehouse.policy.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement as it was read: of the grammar's shape, but not yet checked by its policy's kind.
final class StatementDraft {
    @Nullable
    String sid;

    @Nullable
    String effect;

    @Nullable
    PrincipalElement principal;

    @Nullable
    Patterns actions;

    @Nullable
    Patterns resources;

    final List<ConditionBlock> conditions = new ArrayList<>();
}
