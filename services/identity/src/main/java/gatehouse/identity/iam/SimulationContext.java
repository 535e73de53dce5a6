package gatehouse.identity.iam;

import gatehouse.model.iam.ContextEntry;
import gatehouse.model.iam.InvalidInputException;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.document.Timestamps;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The condition keys that a simulation's caller gave, checked against the types that it said they have.
final class SimulationContext implements ConditionKeys {
    private static final String LIST = "List";

    private final Map<String, List<String>> values = new HashMap<>();

    SimulationContext(@Nullable List<ContextEntry> entries) {
        for (ContextEntry entry : entries == null ? List.<ContextEntry>of() : entries) {
            add(entry);
        }
    }

    private void add(ContextEntry entry) {
        String key = entry.contextKeyName();
        String type =
                entry.contextKeyType() == null ? null : entry.contextKeyType().value();
        if (key == null || type == null) {
            throw new InvalidInputException("A context entry needs ContextKeyName and ContextKeyType.");
        }
        List<String> given = entry.contextKeyValues() == null ? List.of() : entry.contextKeyValues();
        boolean list = type.endsWith(LIST);
        if (!list && given.size() > 1) {
            throw new InvalidInputException("Context key " + key + " of type " + type
                    + " has more than one value: its type must be " + type + LIST + ".");
        }
        String single = list ? type.substring(0, type.length() - LIST.length()) : type;
        for (String value : given) {
            if (!isOf(single, value)) {
                throw new InvalidInputException("Context key " + key + " has a value that is no " + single + ".");
            }
        }
        if (values.putIfAbsent(key.toLowerCase(Locale.ROOT), List.copyOf(given)) != null) {
            throw new InvalidInputException("Context key " + key + " is given twice.");
        }
    }

    /// These keys, and where they are not given those that a principal's ARN tells; `userName` is null for who is no
    /// user.
    SimulationContext withPrincipal(String account, String arn, @Nullable String userName) {
        values.putIfAbsent("aws:principalaccount", List.of(account));
        values.putIfAbsent("aws:principalarn", List.of(arn));
        if (userName != null) {
            values.putIfAbsent("aws:username", List.of(userName));
        }
        return this;
    }

    private static boolean isOf(String type, String value) {
        return switch (type) {
            case "numeric" -> isNumber(value);
            case "boolean" -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case "date" -> Timestamps.parse(value) != Timestamps.NONE;
            case "binary" -> isBase64(value);
            default -> true;
        };
    }

    private static boolean isNumber(String value) {
        try {
            return new BigDecimal(value).precision() > 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isBase64(String value) {
        try {
            return Base64.getDecoder().decode(value) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public @Nullable List<String> values(String key) {
        return values.get(key);
    }

    boolean has(String key) {
        return values.containsKey(key.toLowerCase(Locale.ROOT));
    }
}
