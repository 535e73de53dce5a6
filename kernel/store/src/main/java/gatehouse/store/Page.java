package gatehouse.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some records in order, and where the next page starts: null where there is no more.
public record Page<T>(List<T> items, @Nullable Key next) {
    public Page {
        items = List.copyOf(items);
    }
}
