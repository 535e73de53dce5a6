package gatehouse.identity.sts;

import gatehouse.gateway.Caller;

/// What a session token says: facts of identity, and nothing that may change. What its bearer may do is read from the
/// principal's policies at each use.
///
/// `principalId` is the unique id of the user or role (for a root, the account's number): a user or role that was
/// made anew under an old name is another one. `principalName` says where it was when the token was issued.
/// `sessionName` is a role session's name, else empty.
public record SessionFacts(
        Kind kind,
        String account,
        String principalId,
        String principalName,
        String sessionName,
        Caller.Session session) {

    /// Whose session it is.
    public enum Kind {
        ROOT(1),
        USER(2),
        ROLE(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// How the kind is written in a token.
        int code() {
            return code;
        }

        static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of session has code " + code);
        }
    }
}
