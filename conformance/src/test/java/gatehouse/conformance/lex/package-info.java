/// AWS's Java client in conversations: events both ways at once, each signed, over HTTP/2. Lex is not served; its model
/// is compiled for these tests alone.
@NullMarked
package gatehouse.conformance.lex;

import org.jspecify.annotations.NullMarked;
