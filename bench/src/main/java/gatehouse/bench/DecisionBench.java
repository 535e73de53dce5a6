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

/// One decision on 5 policies × 10 statements with conditions (wanted: at most 2 µs).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBench {
    private static final Map<String, List<String>> KEYS = Map.of(
            "kms:encryptioncontext:purpose", List.of("test"),
            "aws:sourceip", List.of("127.0.0.1"),
            "aws:principaltag/team", List.of("green"));

    private PolicySet policies = PolicySet.identity(List.of());
    private AccessRequest allowed = request("kms:Encrypt");
    private AccessRequest denied = request("kms:Decrypt");

    @Setup
    public void compile() throws MalformedPolicyException {
        List<AttachedPolicy> attached = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            attached.add(new AttachedPolicy("bench" + i, Policy.parse(Subject.document(i), PolicyKind.IDENTITY)));
        }
        policies = PolicySet.identity(attached);
    }

    @Benchmark
    public Decision allowed() {
        return Evaluator.decide(allowed, policies);
    }

    @Benchmark
    public Decision denied() {
        return Evaluator.decide(denied, policies);
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
