package gatehouse.wire.encoding;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Flag;
import gatehouse.wire.shape.ServiceModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Takes `Content-Encoding: gzip` off the requests of operations that take it. Signatures and checksums are of
/// the compressed bytes and come first.
///
/// Source: https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
public final class GzipBody {
    /// The largest body that comes out, whatever went in.
    public static final long DECODED_BYTES_MAX = 64L << 20;

    private GzipBody() {}

    /// The request as if it had not been compressed; itself where it is not, or the operation does not take it.
    /// Where the body arrives as a stream, that ends with a [RejectedBodyException] where it is broken or too
    /// large.
    ///
    /// @throws gatehouse.wire.shape.ServiceException where a body that is here is broken or too large
    public static HttpRequest decoded(HttpRequest request, Operation<?, ?> operation) {
        return operation.has(Flag.GZIP) && isGzip(request.headers()) ? decoded(request) : request;
    }

    /// As [#decoded], for a form, in which the operation's name is compressed too: where any of the service's takes it.
    public static HttpRequest decodedForm(HttpRequest request, ServiceModel service) {
        return isGzip(request.headers()) && service.operations().stream().anyMatch(each -> each.has(Flag.GZIP))
                ? decoded(request)
                : request;
    }

    static HttpRequest decoded(HttpRequest request) {
        InputStream stream = request.stream();
        if (stream != null) {
            return request.with(without(request.headers()).build(), new GunzipInput(stream, DECODED_BYTES_MAX));
        }
        try (GunzipInput in = new GunzipInput(new ByteArrayInputStream(request.body()), DECODED_BYTES_MAX)) {
            byte[] body = in.readAllBytes();
            return request.with(
                    without(request.headers())
                            .add("content-length", Integer.toString(body.length))
                            .build(),
                    body);
        } catch (RejectedBodyException e) {
            throw e.answer();
        } catch (IOException e) {
            throw new UncheckedIOException("an array can be read", e);
        }
    }

    private static boolean isGzip(Headers headers) {
        String encoding = headers.first("content-encoding");
        return encoding != null && encoding.strip().toLowerCase(Locale.ROOT).equals("gzip");
    }

    private static Headers.Builder without(Headers headers) {
        Headers.Builder others = new Headers.Builder();
        for (int i = 0; i < headers.size(); i++) {
            if (!headers.name(i).equals("content-encoding") && !headers.name(i).equals("content-length")) {
                others.add(headers.name(i), headers.value(i));
            }
        }
        return others;
    }
}
