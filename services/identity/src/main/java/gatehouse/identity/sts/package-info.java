/// AWS Security Token Service: temporary credentials.
///
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html
@NullMarked
package gatehouse.identity.sts;

import org.jspecify.annotations.NullMarked;
