package gatehouse.keys.kms;

import java.time.Instant;

/// One generation of a key's material: 32 bytes, sealed for `kms.material/<key ARN>/<material id>`. Old generations
/// stay, so that old ciphertexts open; all go with their key.
public record KeyMaterial(String region, String keyId, String materialId, Instant createDate, byte[] sealed) {
    @Override
    public String toString() {
        return "KeyMaterial[" + keyId + ", " + materialId + "]";
    }
}
