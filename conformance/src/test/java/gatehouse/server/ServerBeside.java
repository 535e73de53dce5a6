package gatehouse.server;

import gatehouse.gateway.Service;
import gatehouse.store.StoreSettings;
import java.io.IOException;
import java.util.List;

/// A server with services of the tests beside its own, in the place of those that are not built yet.
public final class ServerBeside {
    private ServerBeside() {}

    public static GatehouseServer start(ServerSettings settings, List<Service> beside) throws IOException {
        return GatehouseServer.start(settings, StoreSettings.temporary(), beside);
    }
}
