package gatehouse.keys.kms;

import java.util.List;

/// Where a multi-Region key is: its primary's region, and the regions of primary and replicas, in order.
public record KeyReplication(String primary, List<String> regions) {
    public KeyReplication {
        regions = regions.stream().sorted().toList();
    }
}
