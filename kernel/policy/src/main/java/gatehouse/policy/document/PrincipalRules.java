package gatehouse.policy.document;

import gatehouse.policy.AccountId;
import gatehouse.policy.Arn;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.MalformedPolicyException.Flaw;
import gatehouse.policy.document.PrincipalElement.Entry;
import gatehouse.policy.document.PrincipalElement.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form of principals. Whether one exists is the service's question.
final class PrincipalRules {
    private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z0-9]{15,127}");

    private PrincipalRules() {}

    static void check(PrincipalElement principal) throws MalformedPolicyException {
        for (Entry entry : principal.entries()) {
            if (!isValid(entry)) {
                throw new MalformedPolicyException(
                        "Invalid principal in policy: \"" + entry.kind().text() + "\":\"" + entry.value() + "\"",
                        isArn(entry) ? Flaw.INVALID_ARN : Flaw.INVALID_PRINCIPAL);
            }
        }
    }

    /// A resource control policy speaks to everyone or to no one.
    static void requireEveryone(@Nullable PrincipalElement principal) throws MalformedPolicyException {
        if (principal == null
                || principal.sense() != Sense.ONLY
                || !principal.entries().stream().allMatch(PrincipalRules::isEveryone)) {
            throw new MalformedPolicyException(
                    "The provided policy document does not meet the requirements of the specified policy type.");
        }
    }

    private static boolean isEveryone(Entry entry) {
        return (entry.kind() == Kind.EVERYONE || entry.kind() == Kind.AWS)
                && entry.value().equals("*");
    }

    private static boolean isArn(Entry entry) {
        return entry.kind() == Kind.AWS && entry.value().startsWith("arn:");
    }

    private static boolean isValid(Entry entry) {
        String value = entry.value();
        return switch (entry.kind()) {
            case EVERYONE -> true;
            case AWS ->
                value.equals("*")
                        || AccountId.isValid(value)
                        || UNIQUE_ID.matcher(value).matches()
                        || isPrincipalArn(value);
            case SERVICE -> value.indexOf('.') > 0 && isPlain(value);
            case FEDERATED, CANONICAL_USER -> isPlain(value);
        };
    }

    /// `*` stands for everyone only as the whole value; no part of an ARN may be a wildcard, and no one is in
    /// another partition.
    private static boolean isPrincipalArn(String value) {
        Arn arn = Arn.parse(value).orElse(null);
        return arn != null
                && isPlain(value)
                && arn.partition().equals("aws")
                && arn.region().isEmpty()
                && (arn.service().equals("iam") || arn.service().equals("sts"))
                && AccountId.isValid(arn.account())
                && (arn.resource().equals("root") || arn.resource().indexOf('/') > 0);
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty() && value.indexOf('*') < 0 && value.indexOf('?') < 0;
    }
}
