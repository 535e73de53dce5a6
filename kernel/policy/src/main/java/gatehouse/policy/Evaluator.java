package gatehouse.policy;

/// Decides a request by AWS's evaluation logic.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
public final class Evaluator {
    private Evaluator() {}

    public static Decision decide(AccessRequest request, PolicySet policies) {
        throw new UnsupportedOperationException();
    }
}
