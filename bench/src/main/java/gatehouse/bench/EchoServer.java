package gatehouse.bench;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.gateway.http.HttpServer;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Reads requests on Gatehouse's own HTTP server and answers with as many bytes as it is told: what HTTP costs.
final class EchoServer {
    private EchoServer() {}

    static void run(List<String> options) throws InterruptedException {
        byte[] body = new byte[Integer.parseInt(options.getFirst())];
        Arrays.fill(body, (byte) 'x');
        Headers headers = Headers.of(
                "content-type",
                "application/x-amz-json-1.1",
                "x-amzn-requestid",
                "00000000-0000-4000-8000-000000000000");
        HttpServer server =
                new HttpServer("127.0.0.1", 0, HttpLimits.DEFAULT, request -> new HttpResponse(200, headers, body));
        server.start();
        System.out.println("  endpoint          http://127.0.0.1:" + server.port());
        new CountDownLatch(1).await();
    }
}
