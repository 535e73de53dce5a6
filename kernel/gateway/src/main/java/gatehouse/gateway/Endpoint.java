package gatehouse.gateway;

import gatehouse.policy.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a request's `Host` says of service and region, in AWS's own style (`kms.us-east-1.amazonaws.com`,
/// `iam.amazonaws.com`, `kms-fips.us-east-1.api.aws`, a VPC endpoint's name) or under a name that leads to this server
/// (`kms.us-east-1.gatehouse.local`, `kms.localhost.localstack.cloud`). `service` is empty and `region` null where it
/// does not tell, as with `localhost` or an address.
///
/// Source: https://docs.aws.amazon.com/general/latest/gr/rande.html
record Endpoint(String service, @Nullable Region region) {
    static final Endpoint UNKNOWN = new Endpoint("", null);

    private static final List<String> DOMAINS = List.of(
            ".amazonaws.com",
            ".amazonaws.com.cn",
            ".api.aws",
            ".gatehouse.local",
            ".localhost.gatehouse.local",
            ".localhost.localstack.cloud");

    static Endpoint of(@Nullable String host) {
        if (host == null || host.length() < 4 || isDigit(host.charAt(0)) || host.startsWith("localhost:")) {
            return UNKNOWN;
        }
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        return DOMAINS.stream()
                .filter(name::endsWith)
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(domain -> ofLabels(name.substring(0, name.length() - domain.length())))
                .orElse(UNKNOWN);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Endpoint ofLabels(String labels) {
        List<String> parts = new ArrayList<>(Arrays.asList(labels.split("\\.", -1)));
        parts.removeIf(label -> label.equals("vpce") || label.equals("dualstack"));
        Region region = parts.isEmpty() ? null : Regions.find(parts.getLast());
        if (region != null) {
            parts.removeLast();
        }
        String service = String.join(".", parts);
        return new Endpoint(
                service.endsWith("-fips") ? service.substring(0, service.length() - "-fips".length()) : service,
                region);
    }

    /// Whether the host is that of the service with this endpoint prefix: its name, or one with an operation's or a
    /// bucket's label before it (`data.iot`, `123456789012.s3-control`, `vpce-1a2b.kms`).
    boolean isOf(String endpointPrefix) {
        return service.equals(endpointPrefix)
                || (service.length() > endpointPrefix.length()
                        && service.endsWith(endpointPrefix)
                        && isSeparator(service.charAt(service.length() - endpointPrefix.length() - 1)));
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '-';
    }
}
