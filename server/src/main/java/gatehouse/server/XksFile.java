package gatehouse.server;

import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.server.tls.OutboundTls;
import gatehouse.server.tls.TlsSetting.PemFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The file in which an operator names the external key store proxies that KMS may call, and how it trusts them and
/// shows itself: Java properties. `docs/external-key-stores.md` shows one.
public final class XksFile {
    private static final Set<String> MEMBERS = Set.of("proxies", "authorities", "certificate", "key", "timeout-millis");

    private static final Pattern PROXY =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)*)(?::([0-9]{1,5}))?");

    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int HTTPS_PORT = 443;
    private static final int PORT_MAX = 65_535;

    private final PropertiesFile file;

    private XksFile(PropertiesFile file) {
        this.file = file;
    }

    /// What a file says.
    ///
    /// @throws StartException where it, or a file that it names, cannot be read or understood, with what to do
    public static XksSettings read(Path file) {
        return new XksFile(PropertiesFile.read(file, "--xks")).settings();
    }

    private XksSettings settings() {
        for (String property : file.names()) {
            if (!MEMBERS.contains(property)) {
                throw file.wrong(property + " is none of proxies, authorities, certificate, key and timeout-millis");
            }
        }
        return new XksSettings(proxies(), tls(), timeout());
    }

    private Map<String, Integer> proxies() {
        String all = file.optional("proxies");
        if (all == null) {
            throw file.wrong("proxies is missing");
        }
        Map<String, Integer> ports = new HashMap<>();
        for (String each : all.split(",", -1)) {
            Matcher matcher = PROXY.matcher(each.strip());
            if (!matcher.matches()) {
                throw file.wrong(
                        "proxies is not a list of HOST or HOST:PORT, such as \"xks.example.com, other.example.com:8443\"");
            }
            int port = matcher.group(2) == null ? HTTPS_PORT : Integer.parseInt(matcher.group(2));
            if (port == 0 || port > PORT_MAX) {
                throw file.wrong("the port of " + each.strip() + " is none");
            }
            if (ports.put(matcher.group(1).toLowerCase(Locale.ROOT), port) != null) {
                throw file.wrong("the proxy " + matcher.group(1) + " is there twice");
            }
        }
        return ports;
    }

    private @Nullable SSLContext tls() {
        Path authorities = path("authorities");
        Path certificate = path("certificate");
        Path key = path("key");
        if ((certificate == null) != (key == null)) {
            throw file.wrong("certificate and key must be given together");
        }
        PemFiles own = certificate == null || key == null ? null : new PemFiles(certificate, key);
        return authorities == null && own == null ? null : OutboundTls.of(authorities, own);
    }

    private Duration timeout() {
        String millis = file.optional("timeout-millis");
        if (millis == null) {
            return XksSettings.TIMEOUT;
        }
        if (!MILLIS.matcher(millis).matches()) {
            throw file.wrong("timeout-millis is not a number from 1 to 99999");
        }
        return Duration.ofMillis(Integer.parseInt(millis));
    }

    /// Relative to the folder of the file.
    private @Nullable Path path(String member) {
        String given = file.optional(member);
        return given == null ? null : file.resolve(given);
    }
}
