package gatehouse.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection on which a test sends whatever it likes.
final class RawConnection implements AutoCloseable {
    static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final Socket socket;

    RawConnection(URI endpoint) throws IOException {
        socket = new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort());
        socket.setSoTimeout((int) ANSWER_MAX.toMillis());
        socket.setTcpNoDelay(true);
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends until so many bytes are sent or the server takes no more; returns how many it took.
    long sendUpTo(long bytesMax, byte[] piece) {
        long sent = 0;
        try {
            while (sent < bytesMax) {
                send(piece);
                sent += piece.length;
            }
        } catch (IOException _) {
            // The server has closed the connection: what the caller looks for.
        }
        return sent;
    }

    RawConnection endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// The status of the next answer; 0 where the connection ends without one.
    int status() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.isEmpty() ? 0 : Integer.parseInt(line.substring(9, 12));
    }

    /// Whether the server ends the connection within that time, whatever it says before.
    boolean endsWithin(Duration bound) throws IOException {
        socket.setSoTimeout((int) bound.toMillis());
        try {
            while (socket.getInputStream().read() >= 0) {
                // What it says does not matter.
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            // A reset ends it, too.
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
