package gatehouse.wire.sigv4;

import gatehouse.wire.http.Headers;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import org.jspecify.annotations.Nullable;

/// Headers that a signature depends on.
final class HeaderValues {
    private HeaderValues() {}

    /// The header's value, or null where the request has none.
    ///
    /// @throws AuthenticationFailure where it has two
    static @Nullable String atMostOnce(Headers headers, String name) throws AuthenticationFailure {
        String only = null;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals(name)) {
                if (only != null) {
                    throw new AuthenticationFailure(
                            Reason.INCOMPLETE, "The request has more than one '" + name + "' header.");
                }
                only = headers.value(i);
            }
        }
        return only;
    }
}
