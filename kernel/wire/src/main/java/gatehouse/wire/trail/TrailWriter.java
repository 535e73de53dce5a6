package gatehouse.wire.trail;

import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.buffer.JsonName;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes a shape as CloudTrail's `requestParameters` and `responseElements` show it: names with a small first
/// letter, times in words, and nothing secret. Blobs and members that the model calls sensitive are left out;
/// [TrailRules] add to that.
///
/// One writer may be used for many shapes, one after the other.
public final class TrailWriter implements ShapeWriter {
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

    /// Members are few and come with every record, so what there is to know of them is worked out once.
    private static final ConcurrentHashMap<Member, Known> KNOWN = new ConcurrentHashMap<>();

    private final JsonBuffer json;
    private final TrailRules rules;
    private Place place = Place.TOP;

    /// A member's name in records, and whether it is left out of them.
    private record Known(JsonName name, boolean secret) {}

    /// Within which member the writer is, and whether values there bring a name.
    private record Place(@Nullable Place outer, String member, boolean named) {
        static final Place TOP = new Place(null, "", true);

        /// Within that member, or within an element: elements add nothing to a path.
        Place into(Member value, boolean names) {
            return named ? new Place(this, known(value).name().text(), names) : new Place(outer, member, names);
        }

        String path(String last) {
            return outer == null ? last : outer.path(member) + "." + last;
        }
    }

    public TrailWriter(JsonBuffer json, TrailRules rules) {
        this.json = json;
        this.rules = rules;
    }

    /// Writes the shape as a JSON object, or `null` where nothing of it is to be seen.
    public void write(Shape shape) {
        int start = json.position();
        json.startObject();
        int empty = json.position();
        shape.writeMembers(this);
        if (json.position() == empty) {
            json.rewind(start).nullValue();
        } else {
            json.endObject();
        }
    }

    private static Known known(Member member) {
        Known known = KNOWN.get(member);
        return known != null ? known : KNOWN.computeIfAbsent(member, TrailWriter::learn);
    }

    private static Known learn(Member member) {
        return new Known(JsonName.of(lowerFirst(member.name())), isSecret(member));
    }

    /// `KeyId` is `keyId`, `SSEKMSKeyId` is `sSEKMSKeyId`. KMS's `AWSAccountId` stays as it is.
    private static String lowerFirst(String name) {
        return name.equals("AWSAccountId") ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        if (begin(member, value) && value != null) {
            Place outer = place;
            place = outer.into(member, true);
            json.startObject();
            value.writeMembers(this);
            json.endObject();
            place = outer;
        }
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (begin(member, value) && value != null) {
            json.string(value);
        }
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        if (begin(member, value) && value != null) {
            json.bool(value);
        }
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        if (begin(member, value) && value != null) {
            json.number(value.longValue());
        }
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        if (begin(member, value) && value != null) {
            json.number(value.longValue());
        }
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        if (begin(member, value) && value != null) {
            json.number(value.floatValue());
        }
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        if (begin(member, value) && value != null) {
            json.number(value.doubleValue());
        }
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        if (begin(member, value) && value != null) {
            json.raw(value.toString());
        }
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        if (begin(member, value) && value != null) {
            json.number(value);
        }
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        if (begin(member, value) && value != null) {
            json.string(TrailTime.format(value));
        }
    }

    /// Never recorded: what is in blobs is content, not a parameter. Only a rule may show that there was one.
    @Override
    public void blob(Member member, @Nullable Blob value) {
        if (value != null && place.named() && isHidden(known(member))) {
            json.name(known(member).name()).string(HIDDEN);
        }
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        if (begin(member, value) && value != null) {
            json.document(value);
        }
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        if (begin(member, values) && values != null) {
            Place outer = place;
            place = outer.into(member, false);
            Member each = member.target().element();
            json.startArray();
            values.forEach(value -> element.write(this, each, value));
            json.endArray();
            place = outer;
        }
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
        if (begin(member, values) && values != null) {
            Place outer = place;
            place = outer.into(member, false);
            Member each = member.target().value();
            json.startObject();
            values.forEach((key, entry) -> {
                json.name(key);
                value.write(this, each, entry);
            });
            json.endObject();
            place = outer;
        }
    }

    /// Writes the member's name and says whether its value is to follow.
    private boolean begin(Member member, @Nullable Object value) {
        if (!place.named()) {
            if (value == null) {
                json.nullValue();
            }
            return value != null;
        }
        if (value == null) {
            return false;
        }
        Known known = known(member);
        if (isHidden(known)) {
            json.name(known.name()).string(HIDDEN);
            return false;
        }
        if (known.secret() || isOmitted(known)) {
            return false;
        }
        json.name(known.name());
        return true;
    }

    /// Sensitive members, blobs, and collections of either.
    private static boolean isSecret(Member member) {
        if (member.traits().has(Flag.SENSITIVE) || member.target().traits().has(Flag.SENSITIVE)) {
            return true;
        }
        return switch (member.target().kind()) {
            case BLOB -> true;
            case LIST -> isSecret(member.target().element());
            case MAP ->
                isSecret(member.target().key()) || isSecret(member.target().value());
            case STRUCTURE, UNION, STRING, BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE -> false;
            case BIG_INTEGER, BIG_DECIMAL, TIMESTAMP, DOCUMENT -> false;
        };
    }

    private boolean isHidden(Known member) {
        String name = member.name().text();
        return rules.mayApplyTo(name) && rules.hides(place.path(name));
    }

    private boolean isOmitted(Known member) {
        String name = member.name().text();
        return rules.mayApplyTo(name) && rules.omits(place.path(name));
    }
}
