package gatehouse.identity.iam;

import gatehouse.identity.iam.ManagedPolicy.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The policies that AWS itself manages, as far as they are here: read-only, the same in every account,
/// each with the version that was AWS's default. `managed/policies.tsv` lists them; a document is read
/// when it is first asked for. The documents grant what AWS documents; descriptions and unique ids are
/// our own.
///
/// Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
public final class AwsManagedPolicies {
    /// Stands where a customer's policy has its account: `arn:aws:iam::aws:policy/…`.
    public static final String ACCOUNT = "aws";

    private final Map<String, Entry> byArn;
    private final Map<String, ManagedPolicy> read = new ConcurrentHashMap<>();

    private AwsManagedPolicies(List<Entry> entries) {
        this.byArn = entries.stream().collect(Collectors.toUnmodifiableMap(Entry::arn, Function.identity()));
    }

    /// Reads the list.
    public static AwsManagedPolicies load() {
        return new AwsManagedPolicies(
                resource("policies.tsv").lines().map(Entry::of).toList());
    }

    /// The policy with that ARN, or null.
    public @Nullable ManagedPolicy get(String arn) {
        Entry entry = byArn.get(arn);
        return entry == null ? null : read.computeIfAbsent(arn, _ -> entry.policy());
    }

    /// All of them, by name, whatever its case: as the store sorts names.
    public List<ManagedPolicy> all() {
        return byArn.keySet().stream()
                .map(arn -> Objects.requireNonNull(get(arn)))
                .sorted(Comparator.comparing(ManagedPolicy::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = AwsManagedPolicies.class.getResourceAsStream("managed/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(String name) {
        try {
            return UniqueId.POLICY.from(
                    MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// A line of the list.
    private record Entry(
            String name, String path, String versionId, Instant created, Instant updated, String description) {
        static Entry of(String line) {
            String[] columns = line.split("\t", -1);
            return new Entry(
                    columns[0],
                    columns[1],
                    columns[2],
                    Instant.parse(columns[3]),
                    Instant.parse(columns[4]),
                    columns[5]);
        }

        String arn() {
            return "arn:aws:iam::" + ACCOUNT + ":policy" + path + name;
        }

        ManagedPolicy policy() {
            Version version = new Version(versionId, resource(name + ".json"), updated);
            int number = Integer.parseInt(versionId.substring(1));
            return new ManagedPolicy(
                    ACCOUNT,
                    name,
                    path,
                    id(name),
                    created,
                    updated,
                    description,
                    List.of(version),
                    versionId,
                    number + 1,
                    Map.of());
        }
    }
}
