package gatehouse.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A line of the list of services: a model's name (`kms-2014-11-01`), and the operations wanted of it, all of them
/// where none is named.
record ServiceEntry(String modelName, List<String> operations) {
    private static final Pattern VERSION = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");
    private static final Pattern COLON = Pattern.compile("\\s*:\\s*");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /// Reads the list: a service a line, `#` begins a comment.
    static List<ServiceEntry> parse(List<String> lines) {
        List<ServiceEntry> entries = new ArrayList<>();
        for (String line : lines) {
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!text.isEmpty()) {
                String[] parts = COLON.split(text, 2);
                entries.add(
                        new ServiceEntry(parts[0], parts.length == 1 ? List.of() : List.of(COMMA.split(parts[1], 0))));
            }
        }
        return entries;
    }

    /// `kms.json` for `kms-2014-11-01`.
    String overlayName() {
        return VERSION.matcher(modelName).replaceFirst("") + ".json";
    }
}
