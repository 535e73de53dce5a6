package gatehouse.crypto.pkcs11;

/// How a token signs.
public enum Signing {
    /// PKCS#1 v1.5 of a message's SHA-256, which the token computes.
    SHA256_RSA_PKCS1(Ck.SHA256_RSA_PKCS),
    /// ECDSA of a digest: the answer is r and s, of equal length, one behind the other.
    ECDSA_OF_DIGEST(Ck.ECDSA);

    private final long mechanism;

    Signing(long mechanism) {
        this.mechanism = mechanism;
    }

    long mechanism() {
        return mechanism;
    }
}
