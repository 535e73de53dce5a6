/// The pipeline that every request goes through: authenticate, decide, compute, commit, answer.
///
/// A service hands the gateway one [Handler] per operation. The handler looks at the request on the transaction's
/// view and returns a [Plan]: what the caller must be allowed to do, and what happens then. The work of a plan is
/// reachable only through the gateway, and the gateway runs it only after every requirement was allowed; a plan
/// without a requirement cannot be made, except for the calls that [OpenCalls] lists. That work may call another
/// service on behalf of the caller ([Call#forward]), which goes the same way.
@NullMarked
package gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
