package gatehouse.policy.document;

import java.util.List;

/// One operator with one key and the values that it compares with. Numbers and booleans are kept as their text.
public record ConditionBlock(ConditionOperator operator, String key, List<String> values) {
    public ConditionBlock {
        values = List.copyOf(values);
    }
}
