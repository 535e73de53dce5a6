package gatehouse.wire.rest;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.rest.UriPattern.Segment;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A service's operations by method, path and query: a tree of path segments for each method, in which text goes
/// before a label and a label before a greedy one. Of operations at one place those with more literals in the query
/// go first, and then those of whose required parameters and headers more are there: so S3 tells `UploadPart` from
/// `PutObject`.
///
/// Source: https://smithy.io/2.0/spec/http-bindings.html#http-trait
final class RestRoutes {
    private final Map<String, Node> byMethod = new HashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final boolean anyPath;

    RestRoutes(ServiceModel service) {
        // S3's signatures cover the path as it came, so its keys may hold what others' signatures do not show.
        this.anyPath = service.metadata().signingName().startsWith("s3");
        for (Operation<?, ?> operation : service.operations()) {
            Route route = Route.of(operation);
            routes.add(route);
            byMethod.computeIfAbsent(operation.http().method(), _ -> new Node()).add(route, 0);
        }
        byMethod.values().forEach(Node::sort);
    }

    /// The operation that is asked for, or null.
    ///
    /// @throws gatehouse.wire.shape.SerializationException where path or query cannot be decoded
    @Nullable
    Operation<?, ?> find(HttpRequest request) {
        Node root = byMethod.get(request.method());
        RequestPath path = RequestPath.of(request.rawPath());
        if (root == null || !(anyPath || path.isNormal())) {
            return null;
        }
        Route found = root.find(path, 0, new Asked(request, QueryString.of(request.rawQuery())));
        return found == null ? null : found.operation;
    }

    /// Where the operation is found.
    UriPattern pattern(Operation<?, ?> operation) {
        return routes.get(operation.index()).pattern;
    }

    private record Asked(HttpRequest request, QueryString query) {}

    /// An operation and what its requests have beside the path.
    private record Route(
            Operation<?, ?> operation, UriPattern pattern, List<String> requiredQuery, List<String> requiredHeaders) {
        static Route of(Operation<?, ?> operation) {
            List<String> query = new ArrayList<>();
            List<String> headers = new ArrayList<>();
            for (Member member : operation.inputSchema().members()) {
                String location = member.traits().word(Word.LOCATION);
                if (location != null && member.traits().has(Flag.REQUIRED)) {
                    if (location.equals("querystring")) {
                        query.add(member.wireName());
                    } else if (location.equals("header")) {
                        headers.add(member.wireName().toLowerCase(Locale.ROOT));
                    }
                }
            }
            return new Route(operation, UriPattern.parse(operation.http().requestUri()), query, headers);
        }

        int required() {
            return requiredQuery.size() + requiredHeaders.size();
        }

        boolean isComplete(Asked asked) {
            return requiredQuery.stream().allMatch(asked.query::has)
                    && requiredHeaders.stream()
                            .allMatch(name -> asked.request.headers().first(name) != null);
        }
    }

    private static final class Node {
        private final Map<String, Node> texts = new HashMap<>();
        private @Nullable Node label;

        /// Those that end here, and those whose greedy label stands here.
        private final List<Route> ends = new ArrayList<>();

        private final List<Route> greedy = new ArrayList<>();

        void add(Route route, int depth) {
            if (depth == route.pattern.segments().size()) {
                ends.add(route);
                return;
            }
            switch (route.pattern.segments().get(depth)) {
                case Segment.Text(String text) ->
                    texts.computeIfAbsent(text, _ -> new Node()).add(route, depth + 1);
                case Segment.Label _ -> {
                    Node next = Objects.requireNonNullElseGet(label, Node::new);
                    label = next;
                    next.add(route, depth + 1);
                }
                case Segment.Greedy _ -> greedy.add(route);
            }
        }

        void sort() {
            Comparator<Route> specificFirst = Comparator.comparingInt(
                            (Route route) -> route.pattern.segments().size())
                    .thenComparingInt(route -> route.pattern.literals().size())
                    .thenComparingInt(Route::required)
                    .reversed();
            ends.sort(specificFirst);
            greedy.sort(specificFirst);
            texts.values().forEach(Node::sort);
            if (label != null) {
                label.sort();
            }
        }

        @Nullable
        Route find(RequestPath path, int depth, Asked asked) {
            if (depth == path.length()) {
                Route found = choose(ends, path, asked);
                return found == null ? choose(greedy, path, asked) : found;
            }
            Node text = texts.get(path.segment(depth));
            Route found = text == null ? null : text.find(path, depth + 1, asked);
            if (found == null && label != null && path.isLabel(depth)) {
                found = label.find(path, depth + 1, asked);
            }
            return found == null ? choose(greedy, path, asked) : found;
        }

        /// Of the most specific the first that has all it requires, or else the one that requires least.
        private static @Nullable Route choose(List<Route> routes, RequestPath path, Asked asked) {
            Route incomplete = null;
            for (Route route : routes) {
                if (!route.pattern.admits(asked.query) || route.pattern.labels(path) == null) {
                    continue;
                }
                if (incomplete != null && !isAsSpecific(route, incomplete)) {
                    return incomplete;
                }
                if (route.isComplete(asked)) {
                    return route;
                }
                incomplete = route;
            }
            return incomplete;
        }

        private static boolean isAsSpecific(Route route, Route other) {
            return route.pattern.segments().size() == other.pattern.segments().size()
                    && route.pattern.literals().size()
                            == other.pattern.literals().size();
        }
    }
}
