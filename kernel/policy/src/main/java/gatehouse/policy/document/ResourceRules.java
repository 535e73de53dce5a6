package gatehouse.policy.document;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The form of resources. Each check gives AWS's message, null where there is nothing to say.
final class ResourceRules {
    private static final Set<String> PARTITIONS =
            Set.of("*", "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc");

    private static final List<String> IAM_PATHS = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    private static final List<String> REGIONAL_S3_PATHS =
            List.of("accesspoint/", "job/", "storage-lens", "access-grants/", "*");

    private ResourceRules() {}

    /// What every policy demands: `*` or an ARN with a partition and a service, perhaps cut short after that.
    static @Nullable String error(String resource) {
        if (resource.equals("*")) {
            return null;
        }
        String[] parts = resource.split(":", 6);
        // Of what has parts but is no ARN, AWS names the partition that it would have.
        if (parts.length < 2 || (!parts[0].equals("arn") && PARTITIONS.contains(parts[1]))) {
            return "Resource " + resource + " must be in ARN format or \"*\".";
        }
        if (!PARTITIONS.contains(parts[1])) {
            return "Partition \"" + parts[1] + "\" is not valid for resource \"" + completed(parts) + "\".";
        }
        if (parts.length < 3) {
            return "Resource vendor must be fully qualified and cannot contain regexes.";
        }
        return null;
    }

    /// What IAM demands beyond that of its own and S3's resources.
    static @Nullable String iamError(String resource) {
        String error = error(resource);
        if (error != null || resource.equals("*")) {
            return error;
        }
        String[] parts = resource.split(":", 6);
        String service = parts[2];
        String path = parts.length > 5 ? parts[5] : "*";
        boolean regional = parts.length < 4 || !parts[3].isEmpty();
        if (service.equals("s3") && regional && REGIONAL_S3_PATHS.stream().noneMatch(path::startsWith)) {
            return "Resource " + resource + " can not contain region information.";
        }
        if (service.equals("iam")) {
            if (regional) {
                return "IAM resource " + resource + " cannot contain region information.";
            }
            boolean known = path.equals("root") || path.startsWith("*");
            if (!known && IAM_PATHS.stream().noneMatch(path::startsWith)) {
                return "IAM resource path must either be \"*\", root, or start with " + String.join(", ", IAM_PATHS)
                        + ".";
            }
        }
        return null;
    }

    /// An ARN that leaves parts empty but is cut short, or that names no service.
    static boolean failsLegacyParsing(String resource) {
        if (resource.equals("*")) {
            return false;
        }
        String[] parts = resource.split(":", 6);
        return parts[2].isEmpty() || (parts.length < 6 && resource.contains("::"));
    }

    private static String completed(String[] parts) {
        StringBuilder arn = new StringBuilder("arn:").append(parts[1]);
        for (int i = 2; i < 6; i++) {
            arn.append(':').append(i < parts.length ? parts[i] : "*");
        }
        return arn.toString();
    }
}
