package gatehouse.policy.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A document as it was read, not yet checked by its kind.
record DocumentDraft(Version version, @Nullable String id, List<StatementDraft> statements) {}
