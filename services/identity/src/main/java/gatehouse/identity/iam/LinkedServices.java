package gatehouse.identity.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The services that have service-linked roles, as far as they are here: `service-linked-roles.tsv` has a line for
/// each, with its principal, its role, the role's policy, and `suffix` where the role's name may have one.
///
/// Source: each service's own page, listed under
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
final class LinkedServices {
    private final Map<String, LinkedService> byPrincipal;

    private LinkedServices(Map<String, LinkedService> byPrincipal) {
        this.byPrincipal = byPrincipal;
    }

    /// Reads the list.
    static LinkedServices load() {
        try (InputStream in = LinkedServices.class.getResourceAsStream("service-linked-roles.tsv")) {
            if (in == null) {
                throw new IllegalStateException("no list of service-linked roles");
            }
            return new LinkedServices(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(LinkedServices::service)
                    .collect(Collectors.toUnmodifiableMap(LinkedService::principal, Function.identity())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LinkedService service(String line) {
        String[] columns = line.split("\t", -1);
        return new LinkedService(columns[0], columns[1], columns[2], columns[3].equals("suffix"));
    }

    /// The service of that principal, told apart by case; null where it has no such role.
    @Nullable
    LinkedService get(String principal) {
        return byPrincipal.get(principal);
    }

    Collection<LinkedService> all() {
        return byPrincipal.values();
    }
}
