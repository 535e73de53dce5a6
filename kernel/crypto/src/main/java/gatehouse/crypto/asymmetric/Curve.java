package gatehouse.crypto.asymmetric;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// The elliptic curves in Weierstrass form. All have prime order.
@SuppressWarnings("ImmutableEnumChecker") // Nobody changes what Bouncy Castle gives.
enum Curve {
    P256(SECObjectIdentifiers.secp256r1, "secp256r1"),
    P384(SECObjectIdentifiers.secp384r1, "secp384r1"),
    P521(SECObjectIdentifiers.secp521r1, "secp521r1"),
    P256K1(SECObjectIdentifiers.secp256k1, "secp256k1"),
    SM2(GMObjectIdentifiers.sm2p256v1, "sm2p256v1");

    private final String jcaName;
    private final ECNamedDomainParameters domain;
    private final AlgorithmIdentifier algorithm;

    Curve(ASN1ObjectIdentifier id, String jcaName) {
        this.jcaName = jcaName;
        X9ECParameters custom = CustomNamedCurves.getByOID(id);
        this.domain = new ECNamedDomainParameters(id, custom == null ? GMNamedCurves.getByOID(id) : custom);
        this.algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, id);
    }

    String jcaName() {
        return jcaName;
    }

    ECNamedDomainParameters domain() {
        return domain;
    }

    /// How a key on this curve says so: by its name. Spelled-out parameters are refused.
    AlgorithmIdentifier algorithm() {
        return algorithm;
    }

    int fieldBytes() {
        return (domain.getCurve().getFieldSize() + 7) / 8;
    }

    /// The public point of a private number, computed in the same steps for each number.
    ECPoint publicPoint(BigInteger privateNumber) {
        return new FixedPointCombMultiplier()
                .multiply(domain.getG(), privateNumber)
                .normalize();
    }

    /// A point as keys have it: uncompressed.
    static byte[] encode(ECPoint point) {
        return point.getEncoded(false);
    }
}
