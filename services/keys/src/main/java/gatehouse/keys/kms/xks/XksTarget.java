package gatehouse.keys.kms.xks;

import gatehouse.wire.sigv4.Signer.Credentials;

/// The proxy of a key store in a region, ready to be called.
public record XksTarget(String storeId, String region, XksProxy proxy, Credentials credentials) {
    @Override
    public String toString() {
        return "XksTarget[" + storeId + "]";
    }
}
