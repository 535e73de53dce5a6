package gatehouse.policy;

/// Decides a request by AWS's evaluation logic.
///
/// The order is AWS's, and a denial names the first type that denies: an explicit deny of any type, then what does
/// not allow: resource control policies, service control policies, the VPC endpoint's policy, the resource's policy
/// where it must allow, identity policies, the permissions boundary, session policies. Explicit denies are sought in
/// the same order.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
public final class Evaluator {
    private Evaluator() {}

    /// The decision, with the statements that made it: the Deny statement; or one Allow statement of each policy
    /// type that was consulted, the limits first.
    public static Decision decide(AccessRequest request, PolicySet policies) {
        return new Evaluation(request, policies).decide();
    }

    /// Whether the resource's own policy, or a grant, gives the caller what it asks for, whatever the caller's own
    /// policies say.
    public static boolean isGiven(AccessRequest request, PolicySet policies) {
        return new Evaluation(request, policies).isGiven();
    }
}
