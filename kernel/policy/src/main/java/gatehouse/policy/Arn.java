package gatehouse.policy;

import java.util.Optional;

/// An Amazon Resource Name, parsed: `arn:partition:service:region:account:resource`.
public record Arn(String partition, String service, String region, String account, String resource) {
    /// Parses an ARN; empty where `text` is none.
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    /// An ARN in the `aws` partition.
    public static Arn of(String service, String region, String account, String resource) {
        return new Arn("aws", service, region, account, resource);
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
