package gatehouse.keys.kms.xks;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What the operator decides about external key store proxies. `ports` are those of the hosts that may be called, by
/// their names in lower case; `tls` is what to trust and to present, null for what Java trusts and nothing; `timeout`
/// is one request's.
public record XksSettings(
        Map<String, Integer> ports, @Nullable SSLContext tls, Duration timeout) {
    /// As long as AWS waits.
    public static final Duration TIMEOUT = Duration.ofMillis(250);

    /// No proxy may be called.
    public static final XksSettings NONE = new XksSettings(Map.of(), null, TIMEOUT);

    private static final int HTTPS_PORT = 443;

    public XksSettings {
        ports = Map.copyOf(ports);
    }

    /// Whether the host of an endpoint (`https://xks.example.com`) may be called.
    public boolean permits(String endpoint) {
        return ports.containsKey(host(endpoint));
    }

    /// Host and port as a request's `Host` has them.
    String authority(String endpoint) {
        String host = host(endpoint);
        int port = ports.getOrDefault(host, HTTPS_PORT);
        return port == HTTPS_PORT ? host : host + ":" + port;
    }

    private static String host(String endpoint) {
        String host = URI.create(endpoint).getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
