package gatehouse.wire.rest;

import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Where in an HTTP message each member of a structure stands. Made once for each structure.
final class Bindings {
    private static final ConcurrentHashMap<Schema, Bindings> OF_INPUTS = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<Schema, Bindings> OF_OUTPUTS = new ConcurrentHashMap<>();

    private final Schema schema;
    private final Place[] places;
    private final String[] names;
    private final Schema body;
    private final @Nullable Member payload;

    private Bindings(Schema schema, Place[] places) {
        this.schema = schema;
        this.places = places;
        this.names = new String[places.length];
        List<Member> inBody = new ArrayList<>();
        Member ofPayload = null;
        for (Member member : schema.members()) {
            Place place = places[member.index()];
            boolean header = place == Place.HEADER || place == Place.PREFIX_HEADERS;
            names[member.index()] = header ? prefixOrName(member).toLowerCase(Locale.ROOT) : member.wireName();
            if (place == Place.PAYLOAD) {
                ofPayload = member;
            } else if (place == Place.BODY) {
                inBody.add(member);
            }
        }
        this.payload = ofPayload;
        this.body = inBody.size() == places.length
                ? schema
                : Schema.structure(schema.name(), schema.kind(), schema.traits(), inBody.toArray(Member[]::new));
    }

    /// A prefix may be empty, which is no member's name.
    private static String prefixOrName(Member member) {
        String name = member.traits().word(Word.LOCATION_NAME);
        return name != null ? name : isPrefix(member) ? "" : member.name();
    }

    private static boolean isPrefix(Member member) {
        return "headers".equals(member.traits().word(Word.LOCATION));
    }

    /// Where a member can stand.
    enum Place {
        LABEL,
        QUERY,
        QUERY_MAP,
        HEADER,
        PREFIX_HEADERS,
        STATUS,
        PAYLOAD,
        BODY
    }

    /// Of an operation's input.
    static Bindings ofInput(Schema schema) {
        Bindings known = OF_INPUTS.get(schema);
        return known != null ? known : OF_INPUTS.computeIfAbsent(schema, Bindings::input);
    }

    /// Of an operation's output, or an error.
    static Bindings ofOutput(Schema schema) {
        Bindings known = OF_OUTPUTS.get(schema);
        return known != null ? known : OF_OUTPUTS.computeIfAbsent(schema, Bindings::output);
    }

    private static Bindings input(Schema schema) {
        return new Bindings(
                schema, schema.members().stream().map(Bindings::placeInInput).toArray(Place[]::new));
    }

    private static Bindings output(Schema schema) {
        return new Bindings(
                schema, schema.members().stream().map(Bindings::placeInOutput).toArray(Place[]::new));
    }

    private static Place placeInInput(Member member) {
        return switch (member.traits().word(Word.LOCATION)) {
            case "uri" -> Place.LABEL;
            case "querystring" -> member.target().kind() == Kind.MAP ? Place.QUERY_MAP : Place.QUERY;
            case "header" -> Place.HEADER;
            case "headers" -> Place.PREFIX_HEADERS;
            case null, default -> isPayload(member) ? Place.PAYLOAD : Place.BODY;
        };
    }

    private static Place placeInOutput(Member member) {
        return switch (member.traits().word(Word.LOCATION)) {
            case "statusCode" -> Place.STATUS;
            case "header" -> Place.HEADER;
            case "headers" -> Place.PREFIX_HEADERS;
            case null, default -> isPayload(member) ? Place.PAYLOAD : Place.BODY;
        };
    }

    private static boolean isPayload(Member member) {
        return member.traits().has(Flag.PAYLOAD);
    }

    Place place(Member member) {
        return places[member.index()];
    }

    /// The label, parameter, header or prefix of headers; those of headers are in lower case.
    String name(Member member) {
        return names[member.index()];
    }

    Schema schema() {
        return schema;
    }

    /// The structure of the members that stand in the body.
    Schema body() {
        return body;
    }

    /// The member that is the whole body, or null.
    @Nullable
    Member payload() {
        return payload;
    }
}
