package gatehouse.server.tls;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/// The names under which the server's own certificates serve it: this machine, the operator's names, and those of AWS
/// and of local AWS tools, whose subdomains name services, regions, accounts and buckets.
final class ServedNames {
    private static final List<String> DOMAINS = List.of(
            "localhost",
            "gatehouse.local",
            "localhost.localstack.cloud",
            "amazonaws.com",
            "amazonaws.com.cn",
            "api.aws",
            "on.aws");

    private static final int NAME_CHARACTERS_MAX = 253;
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final String host;
    private final List<String> moreNames;

    ServedNames(String host, List<String> moreNames) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.moreNames = moreNames.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /// Whether a client that asks for that name (in lower case) may get a certificate for it.
    boolean covers(String name) {
        if (name.length() > NAME_CHARACTERS_MAX || !NAME.matcher(name).matches()) {
            return false;
        }
        boolean ofOneLabel = name.indexOf('.') < 0;
        return ofOneLabel
                || name.equals(host)
                || moreNames.stream().anyMatch(each -> matches(each, name))
                || DOMAINS.stream().anyMatch(each -> name.equals(each) || name.endsWith("." + each));
    }

    /// A name, or any name of one label more than a name behind `*.`.
    static boolean matches(String pattern, String name) {
        return pattern.startsWith("*.")
                ? name.indexOf('.') > 0 && name.substring(name.indexOf('.')).equals(pattern.substring(1))
                : pattern.equals(name);
    }

    /// The names of the certificate for clients that ask for none, as those that connect to an address do.
    List<GeneralName> ofDefault() {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        if (isAnyAddress(host)) {
            names.addAll(addresses());
        } else {
            names.add(host);
        }
        names.addAll(moreNames);
        for (String domain : DOMAINS) {
            names.add("*." + domain);
        }
        List<GeneralName> general = new ArrayList<>();
        for (String name : names) {
            boolean address = ADDRESS.matcher(name).matches();
            general.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return general;
    }

    private static boolean isAnyAddress(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("0:0:0:0:0:0:0:0");
    }

    private static List<String> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(ServedNames::withoutZone)
                    .toList();
        } catch (SocketException _) {
            return List.of();
        }
    }

    private static String withoutZone(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has the length of an address", e);
        }
    }
}
