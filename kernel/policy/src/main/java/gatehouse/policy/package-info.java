/// The IAM policy language: parsing, compiling and evaluating. Pure: no I/O, no clock, no other module.
///
/// Start reading at [Evaluator]. A [Policy] is parsed once from its text into a tree (`gatehouse.policy.document`,
/// which holds AWS's rules and messages) and compiled into matchers (`gatehouse.policy.compiled`, which holds the
/// rules of wildcards, variables and conditions). `Evaluation` puts the policies of a [PolicySet] together by AWS's
/// logic:
///
/// 1. An explicit Deny of any type ends it.
/// 2. Organizations' policies (each level) and the VPC endpoint's must allow. They do not bind service-linked roles;
///    service control policies bind only principals of accounts, root users included.
/// 3. What the resource's policy grants depends on how it names the caller. By itself (its user, its session, or
///    `*`): in the same account that suffices, whatever boundary and session policies do not allow. By its role:
///    identity policies are not needed, but boundary and session policies must allow. By its account: that is
///    delegation, and identity policies must allow too. Across accounts both sides must allow in full.
/// 4. Services, anonymous callers and those whom only a provider vouches for have no policies of their own.
///
/// The slow evaluator in the tests (`gatehouse.policy.spec`) says the same a second time, for reading.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html
@NullMarked
package gatehouse.policy;

import org.jspecify.annotations.NullMarked;
