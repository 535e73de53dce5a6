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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The policies that AWS itself manages, as far as they are here: read-only, the same in every account, with one
/// version `v1`. Their documents are resources of this package, written from the permissions that AWS documents;
/// their unique ids are our own.
///
/// Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
public final class AwsManagedPolicies {
    /// Stands where a customer's policy has its account: `arn:aws:iam::aws:policy/…`.
    public static final String ACCOUNT = "aws";

    private static final List<Entry> ENTRIES = List.of(
            new Entry("AWSCloudTrail_FullAccess", "2020-10-08T23:41:15Z", "All of CloudTrail, and what trails need."),
            new Entry("AWSCloudTrail_ReadOnlyAccess", "2022-06-14T17:19:05Z", "Reading trails and events."),
            new Entry("AWSDenyAll", "2019-05-01T22:36:14Z", "Nothing at all."),
            new Entry("AWSKeyManagementServicePowerUser", "2015-02-06T18:40:40Z", "Making and describing keys."),
            new Entry("AdministratorAccess", "2015-02-06T18:39:46Z", "Everything."),
            new Entry("IAMFullAccess", "2015-02-06T18:40:38Z", "All of IAM."),
            new Entry("IAMReadOnlyAccess", "2015-02-06T18:40:39Z", "Reading IAM."),
            new Entry("PowerUserAccess", "2015-02-06T18:39:47Z", "Everything but users, groups and accounts."));

    private final Map<String, ManagedPolicy> byArn;
    private final List<ManagedPolicy> byName;

    private AwsManagedPolicies(Map<String, ManagedPolicy> byArn) {
        this.byArn = Map.copyOf(byArn);
        this.byName = byArn.values().stream()
                .sorted(Comparator.comparing(ManagedPolicy::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /// Reads the documents from this package's resources.
    public static AwsManagedPolicies load() {
        Map<String, ManagedPolicy> byArn = new HashMap<>();
        for (Entry entry : ENTRIES) {
            ManagedPolicy policy = policy(entry);
            byArn.put(policy.arn(), policy);
        }
        return new AwsManagedPolicies(byArn);
    }

    /// The policy with that ARN, or null.
    public @Nullable ManagedPolicy get(String arn) {
        return byArn.get(arn);
    }

    /// All of them, by name, whatever its case: as the store sorts names.
    public List<ManagedPolicy> all() {
        return byName;
    }

    private static ManagedPolicy policy(Entry entry) {
        Instant date = Instant.parse(entry.createDate());
        Version version = new Version("v1", document(entry.name()), date);
        return new ManagedPolicy(
                ACCOUNT,
                entry.name(),
                "/",
                id(entry.name()),
                date,
                date,
                entry.description(),
                List.of(version),
                "v1",
                2,
                Map.of());
    }

    private static String document(String name) {
        String file = "managed/" + name + ".json";
        try (InputStream in = AwsManagedPolicies.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
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

    private record Entry(String name, String createDate, String description) {}
}
