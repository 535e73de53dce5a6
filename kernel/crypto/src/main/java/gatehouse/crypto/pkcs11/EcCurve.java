package gatehouse.crypto.pkcs11;

import java.util.HexFormat;

/// The elliptic curves of key pairs, named as Java names them.
public enum EcCurve {
    P256("secp256r1", "06082a8648ce3d030107"),
    P384("secp384r1", "06052b81040022");

    private final String javaName;
    private final String identifier;

    EcCurve(String javaName, String identifier) {
        this.javaName = javaName;
        this.identifier = identifier;
    }

    String javaName() {
        return javaName;
    }

    /// Its object identifier in DER.
    byte[] identifier() {
        return HexFormat.of().parseHex(identifier);
    }
}
