package gatehouse.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Keeps what is PUT, with its `x-amz-meta-` headers, and gives it back: as much of S3 as a client needs that encrypts
/// for itself.
final class ObjectShelf implements AutoCloseable {
    private static final String METADATA = "x-amz-meta-";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Shelved> objects = new ConcurrentHashMap<>();

    private record Shelved(byte[] body, Map<String, List<String>> metadata) {}

    ObjectShelf() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::serve);
        http.setExecutor(threads);
        http.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("ETag", "\"shelved\"");
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    objects.put(path, new Shelved(exchange.getRequestBody().readAllBytes(), metadata(exchange)));
                    exchange.sendResponseHeaders(200, -1);
                }
                case "GET" -> give(exchange, objects.get(path));
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private static void give(HttpExchange exchange, @Nullable Shelved object) throws IOException {
        if (object == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().putAll(object.metadata());
        exchange.sendResponseHeaders(200, object.body().length);
        exchange.getResponseBody().write(object.body());
    }

    private static Map<String, List<String>> metadata(HttpExchange exchange) {
        Map<String, List<String>> metadata = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(METADATA)) {
                metadata.put(name, values);
            }
        });
        return metadata;
    }
}
