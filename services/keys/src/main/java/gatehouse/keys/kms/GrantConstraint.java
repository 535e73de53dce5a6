package gatehouse.keys.kms;

import gatehouse.model.kms.GrantConstraints;
import gatehouse.policy.ConditionKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a request must be like for a grant to allow it: its encryption context (the keys whatever their
/// case, the values exactly), and the resource on whose behalf it is made.
///
/// Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html
public record GrantConstraint(
        ContextRule rule,
        Map<String, String> pairs,
        @Nullable String sourceArn) {
    static final GrantConstraint NONE = new GrantConstraint(ContextRule.ANY, Map.of(), null);

    private static final String SOURCE_ARN = "aws:sourcearn";
    private static final String EQUALS_TYPE = "EncryptionContextEquals";
    private static final String SUBSET_TYPE = "EncryptionContextSubset";

    public GrantConstraint {
        pairs = Map.copyOf(pairs);
    }

    /// How a request's encryption context must relate to `pairs`.
    public enum ContextRule {
        ANY,
        SUBSET,
        EQUALS
    }

    /// @throws gatehouse.wire.shape.ServiceException for two rules at once, and for what is larger than AWS
    ///     allows
    static GrantConstraint of(@Nullable GrantConstraints in) {
        if (in == null) {
            return NONE;
        }
        Map<String, String> subset = in.encryptionContextSubset();
        Map<String, String> equal = in.encryptionContextEquals();
        if (subset != null && equal != null) {
            // Terraform sends both, and leaves the one that is not meant empty.
            if (!subset.isEmpty() && !equal.isEmpty()) {
                throw GrantErrors.twoConstraints();
            }
            boolean isSubset = !subset.isEmpty();
            subset = isSubset ? subset : null;
            equal = isSubset ? null : equal;
        }
        Map<String, String> pairs = equal != null ? equal : subset == null ? Map.of() : subset;
        requireSmall(pairs);
        ContextRule rule = equal != null ? ContextRule.EQUALS : pairs.isEmpty() ? ContextRule.ANY : ContextRule.SUBSET;
        return new GrantConstraint(rule, pairs, in.sourceArn());
    }

    private static void requireSmall(Map<String, String> pairs) {
        int chars = 0;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            chars += pair.getKey().length() + pair.getValue().length();
        }
        if (pairs.size() > KmsLimits.CONSTRAINT_PAIRS_MAX || chars > KmsLimits.CONSTRAINT_CHARS_MAX) {
            throw GrantErrors.constraintTooLarge();
        }
    }

    /// Whether it lets an operation pass that has these condition keys. The encryption context counts where
    /// the operation takes one; RetireGrant is bound by nothing.
    boolean holds(String operation, ConditionKeys request) {
        boolean isSource = sourceArn == null || sourceArns(request).contains(sourceArn);
        return isSource && (!GrantOperations.takesContext(operation) || holds(context(request)));
    }

    /// Whether every request that this lets pass is one that `other` lets pass.
    boolean isAsStrictAs(GrantConstraint other) {
        boolean sameSource = other.sourceArn == null || other.sourceArn.equals(sourceArn);
        return sameSource
                && switch (other.rule) {
                    case ANY -> true;
                    case SUBSET -> rule != ContextRule.ANY && folded().containsAll(other.folded());
                    case EQUALS -> rule == ContextRule.EQUALS && folded().equals(other.folded());
                };
    }

    private boolean holds(SortedSet<String> context) {
        return switch (rule) {
            case ANY -> true;
            case SUBSET -> context.containsAll(folded());
            case EQUALS -> context.equals(folded());
        };
    }

    /// Where an index has the grants with this constraint: one word, so that of many grants those can be
    /// found that may let a request pass ([#selectors]).
    String selector() {
        if (sourceArn != null) {
            return "@" + sourceArn;
        }
        return switch (rule) {
            case ANY -> "";
            case SUBSET -> "+" + folded().first();
            case EQUALS -> "=" + String.join("", folded());
        };
    }

    /// The [#selector] for one operation: an encryption context counts where the operation takes one, and
    /// where another grant is made that must be as strict.
    String selector(String operation) {
        boolean counts = GrantOperations.takesContext(operation) || operation.equals(GrantOperations.CREATE_GRANT);
        return counts || sourceArn != null ? selector() : "";
    }

    /// The [#selector] of every constraint that may let pass such a request.
    static List<String> selectors(String operation, ConditionKeys request) {
        if (GrantOperations.takesContext(operation)) {
            return selectors(context(request), sourceArns(request));
        }
        List<String> selectors = new ArrayList<>(List.of(""));
        sourceArns(request).forEach(arn -> selectors.add("@" + arn));
        return selectors;
    }

    /// The [#selector] of every constraint that this may be as strict as.
    List<String> selectorsOfLooser() {
        return selectors(folded(), sourceArn == null ? List.of() : List.of(sourceArn));
    }

    private static List<String> selectors(SortedSet<String> context, List<String> sourceArns) {
        List<String> selectors = new ArrayList<>(context.size() + 3);
        selectors.add("");
        context.forEach(pair -> selectors.add("+" + pair));
        selectors.add("=" + String.join("", context));
        sourceArns.forEach(arn -> selectors.add("@" + arn));
        return selectors;
    }

    private static List<String> sourceArns(ConditionKeys request) {
        List<String> arns = request.values(SOURCE_ARN);
        return arns == null ? List.of() : arns;
    }

    /// The encryption context that condition keys tell of, as [#folded] has it.
    private static SortedSet<String> context(ConditionKeys request) {
        List<String> keys = request.values(EncryptionContext.KEYS);
        SortedSet<String> context = new TreeSet<>();
        if (keys == null) {
            return context;
        }
        for (String key : keys) {
            String folded = key.toLowerCase(Locale.ROOT);
            List<String> values = request.values(EncryptionContext.VALUE_PREFIX + folded);
            if (values != null) {
                values.forEach(value -> context.add(pair(folded, value)));
            }
        }
        return context;
    }

    /// The pairs as words, equal where the keys are, but for their case, and the values are.
    private SortedSet<String> folded() {
        SortedSet<String> folded = new TreeSet<>();
        pairs.forEach((key, value) -> folded.add(pair(key.toLowerCase(Locale.ROOT), value)));
        return folded;
    }

    /// Lengths stand before what they measure, so that no two contexts are one text.
    private static String pair(String key, String value) {
        return key.length() + ":" + key + value.length() + ":" + value;
    }

    /// `kms:GrantConstraintType`: the names of what it constrains.
    List<String> types() {
        List<String> types = new ArrayList<>(2);
        switch (rule) {
            case ANY -> {}
            case SUBSET -> types.add(SUBSET_TYPE);
            case EQUALS -> types.add(EQUALS_TYPE);
        }
        if (sourceArn != null) {
            types.add("SourceArn");
        }
        return types;
    }

    /// As listings show it; null where it constrains nothing.
    @Nullable
    GrantConstraints shape() {
        if (rule == ContextRule.ANY && sourceArn == null) {
            return null;
        }
        return GrantConstraints.builder()
                .encryptionContextEquals(rule == ContextRule.EQUALS ? pairs : null)
                .encryptionContextSubset(rule == ContextRule.SUBSET ? pairs : null)
                .sourceArn(sourceArn)
                .build();
    }
}
