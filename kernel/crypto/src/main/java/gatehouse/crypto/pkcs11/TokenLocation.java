package gatehouse.crypto.pkcs11;

import java.nio.file.Path;

/// Where a token is: the PKCS#11 library that speaks to it, and the token's label there.
public record TokenLocation(Path library, String label) {
    /// The longest label that a token can have, in bytes.
    public static final int LABEL_BYTES_MAX = 32;
}
