package gatehouse.keys.cloudhsm;

import gatehouse.keys.cloudhsm.HsmCluster.ClusterHsm;
import gatehouse.ports.HsmClusters;
import gatehouse.store.View;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Clusters as other services see them.
final class KnownClusters implements HsmClusters {
    private final HsmTokens tokens;

    KnownClusters(HsmTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public @Nullable Cluster find(View view, String account, String region, String clusterId) {
        HsmCluster cluster = view.get(CloudHsmTables.CLUSTERS, CloudHsmTables.resource(account, region, clusterId));
        if (cluster == null) {
            return null;
        }
        HsmToken token = tokens.named(cluster.token());
        return new Cluster(
                clusterId,
                cluster.lineage(),
                cluster.claim().trustAnchor(),
                token == null
                        ? Set.of()
                        : cluster.hsms().stream()
                                .map(ClusterHsm::availabilityZone)
                                .collect(Collectors.toSet()),
                token == null ? null : token.location());
    }
}
