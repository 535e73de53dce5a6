/// AWS Signature Version 4: parsing and checking a request's signature.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
@NullMarked
package gatehouse.wire.sigv4;

import org.jspecify.annotations.NullMarked;
