package gatehouse.wire.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.SerializationException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The tokens of a JSON text (RFC 8259), one after another: exactly what the grammar allows, with limits on depth and
/// on the length of numbers. Text that is not JSON throws [SerializationException] without words.
///
/// Values are taken from the text itself, and only when somebody asks. Who reads an object or an array reads it to its
/// end, and each value in it whole, with [#skip] at least.
final class JsonTokens {
    private static final int DEPTH_MAX = 100;
    private static final int NUMBER_CHARS_MAX = 1_000;

    /// Digits that always fit a long.
    private static final int SHORT_NUMBER_CHARS_MAX = 18;

    /// What stands after the last byte.
    private static final int END = -1;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final byte[] json;

    /// The next byte to be read.
    private int at;

    private int depth;
    private Token token = Token.NULL;

    /// The last string without its quotes, or the last number.
    private int start;

    private int end;
    private boolean escaped;

    /// The first token of a value, or the end of an object or array.
    enum Token {
        START_OBJECT,
        END_OBJECT,
        START_ARRAY,
        END_ARRAY,
        STRING,
        INTEGER,
        FRACTION,
        TRUE,
        FALSE,
        NULL
    }

    /// The tokens of `json`, which is UTF-8.
    JsonTokens(byte[] json) {
        this.json = json;
    }

    /// What was read last; a member's name does not count.
    Token token() {
        return token;
    }

    /// Whether no object or array is open.
    boolean inRoot() {
        return depth == 0;
    }

    /// Reads the first token of a value.
    Token value() {
        int first = skipSpace();
        at++;
        token = switch (first) {
            case '{' -> open(Token.START_OBJECT);
            case '[' -> open(Token.START_ARRAY);
            case '"' -> string();
            case 't' -> literal(TRUE, Token.TRUE);
            case 'f' -> literal(FALSE, Token.FALSE);
            case 'n' -> literal(NULL, Token.NULL);
            default -> number(first);
        };
        return token;
    }

    /// In an object, reads the next member's name; its value comes next. Null at the object's end.
    @Nullable
    String name() {
        return toName() ? text() : null;
    }

    /// In an array, reads the first token of the next element; false at the array's end.
    boolean element() {
        if (!toNext(Token.START_ARRAY, ']', Token.END_ARRAY)) {
            return false;
        }
        value();
        return true;
    }

    /// Passes over what is left of the value whose first token was read.
    void skip() {
        if (token == Token.START_OBJECT) {
            while (toName()) {
                value();
                skip();
            }
        } else if (token == Token.START_ARRAY) {
            while (element()) {
                skip();
            }
        }
    }

    /// Requires that nothing but white space is left.
    void end() {
        if (skipSpace() != END) {
            throw broken();
        }
    }

    /// The last string, or the last number as it is written.
    String text() {
        return escaped ? unescaped() : new String(json, start, end - start, UTF_8);
    }

    /// The last string; halves of characters, which only escapes bring in, are refused.
    String wholeText() {
        return escaped ? Utf8.requireWhole(text()) : text();
    }

    /// The bytes of which the last string is the Base64 form.
    Blob blob() {
        return escaped ? StrictBase64.decode(text()) : StrictBase64.decode(json, start, end);
    }

