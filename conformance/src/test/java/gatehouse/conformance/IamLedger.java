package gatehouse.conformance;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// How often each name of each kind was made, less how often it was deleted, as far as those calls succeeded: once all
/// have been answered it is 1 for what there is, and 0 for what there is not. Names are the same whatever their case.
final class IamLedger {
    private final Map<String, Integer> balances = new ConcurrentHashMap<>();

    void made(String kind, String name) {
        balances.merge(key(kind, name), 1, Integer::sum);
    }

    void deleted(String kind, String name) {
        balances.merge(key(kind, name), -1, Integer::sum);
    }

    void renamed(String kind, String from, String to) {
        deleted(kind, from);
        made(kind, to);
    }

    /// The names whose balance is not 0.
    Map<String, Integer> open() {
        Map<String, Integer> open = new TreeMap<>(balances);
        open.values().removeIf(balance -> balance == 0);
        return open;
    }

    static String key(String kind, String name) {
        return kind + " " + name.toLowerCase(Locale.ROOT);
    }
}
