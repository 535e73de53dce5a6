package gatehouse.server;

import gatehouse.model.gatehouse.Gatehouse;
import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Lets an ephemeral server's requests pass together, and a reset alone: nobody meets a server that is half new, and
/// has not got its root credentials back yet.
final class ResetGate implements HttpHandler {
    private final HttpHandler inside;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    ResetGate(HttpHandler inside) {
        this.inside = inside;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        boolean alone = request.rawPath().equals(Gatehouse.RESET.http().requestUri());
        Lock own = alone ? lock.writeLock() : lock.readLock();
        own.lock();
        try {
            return inside.handle(request);
        } finally {
            own.unlock();
        }
    }

    @Override
    public boolean takesStream(HttpRequest head) {
        return inside.takesStream(head);
    }

    @Override
    public int bodyBytesMax(HttpRequest head) {
        return inside.bodyBytesMax(head);
    }
}
