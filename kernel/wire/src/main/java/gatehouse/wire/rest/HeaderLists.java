package gatehouse.wire.rest;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.SerializationException;
import java.util.ArrayList;
import java.util.List;

/// Lists in headers: elements between commas, texts with commas or quotes of their own in quotes.
///
/// Source: https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait
final class HeaderLists {
    private HeaderLists() {}

    /// The elements of all lines of a header, without their quotes.
    ///
    /// @throws SerializationException where a quote is not closed, or something follows it
    static List<String> split(List<String> lines, Member element) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                split(line, element, elements);
            }
        }
        return elements;
    }

    private static void split(String line, Member element, List<String> elements) {
        boolean dates = element.target().kind() == Kind.TIMESTAMP
                && TimestampFormat.of(element, TimestampFormat.RFC_822) == TimestampFormat.RFC_822;
        int at = 0;
        while (at <= line.length()) {
            int start = skipBlanks(line, at);
            if (start < line.length() && line.charAt(start) == '"') {
                at = quoted(line, start, elements);
            } else {
                // A date has one comma itself.
                int comma = line.indexOf(',', dates ? line.indexOf(',', start) + 1 : start);
                int end = comma < 0 ? line.length() : comma;
                elements.add(line.substring(start, Math.max(start, end)).strip());
                at = end + 1;
            }
        }
    }

    /// Adds the quoted text and returns where the next element may begin.
    private static int quoted(String line, int quote, List<String> elements) {
        StringBuilder text = new StringBuilder();
        for (int i = quote + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                text.append(line.charAt(++i));
            } else if (c == '"') {
                elements.add(text.toString());
                int next = skipBlanks(line, i + 1);
                if (next < line.length() && line.charAt(next) != ',') {
                    throw new SerializationException("");
                }
                return next + 1;
            } else {
                text.append(c);
            }
        }
        throw new SerializationException("");
    }

    private static int skipBlanks(String line, int from) {
        int i = from;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /// A text as an element of a list.
    static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.equals(text.strip());
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
