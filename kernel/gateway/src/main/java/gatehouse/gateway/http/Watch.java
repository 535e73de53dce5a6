package gatehouse.gateway.http;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.Request;

/// Cuts off connections whose clients keep the server waiting for too long. The HTTP server itself only sees silence:
/// it waits for ever where a byte comes now and then.
final class Watch implements Connection.Listener, AutoCloseable {
    private final long idleNanos;
    private final long handshakeNanos;
    private final long periodMillis;
    private final Map<Connection, Waiting> connections = new ConcurrentHashMap<>();
    private final Set<Waiting> answers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    Watch(HttpLimits limits) {
        this.idleNanos = limits.idle().toNanos();
        this.handshakeNanos = limits.handshake().toNanos();
        this.periodMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(Math.min(idleNanos, handshakeNanos)) / 4);
    }

    void start() {
        Thread.ofVirtual().name("http-watch").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(periodMillis, TimeUnit.MILLISECONDS)) {
                connections.values().forEach(Waiting::cutIfOver);
                answers.forEach(Waiting::cutIfOver);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (closed.getCount() == 0) {
            // The server is stopping, and no longer looks for connections that do nothing.
            connection.getEndPoint().close();
            return;
        }
        switch (connection) {
            case SslConnection tls -> wait(tls, handshakeNanos);
            case NegotiatingServerConnection _ -> {
                // Still the handshake.
            }
            default -> {
                if (connection.getEndPoint() instanceof SslEndPoint secured) {
                    Waiting handshake = connections.get(secured.getSslConnection());
                    if (handshake != null) {
                        handshake.pause();
                    }
                }
                wait(connection, idleNanos);
            }
        }
    }

    private void wait(Connection connection, long nanos) {
        Waiting waiting = new Waiting(connection.getEndPoint(), nanos);
        waiting.start();
        connections.put(connection, waiting);
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    /// A request's head is here: its connection is not waited for until [#end].
    Waiting begin(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Waiting waiting = connections.get(connection);
        if (waiting == null) {
            // The connection is closing.
            return new Waiting(connection.getEndPoint(), idleNanos);
        }
        waiting.begin();
        return waiting;
    }

    /// The client is to take an answer from now on, until [#taken].
    Waiting answering(Waiting connection) {
        Waiting answer = new Waiting(connection.endPoint(), idleNanos + idleNanos / 4);
        answer.start();
        answers.add(answer);
        return answer;
    }

    void taken(Waiting answer) {
        answers.remove(answer);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
