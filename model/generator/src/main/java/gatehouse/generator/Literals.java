package gatehouse.generator;

import static gatehouse.generator.Text.fill;

/// Java literals.
final class Literals {
    private Literals() {}

    /// `text` in quotes, in ASCII.
    static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        out.append(c);
                    } else {
                        out.append(fill("\\u%04x", (int) c));
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
