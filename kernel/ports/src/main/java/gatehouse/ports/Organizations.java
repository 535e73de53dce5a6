package gatehouse.ports;

import gatehouse.store.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells services of the organizations that accounts are in.
public interface Organizations {
    /// As long as there are no organizations: every account is in none.
    Organizations NONE = new Organizations() {
        @Override
        public @Nullable Membership of(View view, String account) {
            return null;
        }

        @Override
        public @Nullable Entity entity(View view, String path) {
            return null;
        }

        @Override
        public @Nullable ControlPolicy controlPolicy(View view, String organizationId, String policyId) {
            return null;
        }
    };

    /// An account's place in its organization; null where it is in none.
    @Nullable
    Membership of(View view, String account);

    /// The root, organizational unit or account of that path, from the organization's id down
    /// (`o-a1b2c3d4e5/r-f6g7/ou-f6g7-h8i9j0k1/111122223333`); null where there is none.
    @Nullable
    Entity entity(View view, String path);

    /// A service control policy; null where the organization has none of that id.
    @Nullable
    ControlPolicy controlPolicy(View view, String organizationId, String policyId);

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

    /// `controlPolicies` are the documents of the service control policies at each level from the root down to the
    /// entity: none at all where the root has that type of policy not enabled. `accounts` are the paths of those
    /// at and below the entity.
    record Entity(List<List<String>> controlPolicies, List<String> accounts) {
        public Entity {
            controlPolicies = controlPolicies.stream().map(List::copyOf).toList();
            accounts = List.copyOf(accounts);
        }
    }

    /// A policy's document, and the ids of the roots, organizational units and accounts that it is attached to.
    record ControlPolicy(String document, Set<String> targets) {
        public ControlPolicy {
            targets = Set.copyOf(targets);
        }
    }
}
