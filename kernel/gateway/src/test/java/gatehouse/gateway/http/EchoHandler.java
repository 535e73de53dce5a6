package gatehouse.gateway.http;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// Answers that show what arrived, by path: `/echo` the body, `/head` the request line and headers, `/stream` how many
/// bytes came as a stream, `/unread` without reading the stream, `/make/N` N bytes as a stream, `/make-long/N` the same
/// with their length, `/break/N` a stream that fails behind N bytes, `/wait` once it is told to.
final class EchoHandler implements HttpHandler {
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public HttpResponse handle(HttpRequest request) {
        String path = request.rawPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        int number = last.matches("[0-9]+") ? Integer.parseInt(last) : 0;
        return switch (path.substring(1).replaceFirst("/.*", "")) {
            case "echo" -> answer(request.body());
            case "head" -> answer(head(request).getBytes(StandardCharsets.UTF_8));
            case "stream" -> answer(Long.toString(count(request)).getBytes(StandardCharsets.UTF_8));
            case "unread" -> answer("unread".getBytes(StandardCharsets.UTF_8));
            case "make" -> new HttpResponse(200, Headers.of(), new byte[0], out -> write(out, number));
            case "make-long" ->
                new HttpResponse(
                        200,
                        Headers.of("content-length", Integer.toString(number)),
                        new byte[0],
                        out -> write(out, number));
            case "break" ->
                new HttpResponse(200, Headers.of(), new byte[0], out -> {
                    write(out, number);
                    throw new IOException("on purpose");
                });
            case "wait" -> {
                waiting.countDown();
                await();
                yield answer(new byte[0]);
            }
            default -> new HttpResponse(404, Headers.of(), new byte[0]);
        };
    }

    @Override
    public boolean takesStream(HttpRequest head) {
        return head.rawPath().equals("/stream") || head.rawPath().equals("/unread");
    }

    private void await() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse answer(byte[] body) {
        return new HttpResponse(200, Headers.of("content-type", "text/plain"), body);
    }

    private static String head(HttpRequest request) {
        StringBuilder text = new StringBuilder(request.method() + " " + request.rawPath() + " " + request.rawQuery());
        for (int i = 0; i < request.headers().size(); i++) {
            text.append('\n')
                    .append(request.headers().name(i))
                    .append(": ")
                    .append(request.headers().value(i));
        }
        return text.append("\nsecure: ").append(request.connection().secure()).toString();
    }

    private static long count(HttpRequest request) {
        InputStream stream = request.stream();
        if (stream == null) {
            return -1;
        }
        byte[] piece = new byte[8 << 10];
        long count = 0;
        try {
            for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
                count += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    private static void write(java.io.OutputStream out, int bytes) throws IOException {
        byte[] piece = "x".repeat(8 << 10).getBytes(StandardCharsets.US_ASCII);
        for (int left = bytes; left > 0; left -= piece.length) {
            out.write(piece, 0, Math.min(left, piece.length));
        }
    }
}
