package gatehouse.gateway.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers what never became a request: with its status alone, and without a word in the log, so that nobody can fill
/// it. The connection is closed, since nobody knows where the next request would begin.
final class Refusals implements Request.Handler {
    private static final int BAD_REQUEST = 400;
    private static final int HEADERS_TOO_LARGE = 431;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (response.getStatus() == HEADERS_TOO_LARGE) {
            response.setStatus(BAD_REQUEST); // As AWS has it (S3: RequestHeaderSectionTooLarge).
        }
        refuse(request, response, callback);
        return true;
    }

    /// Answers with the status that the response has.
    static void refuse(Request request, Response response, Callback callback) {
        if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, null, callback);
    }
}
