package gatehouse.wire.rest;

import gatehouse.wire.codec.PercentDecoder;
import java.util.List;

/// A request's path, cut at its slashes and decoded.
final class RequestPath {
    private final String[] segments;

    /// The number of segments without an empty one that a slash at the end leaves.
    private final int closedLength;

    private RequestPath(String[] segments) {
        this.segments = segments;
        int length = segments.length;
        this.closedLength = length > 0 && segments[length - 1].isEmpty() ? length - 1 : length;
    }

    /// @throws gatehouse.wire.shape.SerializationException where an escape is broken
    static RequestPath of(String rawPath) {
        String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = PercentDecoder.path(segments[i]);
        }
        return new RequestPath(segments);
    }

    /// How many segments a pattern has to match.
    int lengthFor(UriPattern pattern) {
        return pattern.endsGreedy() ? segments.length : closedLength;
    }

    /// How many segments there are, a slash at the end aside.
    int length() {
        return closedLength;
    }

    String segment(int i) {
        return segments[i];
    }

    /// Whether that segment can be a label's value. The signature of most services is made of a path without empty
    /// segments and dots: what such segments stand beside must not be found by them.
    boolean isLabel(int i) {
        return !segments[i].isEmpty() && !isDots(segments[i]);
    }

    /// What stands from one segment to before another, with its slashes.
    String join(int from, int to) {
        return to - from == 1
                ? segments[from]
                : String.join("/", List.of(segments).subList(from, to));
    }

    /// Whether signatures that normalise paths would see another path than this.
    boolean isNormal() {
        for (int i = 0; i < segments.length; i++) {
            if (isDots(segments[i]) || (segments[i].isEmpty() && i < segments.length - 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }
}
