package gatehouse.policy.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Where the statements of a document stand in its text, as IAM's policy simulator tells it: from where its reader
/// stands before a statement (behind the bracket or the colon, or behind the statement before, so at the comma) to
/// behind its last brace.
public final class StatementPositions {
    private static final JsonFactory JSON = new JsonFactory();

    private StatementPositions() {}

    /// A place in a text; lines and columns count from 1.
    public record Position(int line, int column) {}

    /// A statement's place.
    public record Span(Position start, Position end) {}

    /// The places of a well-formed document's statements, in its order.
    public static List<Span> of(String document) {
        List<Span> spans = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean statements = parser.currentName().equals("Statement");
                JsonToken value = parser.nextToken();
                if (statements && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        spans.add(span(document, parser, spans.isEmpty() ? null : spans.getLast()));
                    }
                } else if (statements) {
                    spans.add(span(document, parser, null));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return spans;
    }

    private static Span span(String document, JsonParser parser, @Nullable Span before) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        while (Character.isWhitespace(document.charAt(start - 1))) {
            start--;
        }
        parser.skipChildren();
        int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
        return new Span(before == null ? position(document, start) : before.end(), position(document, end));
    }

    private static Position position(String document, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (document.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, offset - lineStart + 1);
    }
}
