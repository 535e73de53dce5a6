package gatehouse.ports;

import gatehouse.store.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells services of the organizations that accounts are in.
@FunctionalInterface
public interface Organizations {
    /// As long as there are no organizations: every account is in none.
    Organizations NONE = (_, _) -> null;

    /// An account's place in its organization; null where it is in none.
    @Nullable
    Membership of(View view, String account);

    /// `allFeatures` is the organization's feature set; `trusted` are the service principals that it gives trusted
    /// access, and `delegated` those whose delegated administrator the account is.
    record Membership(
            String organizationId,
            String managementAccount,
            boolean allFeatures,
            Set<String> trusted,
            Set<String> delegated) {
        public Membership {
            trusted = Set.copyOf(trusted);
            delegated = Set.copyOf(delegated);
        }
    }
}
