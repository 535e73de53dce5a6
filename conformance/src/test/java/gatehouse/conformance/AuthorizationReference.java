package gatehouse.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What AWS's Service Authorization Reference says of a service: its actions, what they are done to, and by which
/// condition keys they can be limited. `refresh.py` beside the data makes them anew.
///
/// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
final class AuthorizationReference {
    private static final String FOLDER = "/authorization-reference/";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private final Map<String, Action> actions = new HashMap<>();
    private final Map<String, ResourceType> types = new HashMap<>();

    /// An action: the types of what it is done to, none where it has no resource, and its own keys.
    record Action(String name, List<ResourceType> types, Set<String> keys) {
        /// Every key that a request for this action can have.
        Set<String> allKeys() {
            Set<String> all = new TreeSet<>(keys);
            types.forEach(type -> all.addAll(type.keys()));
            return all;
        }

        boolean isDoneTo(String arn) {
            return types.isEmpty()
                    ? arn.equals("*")
                    : types.stream().anyMatch(type -> type.form().matcher(arn).matches());
        }
    }

    private record ResourceType(Pattern form, Set<String> keys) {}

    /// The reference of the service of that name in policies.
    AuthorizationReference(String service) {
        for (String[] row : rows(service + ".tsv", 4)) {
            if (row[0].equals("type")) {
                types.put(row[1], new ResourceType(form(row[2]), words(row[3])));
            } else {
                List<ResourceType> ofIt = words(row[2]).stream()
                        .map(name -> Objects.requireNonNull(types.get(name.replace("*", "")), name))
                        .toList();
                actions.put(row[1], new Action(row[1], ofIt, words(row[3])));
            }
        }
    }

    /// The lines of a file of the folder, in columns; what begins with `#` is a remark.
    static List<String[]> rows(String file, int columns) {
        try (InputStream in = Objects.requireNonNull(AuthorizationReference.class.getResourceAsStream(FOLDER + file))) {
            List<String[]> rows = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> rows.add(line.split("\t", columns)));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    Action action(String name) {
        return actions.get(name);
    }

    /// Every key of the service's.
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        actions.values().forEach(action -> keys.addAll(action.allKeys()));
        return keys;
    }

    /// A key as a request has it: with a name of the test's in the place of a variable.
    static String example(String key) {
        return VARIABLE.matcher(key).replaceAll(found -> found.group(1).equals("Number") ? "0" : "probe");
    }

    private static Pattern form(String arn) {
        StringBuilder form = new StringBuilder();
        int end = 0;
        for (var found = VARIABLE.matcher(arn); found.find(); end = found.end()) {
            form.append(Pattern.quote(arn.substring(end, found.start())));
            form.append(
                    switch (found.group(1)) {
                        case "Partition" -> "aws";
                        case "Account" -> "\\d{12}";
                        case "Region" -> "[a-z]{2}-[a-z]+-\\d";
                        default -> ".+";
                    });
        }
        return Pattern.compile(form.append(Pattern.quote(arn.substring(end))).toString());
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(text.split(" ")));
    }
}
