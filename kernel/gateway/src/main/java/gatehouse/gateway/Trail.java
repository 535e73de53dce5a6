package gatehouse.gateway;

import gatehouse.wire.trail.TrailRules;
import java.util.Set;

/// How an operation stands in the audit trail.
///
/// - `readOnly`: CloudTrail's word for it, which is not always what one expects (KMS `Encrypt` is read-only).
/// - `response`: whether `responseElements` is recorded; CloudTrail leaves it null for most read-only calls.
/// - `rules`: members of request and answer (`credentials.sessionToken`) that are left out. Blobs and members
///   that the model calls sensitive never appear, listed or not.
public record Trail(Access access, Response response, TrailRules rules) {
    /// A call that changes something: its answer is recorded.
    public static final Trail WRITE = new Trail(Access.WRITE, Response.RECORDED, TrailRules.NONE);

    /// A call that only reads: its answer is not recorded.
    public static final Trail READ = new Trail(Access.READ, Response.NULL, TrailRules.NONE);

    public Trail omitting(String... members) {
        return new Trail(access, response, TrailRules.of(Set.of(members), Set.of()));
    }

    /// This trail with the answer recorded, or not.
    public Trail answering(Response how) {
        return new Trail(access, how, rules);
    }

    /// The trail of an operation by its name, where nothing else is said.
    static Trail byName(String operation) {
        for (String prefix : READING) {
            if (operation.startsWith(prefix)) {
                return READ;
            }
        }
        return WRITE;
    }

    private static final String[] READING = {
        "Get", "List", "Describe", "Lookup", "Head", "Search", "Query", "Simulate", "BatchGet"
    };

    /// Whether CloudTrail calls it `readOnly`.
    public enum Access {
        READ,
        WRITE
    }

    /// What `responseElements` holds.
    public enum Response {
        RECORDED,
        NULL
    }
}
