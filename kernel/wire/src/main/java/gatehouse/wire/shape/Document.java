package gatehouse.wire.shape;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// A value without a schema, as JSON has them.
public sealed interface Document {
    record Null() implements Document {}

    record Bool(boolean value) implements Document {}

    record Numeric(BigDecimal value) implements Document {}

    record Text(String value) implements Document {}

    record Array(List<Document> elements) implements Document {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    record Members(Map<String, Document> members) implements Document {
        public Members {
            members = Map.copyOf(members);
        }
    }
}
