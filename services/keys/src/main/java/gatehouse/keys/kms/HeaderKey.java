package gatehouse.keys.kms;

/// The key that the headers of ciphertexts are authenticated with, one for the whole store, made with its first KMS
/// key; sealed for `kms.header-key/` and its id.
public record HeaderKey(String id, byte[] sealed) {
    static final int BYTES = 32;

    /// The only one there is.
    static final String FIRST = "1";

    @Override
    public String toString() {
        return "HeaderKey[" + id + "]";
    }
}
