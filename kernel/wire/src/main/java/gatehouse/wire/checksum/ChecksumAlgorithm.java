package gatehouse.wire.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The checksums that requests and answers carry in headers.
public enum ChecksumAlgorithm {
    CRC32(4),
    CRC32C(4),
    CRC64NVME(8),
    SHA1(20),
    SHA256(32),
    /// Only in `Content-MD5`.
    MD5(16);

    private final int bytes;

    ChecksumAlgorithm(int bytes) {
        this.bytes = bytes;
    }

    /// The algorithm that a member or header names in words (`CRC32`, in any case), or null.
    public static @Nullable ChecksumAlgorithm named(String word) {
        for (ChecksumAlgorithm each : values()) {
            if (each != MD5 && each.name().equals(word.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        return null;
    }

    /// The algorithm whose checksum that header (name in lower case) holds, or null.
    static @Nullable ChecksumAlgorithm ofHeader(String header) {
        for (ChecksumAlgorithm each : values()) {
            if (each.header().equals(header)) {
                return each;
            }
        }
        return null;
    }

    /// The header that holds it, in lower case.
    public String header() {
        return switch (this) {
            case CRC32 -> "x-amz-checksum-crc32";
            case CRC32C -> "x-amz-checksum-crc32c";
            case CRC64NVME -> "x-amz-checksum-crc64nvme";
            case SHA1 -> "x-amz-checksum-sha1";
            case SHA256 -> "x-amz-checksum-sha256";
            case MD5 -> "content-md5";
        };
    }

    public Digest digest() {
        return switch (this) {
            case CRC32 -> Digest.of(new CRC32(), bytes);
            case CRC32C -> Digest.of(new CRC32C(), bytes);
            case CRC64NVME -> Digest.of(new Crc64Nvme(), bytes);
            case SHA1 -> Digest.of(lookUp("SHA-1"));
            case SHA256 -> Digest.of(lookUp("SHA-256"));
            case MD5 -> Digest.of(lookUp("MD5"));
        };
    }

    /// The header's value for that body.
    public String of(byte[] body) {
        Digest digest = digest();
        digest.update(body, 0, body.length);
        return Base64.getEncoder().encodeToString(digest.value());
    }

    /// How many bytes the checksum has.
    int bytes() {
        return bytes;
    }

    private static MessageDigest lookUp(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }
}
