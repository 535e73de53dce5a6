package gatehouse.policy.compiled;

import gatehouse.policy.compiled.Part.Kind;
import gatehouse.policy.compiled.Part.Literal;
import gatehouse.policy.compiled.Part.Wildcard;
import java.util.ArrayList;
import java.util.List;

/// Confines wildcards to the parts of an ARN, as the package's documentation tells. Colons inside variables and
/// their values divide nothing.
final class ArnParts {
    private static final int COLONS = 5;

    private ArnParts() {}

    static List<Part> ofResource(List<Part> parts) {
        if (!(parts.getFirst() instanceof Literal(String start)) || !start.startsWith("arn:")) {
            return parts;
        }
        List<Part> whole = new ArrayList<>(parts);
        for (int colons = colons(parts); colons < COLONS; colons++) {
            whole.add(new Literal(":"));
            whole.add(new Wildcard(Kind.ANY));
        }
        return confined(whole, true);
    }

    static List<Part> ofArn(List<Part> parts) {
        return confined(parts, false);
    }

    /// Whether all six parts are there.
    static boolean isWhole(List<Part> parts) {
        return colons(parts) >= COLONS;
    }

    private static List<Part> confined(List<Part> parts, boolean lastCrosses) {
        List<Part> confined = new ArrayList<>();
        int colons = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            colons += colons(List.of(part));
            if (part instanceof Wildcard(Kind kind) && colons < COLONS) {
                confined.add(lastCrosses && kind == Kind.ANY && endsPart(parts, i) ? part : within(kind));
            } else {
                confined.add(part);
            }
        }
        return confined;
    }

    private static boolean endsPart(List<Part> parts, int i) {
        return i + 1 == parts.size() || (parts.get(i + 1) instanceof Literal(String text) && text.startsWith(":"));
    }

    private static Wildcard within(Kind kind) {
        return new Wildcard(
                switch (kind) {
                    case ANY, ANY_WITHIN -> Kind.ANY_WITHIN;
                    case ONE, ONE_WITHIN -> Kind.ONE_WITHIN;
                });
    }

    private static int colons(List<Part> parts) {
        int colons = 0;
        for (Part part : parts) {
            if (part instanceof Literal(String text)) {
                colons += Math.toIntExact(text.chars().filter(c -> c == ':').count());
            }
        }
        return colons;
    }
}
