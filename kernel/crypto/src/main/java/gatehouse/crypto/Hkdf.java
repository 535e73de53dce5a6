package gatehouse.crypto;

import java.util.Arrays;

/// HKDF with SHA-256 (RFC 5869): many independent keys out of one.
///
/// Written out over [Hmac] because a derivation stands in the path of every seal and `javax.crypto.KDF` takes twice as
/// long per call; the tests hold the two against each other.
public final class Hkdf {
    /// The most that can be expanded from one key (RFC 5869: 255 blocks).
    public static final int BYTES_MAX = 255 * Hmac.SHA256_BYTES;

    private static final byte[] NO_SALT = new byte[Hmac.SHA256_BYTES];

    /// The counter of the first block.
    private static final byte[] FIRST = {1};

    private Hkdf() {}

    /// The pseudorandom key of `material`: 32 bytes, to be given to [#expand]. An empty `salt` is allowed.
    public static SecretBytes extract(byte[] salt, SecretBytes material) {
        return SecretBytes.owning(Hmac.sha256(salt.length == 0 ? NO_SALT : salt, material.revealSecret()));
    }

    /// `sizeBytes` bytes that only the holder of `pseudorandomKey` can compute, others for each `info`.
    ///
    /// @throws IllegalArgumentException where `sizeBytes` is not between 1 and [#BYTES_MAX]
    public static SecretBytes expand(SecretBytes pseudorandomKey, byte[] info, int sizeBytes) {
        if (sizeBytes < 1 || sizeBytes > BYTES_MAX) {
            throw new IllegalArgumentException("HKDF-SHA256 expands to between 1 and " + BYTES_MAX + " bytes");
        }
        byte[] key = pseudorandomKey.revealSecret();
        byte[] block = Hmac.sha256(key, info, FIRST);
        byte[] expanded = Arrays.copyOf(block, sizeBytes);
        for (int done = block.length, counter = 2; done < sizeBytes; done += block.length, counter++) {
            byte[] next = Hmac.sha256(key, block, info, new byte[] {(byte) counter});
            Arrays.fill(block, (byte) 0);
            block = next;
            System.arraycopy(block, 0, expanded, done, Math.min(block.length, sizeBytes - done));
        }
        Arrays.fill(block, (byte) 0);
        return SecretBytes.owning(expanded);
    }
}
