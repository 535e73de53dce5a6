package gatehouse.gateway.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers what never became a request: with its status alone, and without a word in the log, so that nobody can fill
/// it. The connection is closed, since nobody knows where the next request would begin.
final class Refusals implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
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
