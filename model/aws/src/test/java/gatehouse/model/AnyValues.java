package gatehouse.model;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import gatehouse.wire.xml.XmlNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Trees of values for schemas, for [TreeReader], that a protocol has words for. A form and a payload have none for a
/// structure without members, XML none for a flattened list without elements, a header none for what is empty.
final class AnyValues {
    private static final Set<String> IN_EVERY_MESSAGE = Set.of("content-length", "content-type", "x-amzn-requestid");
    private static final int NESTING_MAX = 5;
    private static final int ELEMENTS_MAX = 3;
    private static final int LENGTH_MAX = 12;
    private static final String TEXT = " \t\r\n<>&\"'a]Zz09+%=,/\\{}[]:.-_~é\u00ff\u2028\uFFFD";
    private static final String HEADER = "abcXYZ019 ,\"\\=;:/-_.";
    private static final String LABEL = "abcXYZ019 +%=,\"é/?#&:;~";

    private final Random random;
    private final Members members;

    AnyValues(Random random, Members members) {
        this.random = random;
        this.members = members;
    }

    /// Which members a structure gets.
    enum Members {
        ALL,
        SOME
    }

    /// Where a value is to stand.
    private enum Place {
        BODY,
        QUERY,
        HEADER,
        LABEL,
        STATUS
    }

