package gatehouse.policy.document;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/// The names of `AWS` principals in the text of a policy document.
public final class PrincipalNames {
    private static final JsonFactory JSON = new JsonFactory();

    private PrincipalNames() {}

    /// The document with these principals renamed, and every other character as it is.
    ///
    /// @param document one that parses as a policy
    public static String rename(String document, UnaryOperator<String> names) {
        StringBuilder renamed = new StringBuilder(document.length());
        int copied = 0;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), document)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token != JsonToken.VALUE_STRING || !isPrincipal(json.streamReadContext())) {
                    continue;
                }
                int start = (int) json.currentTokenLocation().getCharOffset();
                String name = json.getString();
                String next = names.apply(name);
                if (!next.equals(name)) {
                    renamed.append(document, copied, start).append('"');
                    renamed.append(JsonStringEncoder.getInstance().quoteAsCharArray(next))
                            .append('"');
                    copied = (int) json.currentLocation().getCharOffset();
                }
            }
        }
        return renamed.append(document, copied, document.length()).toString();
    }

    /// Whether a value stands in a statement's Principal or NotPrincipal, under AWS.
    private static boolean isPrincipal(TokenStreamContext value) {
        TokenStreamContext kinds = value.inArray() ? value.getParent() : value;
        TokenStreamContext statement = kinds.getParent();
        if (!"AWS".equals(kinds.currentName()) || statement == null || !isElement(statement.currentName())) {
            return false;
        }
        TokenStreamContext above = statement.getParent();
        TokenStreamContext document = above != null && above.inArray() ? above.getParent() : above;
        return document != null && "Statement".equals(document.currentName());
    }

    private static boolean isElement(@Nullable String name) {
        return "Principal".equals(name) || "NotPrincipal".equals(name);
    }
}
