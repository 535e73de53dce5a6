package gatehouse.wire.checksum;

import java.security.MessageDigest;
import java.util.zip.Checksum;

/// A checksum being computed.
public interface Digest {
    void update(byte[] bytes, int offset, int length);

    /// The checksum of all bytes so far, as headers have it: the most significant byte first. Called once.
    byte[] value();

    /// The last `bytes` bytes of a checksum that is a number.
    static Digest of(Checksum checksum, int bytes) {
        return new Digest() {
            @Override
            public void update(byte[] some, int offset, int length) {
                checksum.update(some, offset, length);
            }

            @Override
            public byte[] value() {
                byte[] value = new byte[bytes];
                long rest = checksum.getValue();
                for (int i = bytes - 1; i >= 0; i--) {
                    value[i] = (byte) rest;
                    rest >>>= 8;
                }
                return value;
            }
        };
    }

    static Digest of(MessageDigest digest) {
        return new Digest() {
            @Override
            public void update(byte[] some, int offset, int length) {
                digest.update(some, offset, length);
            }

            @Override
            public byte[] value() {
                return digest.digest();
            }
        };
    }
}
