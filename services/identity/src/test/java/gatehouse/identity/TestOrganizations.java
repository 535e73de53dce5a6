package gatehouse.identity;

import gatehouse.ports.Organizations;
import gatehouse.store.View;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Organizations for tests to fill: the places of accounts in them, their entities by path, and their policies by id.
public final class TestOrganizations implements Organizations {
    public final Map<String, Membership> memberships = new ConcurrentHashMap<>();
    public final Map<String, Entity> entities = new ConcurrentHashMap<>();
    public final Map<String, ControlPolicy> policies = new ConcurrentHashMap<>();

    @Override
    public @Nullable Membership of(View view, String account) {
        return memberships.get(account);
    }

    @Override
    public @Nullable Entity entity(View view, String path) {
        return entities.get(path);
    }

    @Override
    public @Nullable ControlPolicy controlPolicy(View view, String organizationId, String policyId) {
        return policies.get(policyId);
    }
}
