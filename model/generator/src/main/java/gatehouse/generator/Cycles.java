package gatehouse.generator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds which classes lead back to themselves through their members (strongly connected components, after
/// [Tarjan 1972](https://doi.org/10.1137/0201010)): in such a ring no class can be initialised before the others.
final class Cycles {
    private final Map<String, List<String>> edges;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> ring = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    Cycles(Map<String, List<String>> edges) {
        this.edges = edges;
        for (String node : edges.keySet()) {
            if (!order.containsKey(node)) {
                visit(node);
            }
        }
    }

    private int visit(String node) {
        int number = order.size();
        int lowest = number;
        order.put(node, number);
        open.push(node);
        for (String target : edges.getOrDefault(node, List.of())) {
            Integer seen = order.get(target);
            if (seen == null) {
                lowest = Math.min(lowest, visit(target));
            } else if (!ring.containsKey(target)) {
                lowest = Math.min(lowest, seen);
            }
        }
        if (lowest == number) {
            closeRing(node, number);
        }
        return lowest;
    }

    private void closeRing(String first, int number) {
        String node;
        do {
            node = open.pop();
            ring.put(node, number);
        } while (!node.equals(first));
    }

    /// Whether a reference from one class to the other closes a ring; from a class to itself it always does.
    boolean closes(String from, String to) {
        return from.equals(to) || ring.getOrDefault(from, -1).equals(ring.getOrDefault(to, -2));
    }
}
