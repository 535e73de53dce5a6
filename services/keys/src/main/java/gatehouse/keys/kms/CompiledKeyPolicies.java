package gatehouse.keys.kms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;

/// Key policies in their compiled form. A bounded number is kept, by their text.
final class CompiledKeyPolicies {
    /// What explanations call a key policy.
    private static final String NAME = "key policy";

    private final Cache<String, AttachedPolicy> compiled;

    CompiledKeyPolicies(int compiledMax) {
        this.compiled = Caffeine.newBuilder()
                .maximumSize(compiledMax)
                .executor(Runnable::run)
                .build();
    }

    /// The policy that gives the account what it needs to govern the key by IAM policies: what a key gets where the
    /// caller names no policy.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    static String defaultDocument(String account) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::ACCOUNT:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".replace("ACCOUNT", account);
    }

    /// A policy that a key already has.
    AttachedPolicy attached(String document) {
        return compiled.get(document, text -> {
            try {
                return compile(text);
            } catch (MalformedPolicyException e) {
                throw new IllegalStateException("a stored key policy does not compile", e);
            }
        });
    }

    /// A policy that is to become a key's.
    ///
    /// @throws MalformedPolicyException with AWS's message
    static AttachedPolicy compile(String document) throws MalformedPolicyException {
        return new AttachedPolicy(NAME, Policy.parse(document, PolicyKind.RESOURCE));
    }
}
