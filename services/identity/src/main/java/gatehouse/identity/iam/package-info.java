/// AWS Identity and Access Management.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html
@NullMarked
package gatehouse.identity.iam;

import org.jspecify.annotations.NullMarked;
