package gatehouse.ports;

import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The product providers that may ask accounts for temporary delegation: AWS takes them in, and registers what they
/// may ask for.
public interface DelegationPartners {
    /// As long as nobody can be taken in: no account is a partner.
    DelegationPartners NONE = new DelegationPartners() {
        @Override
        public @Nullable Offer offer(View view, String account, String template, Map<String, List<String>> values) {
            return null;
        }

        @Override
        public boolean reaches(View view, String account, String channel) {
            return false;
        }

        @Override
        public void tell(Transaction tx, Notice notice) {
            throw new IllegalStateException("there are no partners to tell");
        }

        @Override
        public void release(Transaction tx, Release release) {
            throw new IllegalStateException("there are no partners to release a token to");
        }
    };

    /// What a template of that account's asks for with these values of its parameters; null where the account has
    /// registered no such template.
    @Nullable
    Offer offer(View view, String account, String template, Map<String, List<String>> values);

    /// Whether IAM may publish to that channel for that account.
    boolean reaches(View view, String account, String channel);

    /// Tells a partner in what state its request is now, once the transaction is committed.
    void tell(Transaction tx, Notice notice);

    /// Makes the token that a partner exchanges for credentials, and sends it to the partner, likewise.
    void release(Transaction tx, Release release);

    /// A partner's name, the policy that it asks for as JSON, and the boundaries of the roles that it would make.
    record Offer(String requestorName, String permissionPolicy, List<String> roleRestrictions) {
        public Offer {
            roleRestrictions = List.copyOf(roleRestrictions);
        }
    }

    record Notice(
            String channel,
            String requestId,
            String state,
            @Nullable String rejectionReason) {}

    /// What was accepted: by whom (an ARN), which policy, and for how long from that time on.
    record Release(
            String channel,
            String requestId,
            String approverId,
            String permissionPolicy,
            Instant from,
            int sessionSeconds) {}
}
