package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.gateway.Call;
import gatehouse.gateway.Resource;
import gatehouse.policy.AccessRequest;
import gatehouse.policy.Arn;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Decision;
import gatehouse.policy.Evaluator;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.document.PrincipalElement;
import gatehouse.policy.document.PrincipalElement.Kind;
import gatehouse.policy.document.Statement;
import gatehouse.ports.PolicyPrincipals;
import gatehouse.ports.Principals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks what is to become a key's policy: its form, that its principals exist, and that its author does not lock
/// the key's owner out.
///
/// Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
final class KeyPolicyCheck {
    /// The condition key that tells that the lock-out check was turned off.
    static final String BYPASS = "kms:bypasspolicylockoutsafetycheck";

    private static final List<AttachedPolicy> EVERYTHING = List.of(new AttachedPolicy("everything", everything()));

    private final Principals principals;
    private final PolicyPrincipals kept;
    private final KmsLimits limits;

    KeyPolicyCheck(Principals principals, KmsLimits limits) {
        this.principals = principals;
        this.kept = new PolicyPrincipals(principals);
        this.limits = limits;
    }

    /// Checks the policy of `key`, which may not be stored yet; the key with its policy as it is kept.
    ///
    /// @throws gatehouse.wire.shape.ServiceException MalformedPolicyDocumentException, InvalidArnException or
    ///     LimitExceededException
    KmsKey checked(Call call, KmsKey key, @Nullable Boolean bypassLockoutCheck) {
        if (key.policy().getBytes(UTF_8).length > limits.policyBytesMax()) {
            throw KmsErrors.limitExceeded(
                    "The key policy is larger than the quota of " + limits.policyBytesMax() + " bytes.");
        }
        AttachedPolicy policy = compile(key.policy());
        for (Statement statement : policy.policy().document().statements()) {
            requireExisting(call, statement.principal());
        }
        if (!Boolean.TRUE.equals(bypassLockoutCheck) && !mayStillPut(call, key, policy)) {
            throw KmsErrors.policyLocksOut();
        }
        String bound = kept.bound(call.view(), key.policy());
        return key.with(change -> change.policy(bound));
    }

    /// The key policy as it is shown.
    String shown(Call call, KmsKey key) {
        return kept.shown(call.view(), key.policy());
    }

    private static AttachedPolicy compile(String document) {
        try {
            return CompiledKeyPolicies.compile(document);
        } catch (MalformedPolicyException e) {
            throw KmsErrors.malformedPolicy(e);
        }
    }

    private void requireExisting(Call call, @Nullable PrincipalElement element) {
        if (element == null) {
            return;
        }
        for (PrincipalElement.Entry entry : element.entries()) {
            boolean named = entry.kind() == Kind.AWS && !entry.value().equals("*");
            if (named && !principals.exists(call.view(), entry.value())) {
                throw isNobodys(entry.value()) ? KmsErrors.invalidPolicyArn() : KmsErrors.invalidPolicyPrincipal();
            }
        }
    }

    /// Whether it is an ARN of what is no principal, such as a group.
    private static boolean isNobodys(String principal) {
        return Arn.parse(principal).map(KeyPolicyCheck::isNobodys).orElse(false);
    }

    private static boolean isNobodys(Arn arn) {
        String resource = arn.resource();
        boolean principals = switch (arn.service()) {
            case "iam" -> resource.equals("root") || resource.startsWith("user/") || resource.startsWith("role/");
            case "sts" -> resource.startsWith("assumed-role/") || resource.startsWith("federated-user/");
            default -> false;
        };
        return !principals;
    }

    /// Whether the key policy would let the caller put the next one, as far as it depends on the key policy: where
    /// it leaves the decision to the account, identity policies can give the permission later.
    private boolean mayStillPut(Call call, KmsKey key, AttachedPolicy policy) {
        Resource resource = Resource.of(key.arn(), key.account()).withTags(key.tags());
        ConditionKeys conditions =
                new KeyConditions(call, key, null, limits.aliasesPerKeyMax()).or(call.globalKeys(resource));
        AccessRequest request =
                new AccessRequest(call.caller().principal(), "kms:PutKeyPolicy", key.arn(), key.account(), conditions);
        PolicySet policies = PolicySet.identity(EVERYTHING).withResource(policy, ResourcePolicyRole.MUST_ALLOW);
        return Evaluator.decide(request, policies) instanceof Decision.Allowed;
    }

    private static Policy everything() {
        String document = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
        try {
            return Policy.parse(document, PolicyKind.IDENTITY);
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("a constant policy does not parse", e);
        }
    }
}
