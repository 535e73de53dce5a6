package gatehouse.protocoltests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The cases that are left out, each with its reason: `exclusions.txt` has a line for each, `<id>: <reason>`. Where
/// cases of several sorts have one id, `/REQUEST`, `/RESPONSE`, `/MALFORMED_REQUEST` or `/EVENT_STREAM` follows it.
final class Exclusions {
    private static final Map<String, String> REASONS = read();

    private Exclusions() {}

    /// Reasons by id.
    static Map<String, String> reasons() {
        return REASONS;
    }

    static boolean contains(Case each) {
        return REASONS.containsKey(each.id()) || REASONS.containsKey(qualified(each));
    }

    /// The id with the sort behind it.
    static String qualified(Case each) {
        return each.id() + "/" + each.sort();
    }

    private static Map<String, String> read() {
        Map<String, String> reasons = new LinkedHashMap<>();
        try (InputStream in =
                Objects.requireNonNull(Exclusions.class.getResourceAsStream("/exclusions.txt"), "exclusions.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split(": ", 2);
                        if (parts.length != 2 || reasons.put(parts[0], parts[1]) != null) {
                            throw new IllegalStateException("twice, or without a reason: " + line);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }
}
