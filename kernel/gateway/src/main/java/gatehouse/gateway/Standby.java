package gatehouse.gateway;

import gatehouse.crypto.Entropy;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.Protocols;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.ServiceException;
import java.nio.charset.StandardCharsets;

/// What a sealed server answers: it can authenticate nobody, and runs nothing.
public final class Standby {
    private static final String UNSEAL = AdminJson.PATH_PREFIX + "unseal";
    private static final AdminJson OWN = new AdminJson(Protocols.of("json"));
    private static final Headers JSON = Headers.of("content-type", "application/json");

    private final Ids ids;

    public Standby(Entropy entropy) {
        this.ids = new Ids(entropy);
    }

    public static boolean asksHealth(HttpRequest request) {
        return Health.isAsked(request);
    }

    public static boolean asksUnseal(HttpRequest request) {
        return request.rawPath().equals(UNSEAL) && request.method().equals("POST");
    }

    /// The health of a server that serves nothing else.
    public static HttpResponse health(String word) {
        return Health.status(503, word);
    }

    /// To every other request, in its protocol.
    public HttpResponse unavailable(HttpRequest request) {
        ServiceException answer = CommonErrors.serviceUnavailable(
                "The server is sealed and serves nothing until it is unsealed: ./gatehouse unseal");
        return Router.protocolOfSigned(request).writeError(Unserved.MODEL, answer, ids.next());
    }

    public static HttpResponse unsealed() {
        return new HttpResponse(200, JSON, "{\"status\":\"ok\"}\n".getBytes(StandardCharsets.UTF_8));
    }

    /// An unsealing that was refused.
    public HttpResponse refusal(int status, String code, String message) {
        Fault fault = status >= 500 ? Fault.RECEIVER : Fault.SENDER;
        return OWN.writeError(
                Unserved.MODEL, new CommonException(new ErrorInfo(code, code, status, fault), message), ids.next());
    }
}
