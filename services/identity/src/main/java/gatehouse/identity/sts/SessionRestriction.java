package gatehouse.identity.sts;

import gatehouse.identity.iam.PolicyCatalogue;
import gatehouse.model.sts.AssumeRoleRequest;
import gatehouse.model.sts.MalformedPolicyDocumentException;
import gatehouse.model.sts.PolicyDescriptorType;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and checks the session policies of a request.
final class SessionRestriction {
    private static final String AWS_OWNED = "aws";

    private final PolicyCatalogue catalogue;

    SessionRestriction(PolicyCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// The session policies that the request asks for; null where it asks for none. Managed ones are of the role's
    /// account, or AWS's own.
    ///
    /// @throws gatehouse.wire.shape.ServiceException MalformedPolicyDocument, PackedPolicyTooLarge, ValidationError
    @Nullable
    SessionPolicies of(View view, AssumeRoleRequest in, String roleAccount) {
        String document = in.policy();
        List<String> arns = arns(in.policyArns());
        if (document == null && arns.isEmpty()) {
            return null;
        }
        checkSizes(document, arns);
        for (String arn : arns) {
            String account = PolicyCatalogue.accountOf(arn);
            boolean reachable = roleAccount.equals(account) || AWS_OWNED.equals(account);
            if (!reachable || catalogue.find(view, arn) == null) {
                throw StsErrors.validation("ARN " + arn + " is not valid.");
            }
        }
        if (document == null) {
            return new SessionPolicies(List.of(), arns);
        }
        try {
            Policy.parse(document, PolicyKind.SESSION);
        } catch (MalformedPolicyException e) {
            throw new MalformedPolicyDocumentException(e.getMessage());
        }
        return new SessionPolicies(List.of(document), arns);
    }

    /// How much of the room for policies these take.
    ///
    /// @throws gatehouse.wire.shape.ServiceException PackedPolicyTooLarge, where there is not enough
    static int packedPercent(@Nullable SessionPolicies policies) {
        if (policies == null) {
            return 0;
        }
        int percent = Math.ceilDiv(100 * policies.pack().length, StsLimits.PACKED_POLICIES_BYTES_MAX);
        if (percent > 100) {
            throw StsErrors.policiesTooLarge(percent);
        }
        return percent;
    }

    private static void checkSizes(@Nullable String document, List<String> arns) {
        if (arns.size() > StsLimits.SESSION_POLICY_ARNS_MAX) {
            throw StsErrors.validation("1 validation error detected: Value '" + arns
                    + "' at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to "
                    + StsLimits.SESSION_POLICY_ARNS_MAX);
        }
        int chars = document == null ? 0 : document.length();
        for (String arn : arns) {
            chars += arn.length();
        }
        if (chars > StsLimits.SESSION_POLICY_CHARS_MAX) {
            throw StsErrors.policiesTooLarge(Math.ceilDiv(100 * chars, StsLimits.SESSION_POLICY_CHARS_MAX));
        }
    }

    private static List<String> arns(@Nullable List<PolicyDescriptorType> descriptors) {
        List<String> arns = new ArrayList<>();
        if (descriptors != null) {
            for (PolicyDescriptorType descriptor : descriptors) {
                String arn = descriptor.arn();
                if (arn != null) {
                    arns.add(arn);
                }
            }
        }
        return arns;
    }
}
