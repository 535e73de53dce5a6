/// Documents compiled into a form that decides quickly and allocates next to nothing. Only `gatehouse.policy` uses
/// this package.
///
/// - [CompiledPolicy] holds the Deny and the Allow statements apart, each behind a 64-bit mask of the actions that it
///   may speak of (`ActionBits`), so that most statements cost one comparison.
/// - [CompiledStatement] asks what is cheap first: action, resource, principal, conditions.
/// - Texts become a `TextPattern`: equal, prefix, or a [Glob], whose matching is bounded by the product of the
///   lengths. Texts with policy variables are a `Template`, resolved at each question.
/// - A condition becomes a `ConditionTest` of `ValueTest`s whose constants were parsed at compile time.
///
/// **What is not understood is denied.** A constant or a request's value that an operator cannot read is neither
/// equal nor different: the condition then fails in an Allow statement and holds in a Deny statement. The same is
/// true of a malformed policy variable, and of a key of several values without a qualifier. A variable that is well
/// formed but has no value in the request and no default, or several values, matches nothing, and negations of it
/// (`StringNotEquals`, `NotResource`) hold only in Deny
/// statements: AWS calls such a statement invalid, and this is the side on which nothing is granted.
///
/// **Wildcards in resources.** A `*` that ends one of an ARN's first five parts matches beyond the colon; elsewhere
/// in those parts `*` and `?` stay within the part. In the last part they match anything, `/` and `:` included. An
/// ARN that is cut short stands for one with `*` in what is missing. In ArnEquals and ArnLike, which are the same,
/// each of the six parts is held against its own part.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
@NullMarked
package gatehouse.policy.compiled;

import org.jspecify.annotations.NullMarked;
