package gatehouse.keys.cloudhsm;

/// Whose keys a token holds. It outlives the cluster: `clusterId` is the last one that stood on the token, `lineage`
/// the first, and `standing` tells whether the last is still there.
public record TokenUse(String token, String lineage, String clusterId, boolean standing) {}
