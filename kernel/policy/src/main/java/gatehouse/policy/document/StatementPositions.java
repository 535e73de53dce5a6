package gatehouse.policy.document;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Where the statements of a document stand in its text, as IAM's policy simulator tells it: from where its reader
/// stands when it begins one to behind its last brace. That is behind the bracket of a list, behind the statement
/// before, or, where there is no list, behind the statement's own first brace.
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
                Position start = position(document, behind(parser));
                if (statements && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        spans.add(span(
                                document,
                                parser,
                                spans.isEmpty() ? start : spans.getLast().end()));
                    }
                } else if (statements) {
                    spans.add(span(document, parser, start));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return spans;
    }

    private static Span span(String document, JsonParser parser, Position start) {
        parser.skipChildren();
        return new Span(start, position(document, behind(parser)));
    }

    /// Behind the bracket or brace that was just read.
    private static int behind(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset() + 1;
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
