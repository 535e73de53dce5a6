package gatehouse.gateway;

import gatehouse.crypto.Entropy;
import gatehouse.store.Store;
import java.time.InstantSource;

/// What the gateway is made of. `clock` is the services' time, which an ephemeral server can advance; `wallClock`
/// is real time, by which signatures are judged. `diskReserveBytes` is the free space below which only reads and
/// deletions are served.
public record GatewayParts(
        Store store,
        Identities identities,
        Entropy entropy,
        InstantSource clock,
        InstantSource wallClock,
        SecurityLog securityLog,
        long diskReserveBytes) {}
