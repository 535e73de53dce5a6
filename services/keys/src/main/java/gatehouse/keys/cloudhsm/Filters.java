package gatehouse.keys.cloudhsm;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The filters of a listing: an item is shown where each has one of its values.
final class Filters {
    private Filters() {}

    /// Refuses what is no filter of this listing.
    static Map<String, List<String>> checked(@Nullable Map<String, List<String>> filters, List<String> known) {
        if (filters == null) {
            return Map.of();
        }
        for (String name : filters.keySet()) {
            if (!known.contains(name)) {
                throw CloudHsmErrors.invalid(
                        "There is no filter " + name + ". The filters are " + String.join(", ", known) + ".");
            }
        }
        return filters;
    }

    /// Whether an item passes; `value` tells an item's value for a filter's name.
    static boolean pass(Map<String, List<String>> filters, Function<String, @Nullable String> value) {
        for (Map.Entry<String, List<String>> filter : filters.entrySet()) {
            String has = value.apply(filter.getKey());
            if (has == null || filter.getValue().stream().noneMatch(has::equalsIgnoreCase)) {
                return false;
            }
        }
        return true;
    }
}
