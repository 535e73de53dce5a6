package gatehouse.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful.Shutdown;

/// Lets a server that stops wait for the requests under way, and still serves those that come on open connections,
/// whose last answer that is. Jetty's own handler refuses them by a 503 that no protocol of AWS's has written.
final class Draining extends Handler.Wrapper {
    private final AtomicInteger underWay = new AtomicInteger();
    private final Shutdown shutdown = new Shutdown(this) {
        @Override
        public boolean isShutdownDone() {
            return underWay.get() == 0;
        }
    };

    Draining(Handler handler) {
        super(handler);
        // Jetty asks every bean of this kind whether it is done.
        addBean(shutdown);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        underWay.incrementAndGet();
        return super.handle(request, response, Callback.from(callback, this::ended));
    }

    private void ended() {
        if (underWay.decrementAndGet() == 0 && shutdown.isShutdown()) {
            shutdown.check();
        }
    }
}
