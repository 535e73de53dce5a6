package gatehouse.keys.kms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One generation of a key's material. Old generations stay, so that old ciphertexts open; all go with
/// their key.
///
/// - `sealed`: a secret key or a pair's private one (PKCS#8), wrapped for `kms.material/<key ARN>/<material
///   id>` under the key's wrapping key; null where imported material was deleted or has expired, and can be
///   imported again.
/// - `publicKey`: of a pair, as SubjectPublicKeyInfo in DER.
/// - `rotatedBy`, `rotationDate`: how and when it became current; null for the first, and while it is
///   `pending`.
/// - `pending`: imported, and waiting for the rotation that makes it current.
/// - `validTo`: when imported material expires.
/// - `description`: its importer's words.
public record KeyMaterial(
        String region,
        String keyId,
        String materialId,
        Instant createDate,
        byte @Nullable [] sealed,
        byte @Nullable [] publicKey,
        @Nullable RotationKind rotatedBy,
        @Nullable Instant rotationDate,
        boolean pending,
        @Nullable Instant validTo,
        @Nullable String description) {
    /// New material, which no rotation has made current.
    KeyMaterial(KmsKey key, String materialId, Instant createDate, byte[] sealed, byte @Nullable [] publicKey) {
        this(key.region(), key.keyId(), materialId, createDate, sealed, publicKey, null, null, false, null, null);
    }

    /// Whether it is here and has not expired.
    boolean isUsableAt(Instant now) {
        return sealed != null && (validTo == null || validTo.isAfter(now));
    }

    /// This material in another region, sealed for the key there.
    KeyMaterial in(String otherRegion, byte[] sealedThere) {
        return new KeyMaterial(
                otherRegion,
                keyId,
                materialId,
                createDate,
                sealedThere,
                publicKey,
                rotatedBy,
                rotationDate,
                pending,
                validTo,
                description);
    }

    /// This material, made current.
    KeyMaterial rotated(RotationKind by, Instant when) {
        return new KeyMaterial(
                region, keyId, materialId, createDate, sealed, publicKey, by, when, false, validTo, description);
    }

    /// This material, imported once more or for the first time.
    KeyMaterial imported(byte @Nullable [] sealedNow, @Nullable Instant expires, @Nullable String words) {
        return new KeyMaterial(
                region,
                keyId,
                materialId,
                createDate,
                sealedNow,
                publicKey,
                rotatedBy,
                rotationDate,
                pending,
                expires,
                words == null ? description : words);
    }

    /// This material, to become current by a rotation.
    KeyMaterial waiting() {
        return new KeyMaterial(
                region, keyId, materialId, createDate, sealed, publicKey, null, null, true, validTo, description);
    }

    /// What is left of it when its secret goes.
    KeyMaterial withoutSecret() {
        return imported(null, null, null);
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + keyId + ", " + materialId + "]";
    }
}
