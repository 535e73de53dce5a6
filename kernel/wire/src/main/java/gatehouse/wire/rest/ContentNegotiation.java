package gatehouse.wire.rest;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.rest.Bindings.Place;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Flag;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Word;
import java.util.Locale;

/// Whether a request brings, and wants, what its operation takes and answers. A body that is empty need not be said to
/// be anything.
public final class ContentNegotiation {
    /// Of a payload that may be anything.
    private static final String ANY = "*/*";

    private ContentNegotiation() {}

    /// @throws CommonException `UnsupportedMediaTypeException` or `NotAcceptableException`
    public static void check(HttpRequest request, Operation<?, ?> operation, BodyFormat format) {
        if (!operation.has(Flag.EVENTS_IN)) {
            checkContentType(request, operation, format);
        }
        if (!operation.has(Flag.EVENTS_OUT)) {
            checkAccept(request, operation, format);
        }
    }

    private static void checkContentType(HttpRequest request, Operation<?, ?> operation, BodyFormat format) {
        if (request.body().length == 0 && request.stream() == null) {
            return;
        }
        Schema input = operation.inputSchema();
        Bindings bindings = Bindings.ofInput(input);
        String given = request.headers().first("content-type");
        if (!isBodyTaken(operation, bindings)) {
            // Bytes that mean nothing are let pass where nobody says that they mean something.
            if (given != null) {
                throw unsupported();
            }
            return;
        }
        String taken = type(bindings, format);
        if (taken.equals(ANY) || isHeaderMember(bindings, "content-type")) {
            return;
        }
        if (given == null || !mediaType(given).equals(taken)) {
            throw unsupported();
        }
    }

    /// An input without any member takes a document as well: members may be added to it one day.
    private static boolean isBodyTaken(Operation<?, ?> operation, Bindings bindings) {
        boolean empty = bindings.schema().members().isEmpty() && !operation.has(Flag.NO_INPUT);
        return empty || bindings.payload() != null || !bindings.body().members().isEmpty();
    }

    private static void checkAccept(HttpRequest request, Operation<?, ?> operation, BodyFormat format) {
        String accept = request.headers().first("accept");
        if (accept == null || isHeaderMember(Bindings.ofInput(operation.inputSchema()), "accept")) {
            return;
        }
        String made = type(Bindings.ofOutput(operation.outputSchema()), format);
        if (!made.equals(ANY) && !isAccepted(made, accept)) {
            throw CommonException.sender("NotAcceptableException", 406, null);
        }
    }

    private static boolean isAccepted(String made, String accept) {
        String anyOfKind = made.substring(0, made.indexOf('/') + 1) + "*";
        for (String range : accept.split(",", -1)) {
            String each = mediaType(range);
            if (each.equals(made) || each.equals(ANY) || each.equals(anyOfKind)) {
                return true;
            }
        }
        return false;
    }

    /// What the body of a structure is.
    private static String type(Bindings bindings, BodyFormat format) {
        Member payload = bindings.payload();
        if (payload == null) {
            return format.contentType();
        }
        String modelled = payload.target().traits().word(Word.MEDIA_TYPE);
        if (modelled != null) {
            return modelled;
        }
        Kind kind = payload.target().kind();
        return kind == Kind.BLOB ? ANY : kind == Kind.STRING ? "text/plain" : format.contentType();
    }

    private static boolean isHeaderMember(Bindings bindings, String header) {
        for (Member member : bindings.schema().members()) {
            if (bindings.place(member) == Place.HEADER && bindings.name(member).equals(header)) {
                return true;
            }
        }
        return false;
    }

    /// Without parameters such as `charset`.
    private static String mediaType(String header) {
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private static CommonException unsupported() {
        return CommonException.sender("UnsupportedMediaTypeException", 415, null);
    }
}