    /// The last number, an integer, where it fits a long.
    @Nullable
    Long integer() {
        if (end - start > SHORT_NUMBER_CHARS_MAX) {
            try {
                return Long.valueOf(text());
            } catch (NumberFormatException _) {
                return null;
            }
        }
        boolean negative = json[start] == '-';
        long value = 0;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            value = 10 * value + json[i] - '0';
        }
        return negative ? -value : value;
    }

    /// The last number.
    BigDecimal decimal() {
        try {
            return new BigDecimal(text());
        } catch (NumberFormatException _) {
            // Its exponent is beyond what can be held.
            throw broken();
        }
    }

    private boolean toName() {
        if (!toNext(Token.START_OBJECT, '}', Token.END_OBJECT)) {
            return false;
        }
        expect('"');
        string();
        expect(':');
        return true;
    }

    /// Passes the comma before a member or element; false where the object or array ends instead.
    private boolean toNext(Token opened, char close, Token closed) {
        int next = skipSpace();
        if (next == close) {
            at++;
            depth--;
            token = closed;
            return false;
        }
        if (token != opened) {
            expect(',');
        }
        return true;
    }

    private Token open(Token opened) {
        depth++;
        if (depth > DEPTH_MAX) {
            throw broken();
        }
        return opened;
    }

    private Token literal(byte[] word, Token itself) {
        for (int i = 1; i < word.length; i++) {
            if (peek() != word[i]) {
                throw broken();
            }
            at++;
        }
        return itself;
    }

    private Token number(int first) {
        start = at - 1;
        escaped = false;
        int leading = first;
        if (first == '-') {
            leading = peek();
            at++;
        }
        if (leading < '0' || leading > '9') {
            throw broken();
        }
        if (leading != '0') {
            digits();
        }
        boolean fraction = peek() == '.';
        if (fraction) {
            at++;
            requireDigits();
        }
        boolean exponent = peek() == 'e' || peek() == 'E';
        if (exponent) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            requireDigits();
        }
        end = at;
        if (end - start > NUMBER_CHARS_MAX) {
            throw broken();
        }
        return fraction || exponent ? Token.FRACTION : Token.INTEGER;
    }

    private void requireDigits() {
        int before = at;
        digits();
        if (at == before) {
            throw broken();
        }
    }

    private void digits() {
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    /// Reads a string, whose opening quote has been read, to its end.
    private Token string() {
        byte[] text = json;
        escaped = false;
        start = at;
        for (int i = at; i < text.length; i++) {
            byte each = text[i];
            if (each == '"') {
                end = i;
                at = i + 1;
                return Token.STRING;
            }
            if (each == '\\') {
                escaped = true;
                i += requireEscape(i + 1);
            } else if (each >= 0 && each < ' ') {
                throw broken();
            }
        }
        throw broken();
    }

    /// Requires what may follow a backslash, and returns its length.
    private int requireEscape(int from) {
        if (from < json.length && "\"\\/bfnrt".indexOf(json[from]) >= 0) {
            return 1;
        }
        if (from + 5 > json.length || json[from] != 'u') {
            throw broken();
        }
        for (int i = from + 1; i < from + 5; i++) {
            if (Character.digit(json[i], 16) < 0) {
                throw broken();
            }
        }
        return 5;
    }

    private String unescaped() {
        StringBuilder out = new StringBuilder(end - start);
        int copied = start;
        for (int i = start; i < end; i++) {
            if (json[i] == '\\') {
                out.append(new String(json, copied, i - copied, UTF_8));
                i++;
                switch (json[i]) {
                    case 'b' -> out.append('\b');
                    case 'f' -> out.append('\f');
                    case 'n' -> out.append('\n');
                    case 'r' -> out.append('\r');
                    case 't' -> out.append('\t');
                    case 'u' -> {
                        out.append((char) Integer.parseInt(new String(json, i + 1, 4, ISO_8859_1), 16));
                        i += 4;
                    }
                    default -> out.append((char) json[i]);
                }
                copied = i + 1;
            }
        }
        return out.append(new String(json, copied, end - copied, UTF_8)).toString();
    }

    private void expect(char expected) {
        if (skipSpace() != expected) {
            throw broken();
        }
        at++;
    }

    /// The next byte that is no white space, which is not read yet, or [#END].
    private int skipSpace() {
        int next = peek();
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            at++;
            next = peek();
        }
        return next;
    }

    private int peek() {
        return at < json.length ? json[at] & 0xFF : END;
    }

    private static SerializationException broken() {
        return new SerializationException("");
    }
}
