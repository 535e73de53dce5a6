/// The IAM policy language: parsing, compiling and evaluating. Pure: no I/O, no clock, no other module.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html
@NullMarked
package gatehouse.policy;

import org.jspecify.annotations.NullMarked;
