package gatehouse.keys.kms;

/// Imported material that has expired and was removed, and whose removal is recorded once nothing of it is
/// on the disk.
public record ExpiredMaterial(String region, String keyId, String materialId) {}
