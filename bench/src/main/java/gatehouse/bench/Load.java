package gatehouse.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Sends requests over a fixed number of connections, each waiting for its answer before the next request, until
/// it is told to stop. Every request is another one.
final class Load implements AutoCloseable {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final URI endpoint;
    private final Requests requests;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    private volatile String firstRefusal = "";

    Load(URI endpoint, Requests requests, int connections) {
        this.endpoint = endpoint;
        this.requests = requests;
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().name("load-" + i).start(this::run));
        }
    }

    /// A sequence of different requests; `write` gives the bytes of request `index`.
    interface Requests {
        byte[] bytes(long index);
    }

    /// Requests answered per second over a time.
    double throughput(Duration over) throws InterruptedException {
        long before = answered.get();
        long start = System.nanoTime();
        Thread.sleep(over);
        return (answered.get() - before) * 1e9 / (System.nanoTime() - start);
    }

    long answered() {
        return answered.get();
    }

    /// What went wrong, or an empty string.
    String refusals() {
        return refused.get() == 0 ? "" : refused.get() + " refused, the first with " + firstRefusal;
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] buffer = new byte[16 << 10];
            while (!stopping) {
                out.write(requests.bytes(next.getAndIncrement()));
                int size = answer(in, buffer);
                answered.incrementAndGet();
                if (buffer[9] != '2') {
                    refused.incrementAndGet();
                    firstRefusal = new String(buffer, 0, size, StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads one answer whole into the buffer; returns its size.
    private static int answer(DataInputStream in, byte[] buffer) throws IOException {
        int size = 0;
        int end = -1;
        while (end < 0) {
            int read = in.read(buffer, size, buffer.length - size);
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            size += read;
            end = headersEnd(buffer, size);
        }
        int whole = end + contentLength(buffer, end);
        if (whole > size) {
            in.readFully(buffer, size, whole - size);
        }
        return whole;
    }

    private static int headersEnd(byte[] buffer, int size) {
        for (int i = 3; i < size; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] buffer, int end) {
        for (int line = 0; line < end - LENGTH.length; line++) {
            if ((line == 0 || buffer[line - 1] == '\n') && startsWith(buffer, line)) {
                int length = 0;
                for (int i = line + LENGTH.length; buffer[i] != '\r'; i++) {
                    if (buffer[i] != ' ') {
                        length = length * 10 + buffer[i] - '0';
                    }
                }
                return length;
            }
        }
        return 0;
    }

    private static boolean startsWith(byte[] buffer, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((buffer[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
