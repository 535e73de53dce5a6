package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import java.util.List;

/// A pattern whose only wildcards are `*` that match anything: literals that must follow one another, the first at
/// the text's beginning and the last at its end. There are at least two.
final class Chunks implements TextPattern {
    private final String first;
    private final String[] middle;
    private final String last;

    Chunks(List<String> chunks) {
        first = chunks.getFirst();
        middle = chunks.subList(1, chunks.size() - 1).toArray(String[]::new);
        last = chunks.getLast();
    }

    @Override
    public boolean matches(String text, ConditionKeys keys) {
        if (!text.startsWith(first)) {
            return false;
        }
        int at = first.length();
        for (String chunk : middle) {
            int found = text.indexOf(chunk, at);
            if (found < 0) {
                return false;
            }
            at = found + chunk.length();
        }
        return text.length() - last.length() >= at && text.endsWith(last);
    }
}
