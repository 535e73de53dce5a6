package gatehouse.gateway.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/// Connections that are cut off when they are idle for too long. The HTTP server itself only asks them to end, which
/// one that waits for the rest of a header or body never hears.
record TimedConnections(ServerConnectionSelector selector, Duration idleMax) implements ServerConnectionSelector {
    @Override
    public int bytesToIdentifyConnection() {
        return selector.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return selector.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return selector.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Timed(selector.connection(context), context.serverSocket(), idleMax);
    }

    private record Timed(ServerConnection connection, HelidonSocket socket, Duration idleMax)
            implements ServerConnection {
        @Override
        public void handle(Limit limit) throws InterruptedException {
            connection.handle(limit);
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            boolean late = idleTime().compareTo(idleMax) > 0;
            connection.close(interrupt);
            if (late) {
                socket.close();
            }
        }
    }
}
