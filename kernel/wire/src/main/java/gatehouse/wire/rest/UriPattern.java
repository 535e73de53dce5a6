package gatehouse.wire.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where an operation is found: `/{Bucket}/{Key+}?uploads` has a label, a greedy label and a query literal.
///
/// @param segments what stands between the path's slashes; a slash at the end of the pattern means nothing
/// @param literals what the query must have beside parameters that are members
record UriPattern(List<Segment> segments, List<Literal> literals) {
    /// Newer models name operations in the query for logs only; older clients do not send it.
    private static final String OPERATION_HINT = "x-id";

    UriPattern {
        segments = List.copyOf(segments);
        literals = List.copyOf(literals);
    }

    /// A part of a path.
    sealed interface Segment {
        record Text(String text) implements Segment {}

        record Label(String name) implements Segment {}

        /// All that is left, or all up to the segments that follow.
        record Greedy(String name) implements Segment {}
    }

    /// A parameter of the query; where `value` is null, the name is enough.
    record Literal(String name, @Nullable String value) {}

    static UriPattern parse(String requestUri) {
        int question = requestUri.indexOf('?');
        String path = question < 0 ? requestUri : requestUri.substring(0, question);
        List<Literal> literals = new ArrayList<>();
        if (question >= 0) {
            for (String each : requestUri.substring(question + 1).split("&", -1)) {
                int equals = each.indexOf('=');
                String name = equals < 0 ? each : each.substring(0, equals);
                if (!name.isEmpty() && !name.equals(OPERATION_HINT)) {
                    String value = equals < 0 ? "" : each.substring(equals + 1);
                    literals.add(new Literal(name, value.isEmpty() ? null : value));
                }
            }
        }
        return new UriPattern(segments(path), literals);
    }

    private static List<Segment> segments(String path) {
        List<Segment> segments = new ArrayList<>();
        for (String each : path.split("/", -1)) {
            if (each.startsWith("{") && each.endsWith("+}")) {
                segments.add(new Segment.Greedy(each.substring(1, each.length() - 2)));
            } else if (each.startsWith("{") && each.endsWith("}")) {
                segments.add(new Segment.Label(each.substring(1, each.length() - 1)));
            } else if (!each.isEmpty()) {
                segments.add(new Segment.Text(each));
            }
        }
        return segments;
    }

    /// The labels' values, or null where the path does not match.
    @Nullable
    Map<String, String> labels(RequestPath path) {
        int length = path.lengthFor(this);
        int greedyAt = greedyAt();
        int greedySegments = greedyAt < 0 ? 0 : length - segments.size() + 1;
        if (greedyAt < 0 ? length != segments.size() : greedySegments < 1) {
            return null;
        }
        Map<String, String> labels = HashMap.newHashMap(segments.size());
        int at = 0;
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Text(String text) -> {
                    if (!path.segment(at++).equals(text)) {
                        return null;
                    }
                }
                case Segment.Label(String name) -> {
                    if (!path.isLabel(at)) {
                        return null;
                    }
                    labels.put(name, path.segment(at++));
                }
                case Segment.Greedy(String name) -> {
                    String rest = path.join(at, at + greedySegments);
                    if (rest.isEmpty()) {
                        return null;
                    }
                    labels.put(name, rest);
                    at += greedySegments;
                }
            }
        }
        return labels;
    }

    /// Where the greedy label stands, or -1.
    int greedyAt() {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof Segment.Greedy) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a greedy label takes everything to the end, a closing slash too.
    boolean endsGreedy() {
        return !segments.isEmpty() && segments.getLast() instanceof Segment.Greedy;
    }

    /// Whether the query has every literal.
    boolean admits(QueryString query) {
        for (Literal literal : literals) {
            List<String> values = query.values(literal.name());
            if (values.isEmpty() || (literal.value() != null && !values.contains(literal.value()))) {
                return false;
            }
        }
        return true;
    }
}
