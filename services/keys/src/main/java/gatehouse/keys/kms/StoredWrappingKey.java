package gatehouse.keys.kms;

/// The key under which the material of one key in one region is wrapped. It goes with the key, and no copy
/// of its material opens any more.
///
/// - `sealed`: sealed for `kms.wrapping-key/<key ARN>`.
public record StoredWrappingKey(String region, String keyId, byte[] sealed) {
    @Override
    public String toString() {
        return "StoredWrappingKey[" + keyId + "]";
    }
}
