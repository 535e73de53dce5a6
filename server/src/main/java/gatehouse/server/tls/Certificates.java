package gatehouse.server.tls;

import gatehouse.crypto.Sealer;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server's certificates. For any thread.
interface Certificates {
    /// The identity for the server name that a client asks for, in lower case; null where it asks for none.
    ServerIdentity of(@Nullable String serverName);

    /// Renews what ends soon, or takes up what the operator has renewed.
    void refresh();

    /// Takes up what can be had with that sealer, after the server was unsealed.
    void unsealed(Sealer sealer) throws IOException;

    /// Lets go of every secret that is stored sealed; what was issued is shown on.
    void sealed();

    /// What a client must trust to trust this server.
    List<X509Certificate> anchors();
}
