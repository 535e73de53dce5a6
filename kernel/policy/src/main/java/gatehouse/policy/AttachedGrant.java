package gatehouse.policy;

/// A grant on a resource (KMS): it allows as the resource's own policy does, beside it, and never denies.
///
/// `policy` is the grant as a policy of one Allow statement that names its grantee. `issuer` is the account
/// whose principal made the grant. For a caller of another account than the resource's, a grant that its
/// own account issued is that account's consent too; one that others issued leaves the caller's identity
/// policies to allow, as a resource's policy does.
///
/// Source: "you can also feel confident about using KMS keys in a different AWS account if a grant or IAM
/// policy in your account allows you",
/// https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
public record AttachedGrant(AttachedPolicy policy, String issuer) {}
