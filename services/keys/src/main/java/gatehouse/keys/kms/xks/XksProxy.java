package gatehouse.keys.kms.xks;

/// How a key store's proxy is called, as it is stored: `endpoint` in lower case (`https://xks.example.com`), `path`
/// with `/kms/xks/v1` at its end. `sealedSecret` is the secret access key, sealed for
/// `kms.xks-proxy-credential/` and the store's id.
public record XksProxy(String endpoint, String path, String accessKeyId, byte[] sealedSecret) {
    public static String sealedFor(String storeId) {
        return "kms.xks-proxy-credential/" + storeId;
    }

    public XksProxy at(String newEndpoint, String newPath) {
        return new XksProxy(newEndpoint, newPath, accessKeyId, sealedSecret);
    }

    /// Whether it is where the other one is.
    public boolean hasUriOf(XksProxy other) {
        return endpoint.equals(other.endpoint) && path.equals(other.path);
    }

    public XksProxy withCredential(String newAccessKeyId, byte[] newSealedSecret) {
        return new XksProxy(endpoint, path, newAccessKeyId, newSealedSecret);
    }

    @Override
    public String toString() {
        return "XksProxy[" + endpoint + path + "]";
    }
}
