package gatehouse.keys.kms.xks;

import java.util.Locale;

/// How a key store's proxy is called, as it is stored: `endpoint` as its owner spells it (`https://xks.example.com`),
/// `path` with `/kms/xks/v1` at its end. `sealedSecret` is the secret access key, sealed for
/// `kms.xks-proxy-credential/` and the store's id.
public record XksProxy(String endpoint, String path, String accessKeyId, byte[] sealedSecret) {
    public static String sealedFor(String storeId) {
        return "kms.xks-proxy-credential/" + storeId;
    }

    public XksProxy at(String newEndpoint, String newPath) {
        return new XksProxy(newEndpoint, newPath, accessKeyId, sealedSecret);
    }

    /// Where it is, the same for all spellings.
    public String uri() {
        return endpoint.toLowerCase(Locale.ROOT) + path;
    }

    public XksProxy withCredential(String newAccessKeyId, byte[] newSealedSecret) {
        return new XksProxy(endpoint, path, newAccessKeyId, newSealedSecret);
    }

    @Override
    public String toString() {
        return "XksProxy[" + endpoint + path + "]";
    }
}
