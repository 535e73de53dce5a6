/// AWS CloudHSM: clusters on PKCS#11 tokens that the operator named.
///
/// What is promised:
/// - A cluster stands on one token of [HsmToken]s, and no other cluster ever does, unless it is made from a backup of
///   it after its deletion: keys stay in a token.
/// - The key of the cluster's certificate signing request is made in the token and never leaves it. A certificate is
///   accepted only for that key, and only from the trust anchor that comes with it.
/// - Where the operator named no token, or the token does not answer, nothing is made and the caller is told.
///
/// How it differs from AWS: what takes AWS minutes is done within the call, so that no `…_IN_PROGRESS` is seen. A
/// cluster is ACTIVE once it is initialized, because the token's user exists before. An HSM is a member of the token
/// that the operator listed (a vendor's library shows a group of HSMs as one token, as CloudHSM's own does). A backup
/// is a record of what the token holds, without a copy: it restores a cluster onto the same token, and cannot be
/// copied to another region. There are no network interfaces and security groups, and no certificates of the
/// manufacturer.
///
/// Start reading at [CloudHsmService]. Source: https://docs.aws.amazon.com/cloudhsm/latest/APIReference/Welcome.html
@NullMarked
package gatehouse.keys.cloudhsm;

import org.jspecify.annotations.NullMarked;
