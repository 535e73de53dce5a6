/// A second evaluator, written from the IAM User Guide for reading and not for speed. It interprets the document's
/// tree and shares nothing with `gatehouse.policy.compiled`: texts become regular expressions, numbers BigDecimals,
/// dates and addresses are the JDK's, and what is not understood is a third truth value. Both must agree.
@NullMarked
package gatehouse.policy.spec;

import org.jspecify.annotations.NullMarked;
