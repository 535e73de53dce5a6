package gatehouse.policy;

import gatehouse.policy.Decision.Allowed;
import gatehouse.policy.Decision.Denied;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the tests ask: callers of account 111122223333, policies in short, requests in short.
final class Asking {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    static final Principal ROOT = new Principal.Root(ACCOUNT);
    static final Principal ALICE =
            new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/alice", "AIDAALICEALICEALICE1");
    static final Principal STRANGER =
            new Principal.User(OTHER_ACCOUNT, "arn:aws:iam::444455556666:user/eve", "AIDAEVEEVEEVEEVEEVE1");
    static final Principal SESSION = new Principal.Session(
            ACCOUNT,
            "arn:aws:sts::111122223333:assumed-role/app/run",
            "arn:aws:iam::111122223333:role/app",
            "AROAAPPAPPAPPAPPAPP1");
    static final Principal LINKED = new Principal.Session(
            ACCOUNT,
            "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/run",
            "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
            "AROALINKLINKLINKLIN1");
    static final Principal FEDERATED_USER = new Principal.FederatedUser(
            ACCOUNT,
            "arn:aws:sts::111122223333:federated-user/bob",
            "arn:aws:iam::111122223333:user/alice",
            "AIDAALICEALICEALICE1");
    static final Principal CLOUDTRAIL = new Principal.Service("cloudtrail.amazonaws.com");
    static final Principal ANONYMOUS = new Principal.Anonymous();

    private Asking() {}

    /// A policy of one document; quotes may be written as `'`.
    static AttachedPolicy policy(PolicyKind kind, String document) {
        try {
            return new AttachedPolicy(kind.name(), Policy.parse(document.replace('\'', '"'), kind));
        } catch (MalformedPolicyException malformed) {
            throw new AssertionError(malformed.getMessage() + " in " + document, malformed);
        }
    }

    /// A policy of 2012 with these statements.
    static AttachedPolicy statements(PolicyKind kind, String... statements) {
        return policy(kind, "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}");
    }

    static AttachedPolicy identity(String... statements) {
        return statements(PolicyKind.IDENTITY, statements);
    }

    static AttachedPolicy resource(String... statements) {
        return statements(PolicyKind.RESOURCE, statements);
    }

    static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    static final String ALLOW_NONE = "{'Effect':'Allow','Action':'none:None','Resource':'*'}";
    static final String DENY_ALL = "{'Sid':'No','Effect':'Deny','Action':'*','Resource':'*'}";

    /// A statement of a resource's policy that names `principal` (JSON).
    static String allowTo(String principal) {
        return "{'Effect':'Allow','Principal':" + principal + ",'Action':'*','Resource':'*'}";
    }

    static String denyTo(String principal) {
        return "{'Effect':'Deny','Principal':" + principal + ",'Action':'*','Resource':'*'}";
    }

    static AccessRequest decrypt(Principal principal) {
        return request(principal, "kms:Decrypt", KEY, Map.of());
    }

    static AccessRequest request(
            Principal principal, String action, String resource, Map<String, List<String>> context) {
        return new AccessRequest(principal, action, resource, ACCOUNT, keys(context));
    }

    static ConditionKeys keys(Map<String, List<String>> context) {
        Map<String, List<String>> lower = new HashMap<>();
        context.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), values));
        return lower::get;
    }

    static PolicySet identities(AttachedPolicy... policies) {
        return PolicySet.identity(List.of(policies));
    }

    static boolean allows(AccessRequest request, PolicySet set) {
        return Evaluator.decide(request, set) instanceof Allowed;
    }

    /// AWS's message for the denial.
    static String message(AccessRequest request, PolicySet set) {
        return Evaluator.decide(request, set) instanceof Denied denied ? denied.message(request) : "allowed";
    }
}