    /// A tree of an input or output, whose own members may stand in all places of HTTP's.
    Map<String, Object> structure(Schema schema) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Member member : schema.members()) {
            Place place = place(member);
            if (isAlwaysThere(member, place) || isWanted()) {
                put(tree, member, place, 1);
            }
        }
        return tree;
    }

    /// What the model demands, and what every message has in one way or another.
    private static boolean isAlwaysThere(Member member, Place place) {
        return place == Place.LABEL
                || place == Place.STATUS
                || member.traits().has(Flag.REQUIRED)
                || member.target().traits().has(Flag.STREAMING)
                || (place == Place.HEADER
                        && IN_EVERY_MESSAGE.contains(member.wireName().toLowerCase(Locale.ROOT)));
    }

    private static Place place(Member member) {
        return switch (member.traits().word(Word.LOCATION)) {
            case "uri" -> Place.LABEL;
            case "querystring" -> Place.QUERY;
            case "header", "headers" -> Place.HEADER;
            case "statusCode" -> Place.STATUS;
            case null, default -> Place.BODY;
        };
    }

    private boolean isWanted() {
        return members == Members.ALL || random.nextInt(3) > 0;
    }

    private void put(Map<String, Object> tree, Member member, Place place, int depth) {
        Object value = member.target().traits().has(Flag.EVENT_STREAM) ? null : value(member, place, depth);
        if (value != null) {
            tree.put(member.name(), value);
        }
    }

    /// A value, or null where the nesting would be too deep or no words exist.
    private @Nullable Object value(Member member, Place place, int depth) {
        Schema schema = member.target();
        return switch (schema.kind()) {
            case STRUCTURE -> nested(schema, depth);
            case UNION -> union(schema, depth);
            case LIST -> list(member, place, depth);
            case MAP -> map(member, place, depth);
            case STRING -> text(schema, place);
            case BOOLEAN -> random.nextBoolean();
            case BYTE, SHORT, INTEGER -> integer(schema.kind(), place);
            case LONG -> random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong();
            case FLOAT -> random.nextInt(8) == 0 ? Float.NEGATIVE_INFINITY : (float) random.nextGaussian() * 1000;
            case DOUBLE -> random.nextInt(8) == 0 ? Double.NaN : random.nextGaussian() * 1e9;
            case BIG_INTEGER -> BigInteger.valueOf(random.nextLong()).pow(3);
            case BIG_DECIMAL -> BigDecimal.valueOf(10L * random.nextInt(1_000_000) + 1, 3);
            case TIMESTAMP -> time(member, place);
            case BLOB -> blob(member);
            case DOCUMENT -> document(depth);
        };
    }

    private @Nullable Map<String, Object> nested(Schema schema, int depth) {
        if (depth >= NESTING_MAX) {
            return null;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Member member : schema.members()) {
            if (isWanted()) {
                put(tree, member, Place.BODY, depth + 1);
            }
        }
        for (int i = 0; tree.isEmpty() && i < schema.members().size(); i++) {
            put(tree, schema.members().get(i), Place.BODY, depth + 1);
        }
        return tree.isEmpty() ? null : tree;
    }

    private @Nullable Map<String, Object> union(Schema schema, int depth) {
        if (depth >= NESTING_MAX) {
            return null;
        }
        int first = random.nextInt(schema.members().size());
        for (int i = 0; i < schema.members().size(); i++) {
            Member member = schema.members().get((first + i) % schema.members().size());
            Map<String, Object> tree = new LinkedHashMap<>();
            put(tree, member, Place.BODY, depth + 1);
            if (!tree.isEmpty()) {
                return tree;
            }
        }
        return null;
    }

    private @Nullable List<Object> list(Member member, Place place, int depth) {
        boolean mayBeEmpty = place == Place.BODY && !XmlNames.isFlattened(member) && members == Members.SOME;
        int size = mayBeEmpty ? random.nextInt(ELEMENTS_MAX + 1) : 1 + random.nextInt(ELEMENTS_MAX);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Object element = value(member.target().element(), place, depth + 1);
            if (element == null) {
                return null;
            }
            elements.add(element);
        }
        return elements;
    }

    private @Nullable Map<String, Object> map(Member member, Place place, int depth) {
        String prefix = member.traits().word(Word.LOCATION_NAME);
        if (place == Place.HEADER && (prefix == null || prefix.isEmpty())) {
            return null; // A map of all headers has what others are for.
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        int size = 1 + random.nextInt(ELEMENTS_MAX);
        for (int i = 0; i < size; i++) {
            Object value = value(member.target().value(), place, depth + 1);
            if (value == null) {
                return null;
            }
            List<String> words = member.target().key().target().constraints().enumValues();
            String key =
                    words.isEmpty() ? "key-" + i + (place == Place.BODY ? " <é>" : "") : words.get(i % words.size());
            entries.put(key, value);
        }
        return entries;
    }

    private String text(Schema schema, Place place) {
        List<String> words = schema.constraints().enumValues();
        if (!words.isEmpty()) {
            return words.get(random.nextInt(words.size()));
        }
        boolean bounded = place == Place.HEADER || place == Place.LABEL;
        String characters = place == Place.HEADER ? HEADER : place == Place.LABEL ? LABEL : TEXT;
        StringBuilder text = new StringBuilder(bounded ? "x" : "");
        for (int i = random.nextInt(LENGTH_MAX); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        if (!bounded && random.nextInt(4) == 0) {
            text.append("😀");
        }
        return bounded ? text.append('x').toString() : text.toString();
    }

    private int integer(Kind kind, Place place) {
        if (place == Place.STATUS) {
            return 200 + random.nextInt(100);
        }
        return switch (random.nextInt(4)) {
            case 0 -> kind.integerMin();
            case 1 -> kind.integerMax();
            default -> random.nextInt(256) - 128;
        };
    }

    private Instant time(Member member, Place place) {
        String format = member.traits().word(Word.TIMESTAMP_FORMAT);
        String ofTarget = member.target().traits().word(Word.TIMESTAMP_FORMAT);
        boolean seconds = place != Place.BODY || "rfc822".equals(format) || "rfc822".equals(ofTarget);
        long millis = Math.floorMod(random.nextLong(), 4_000_000_000_000L);
        return Instant.ofEpochMilli(seconds ? millis / 1000 * 1000 : millis);
    }

    private Blob blob(Member member) {
        int least = member.traits().has(Flag.PAYLOAD) ? 1 : 0;
        byte[] bytes = new byte[least + random.nextInt(LENGTH_MAX)];
        random.nextBytes(bytes);
        return Blob.owning(bytes);
    }

    private Document document(int depth) {
        return switch (random.nextInt(depth >= NESTING_MAX ? 4 : 6)) {
            case 0 -> new Document.Bool(random.nextBoolean());
            case 1 -> new Document.Numeric(BigDecimal.valueOf(random.nextInt()));
            case 2 -> new Document.Text(TEXT);
            case 3 -> new Document.Text("");
            case 4 -> new Document.Array(List.of(document(depth + 1), document(depth + 1)));
            default -> new Document.Members(Map.of("a", document(depth + 1), "", document(depth + 1)));
        };
    }
}
