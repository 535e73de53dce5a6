package gatehouse.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The evaluator's answer, with its reason and the statements that decided.
public sealed interface Decision {
    /// The statements that decided, as far as any did.
    List<StatementRef> statements();

    record Allowed(List<StatementRef> statements) implements Decision {
        public Allowed {
            statements = List.copyOf(statements);
        }
    }

    /// `explicit` tells a Deny statement from the lack of an Allow.
    record Denied(PolicyType by, boolean explicit, List<StatementRef> statements) implements Decision {
        public Denied {
            statements = List.copyOf(statements);
        }

        /// AWS's message for this denial; a request whose resource is empty names none.
        ///
        /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
        /// and, for the ARN,
        /// https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns
        public String message(AccessRequest request) {
            String reason = explicit
                    ? " with an explicit deny in " + by.article() + " " + by.words() + named(request)
                    : " because no " + by.words() + " allows the " + request.action() + " action";
            String resource = request.resource().isEmpty() ? "" : " on resource: " + request.resource();
            return notAuthorized(request) + resource + reason;
        }

        /// What AWS says of another account's resource whose own policy decides: not even whether there is one.
        public static String undisclosed(AccessRequest request) {
            return notAuthorized(request) + " on this resource because the resource does not exist in this Region, no"
                    + " resource-based policies allow access, or a resource-based policy explicitly denies access";
        }

        private static String notAuthorized(AccessRequest request) {
            String arn = request.principal() instanceof Principal.Anonymous
                    ? "anonymous"
                    : request.principal().arn();
            return "User: " + arn + " is not authorized to perform: " + request.action();
        }

        /// The policy that denies, where it has an ARN (inline policies have none). It is told within an account only.
        private String named(AccessRequest request) {
            boolean told = switch (by) {
                case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL ->
                    request.principal().account().equals(request.resourceAccount());
                case RESOURCE, TRUST, ENDPOINT, GRANT -> false;
            };
            String policy = statements.isEmpty() ? "" : statements.getFirst().policy();
            return told && policy.startsWith("arn:") ? ": " + policy : "";
        }
    }

    /// A statement by its policy's type, name and version, its position there, and its Sid where it has one. The
    /// version of a policy without versions is empty.
    record StatementRef(
            PolicyType type,
            String policy,
            String version,
            int index,
            @Nullable String sid) {}

    /// The kinds of policy that AWS's messages name.
    enum PolicyType {
        IDENTITY("identity-based policy", PolicyKind.IDENTITY),
        RESOURCE("resource-based policy", PolicyKind.RESOURCE),
        /// A resource-based policy too, but messages name it so.
        TRUST("role trust policy", PolicyKind.TRUST),
        BOUNDARY("permissions boundary", PolicyKind.BOUNDARY),
        SESSION("session policy", PolicyKind.SESSION),
        SERVICE_CONTROL("service control policy", PolicyKind.SERVICE_CONTROL),
        RESOURCE_CONTROL("resource control policy", PolicyKind.RESOURCE_CONTROL),
        ENDPOINT("VPC endpoint policy", PolicyKind.ENDPOINT),
        /// Of the kind of a resource's policy; allows only, so no denial is by it.
        GRANT("grant", PolicyKind.RESOURCE);

        private final String words;
        private final PolicyKind kind;

        PolicyType(String words, PolicyKind kind) {
            this.words = words;
            this.kind = kind;
        }

        /// The grammar of such a policy.
        PolicyKind kind() {
            return kind;
        }

        public String words() {
            return words;
        }

        public String article() {
            return switch (this) {
                case IDENTITY -> "an";
                case TRUST -> "the";
                case RESOURCE, BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL, ENDPOINT, GRANT -> "a";
            };
        }
    }
}
