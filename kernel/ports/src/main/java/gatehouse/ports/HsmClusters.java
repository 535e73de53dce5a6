package gatehouse.ports;

import gatehouse.crypto.pkcs11.TokenLocation;
import gatehouse.store.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// CloudHSM's clusters, for services that keep keys in them.
///
/// Who has found a cluster opens its token as the crypto user `kmsuser`, with
/// [gatehouse.crypto.pkcs11.Token#open] and that user's password, which is the PIN of the token's user.
public interface HsmClusters {
    /// The cluster of that id, null where the account has none in that region.
    @Nullable
    Cluster find(View view, String account, String region, String clusterId);

    /// A cluster.
    ///
    /// - `lineage`: equal for clusters that share a history of backups, and so the keys.
    /// - `trustAnchor`: the certificate in PEM with which its owner claimed it; null before.
    /// - `zones`: the availability zones in which it has HSMs; empty where it has none.
    /// - `token`: where its token is; null where the operator names it no more.
    record Cluster(
            String clusterId,
            String lineage,
            @Nullable String trustAnchor,
            Set<String> zones,
            @Nullable TokenLocation token) {
        public Cluster {
            zones = Set.copyOf(zones);
        }

        /// Whether it can be used: its owner has claimed it.
        public boolean isActive() {
            return trustAnchor != null;
        }
    }
}
