package gatehouse.bench;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Decision;
import gatehouse.policy.Evaluator;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Decisions on 5 policies × 10 statements with conditions (wanted: at most 2 µs), and on those of a
/// session below three levels of service control policies, a permissions boundary and a session policy
/// (at most 4 µs); and a policy of 6,144 characters from its text (at most 200 µs).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBench {
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private static final Map<String, List<String>> KEYS = Map.of(
            "kms:encryptioncontext:purpose", List.of("test"),
            "aws:sourceip", List.of("127.0.0.1"),
            "aws:principaltag/team", List.of("green"));

    private static final int POLICY_CHARACTERS = 6_144;

    private PolicySet policies = PolicySet.identity(List.of());
    private PolicySet ceilings = policies;
    private String text = "";
    private AccessRequest allowed = request("kms:Encrypt");
    private AccessRequest denied = request("kms:Decrypt");

    @Setup
    public void compile() throws MalformedPolicyException {
        List<AttachedPolicy> attached = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            attached.add(new AttachedPolicy("bench" + i, Policy.parse(Subject.document(i), PolicyKind.IDENTITY)));
        }
        policies = PolicySet.identity(attached);
        AttachedPolicy everything = attached("all", PolicyKind.SERVICE_CONTROL, EVERYTHING);
        ceilings = new PolicySet(
                attached,
                attached("boundary", PolicyKind.BOUNDARY, Subject.document(4)),
                List.of(attached("session", PolicyKind.SESSION, Subject.document(4))),
                List.of(
                        List.of(everything),
                        List.of(everything, attached("ou", PolicyKind.SERVICE_CONTROL, denials())),
                        List.of(everything, attached("account", PolicyKind.SERVICE_CONTROL, denials()))),
                List.of(),
                null,
                null,
                ResourcePolicyRole.EITHER,
                List.of());
        text = longPolicy();
    }

    private static AttachedPolicy attached(String name, PolicyKind kind, String document)
            throws MalformedPolicyException {
        return new AttachedPolicy(name, Policy.parse(document, kind));
    }

    /// Ten guardrails, of which those that name the action do not apply.
    private static String denials() {
        StringBuilder statements = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            String actions = i % 2 == 0 ? "\"kms:*\"" : "[\"ec2:Run*\",\"organizations:Leave*\"]";
            statements
                    .append(i == 0 ? "" : ",")
                    .append("{\"Effect\":\"Deny\",\"Action\":")
                    .append(actions)
                    .append(",\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"aws:PrincipalTag/team\":\"red-")
                    .append(i)
                    .append("-*\"}}}");
        }
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    /// As many statements as a managed policy may have characters.
    private static String longPolicy() {
        String head = "{\"Version\":\"2012-10-17\",\"Statement\":[";
        StringBuilder statements = new StringBuilder();
        for (int i = 0; ; i++) {
            String next = "{\"Sid\":\"S" + i + "\",\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\",\"kms:Decrypt\"],"
                    + "\"Resource\":\"arn:aws:s3:::bucket-" + i + "/*\","
                    + "\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"green\"}}}";
            if (head.length() + statements.length() + next.length() + 3 > POLICY_CHARACTERS) {
                return head + statements + "]}";
            }
            statements.append(i == 0 ? "" : ",").append(next);
        }
    }

    @Benchmark
    public Decision allowed() {
        return Evaluator.decide(allowed, policies);
    }

    @Benchmark
    public Decision denied() {
        return Evaluator.decide(denied, policies);
    }

    @Benchmark
    public Decision allowedBelowCeilings() {
        return Evaluator.decide(allowed, ceilings);
    }

    @Benchmark
    public Policy compiled() throws MalformedPolicyException {
        return Policy.parse(text, PolicyKind.IDENTITY);
    }

    private static AccessRequest request(String action) {
        ConditionKeys keys = KEYS::get;
        return new AccessRequest(
                new Principal.User("111122223333", "arn:aws:iam::111122223333:user/bench", "AIDABENCH"),
                action,
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "111122223333",
                keys);
    }
}
