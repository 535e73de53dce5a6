package gatehouse.keys.cloudhsm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.crypto.pkcs11.Signing;
import gatehouse.crypto.pkcs11.Token;
import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.crypto.pkcs11.TokenInfo;
import gatehouse.crypto.pkcs11.TokenLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// The certificate signing request of a cluster's first HSM, signed by a key that is made in its token for it and named
/// by the cluster.
final class ClusterRequest {
    private static final int KEY_BITS = 2048;
    private static final int LINE = 64;

    private ClusterRequest() {}

    /// The request in PEM. Where the key is there already (a call that had to begin anew), it is used.
    static String sign(HsmToken place, String clusterId) throws TokenException {
        TokenInfo info = Token.look(place.location(), TokenLimits.DEFAULTS);
        try (Token token = Token.open(place.location(), place.pin(), TokenLimits.DEFAULTS)) {
            PublicKey key =
                    token.hasKey(clusterId) ? token.publicKey(clusterId) : token.generateRsaKey(clusterId, KEY_BITS);
            TokenSigner signer = new TokenSigner(token, clusterId);
            byte[] request;
            try {
                request = new JcaPKCS10CertificationRequestBuilder(subject(info), key)
                        .build(signer)
                        .getEncoded();
            } catch (TokenRefusal e) {
                throw e.exception;
            }
            return "-----BEGIN CERTIFICATE REQUEST-----\n"
                    + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(request)
                    + "\n-----END CERTIFICATE REQUEST-----\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X500Name subject(TokenInfo info) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, word(info.manufacturer()))
                .addRDN(BCStyle.OU, word(info.model()))
                .addRDN(BCStyle.CN, "HSM:" + word(info.serialNumber()))
                .build();
    }

    private static String word(String text) {
        return text.isBlank() ? "unknown" : new String(text.getBytes(US_ASCII), US_ASCII);
    }

    /// Signs in the token what Bouncy Castle writes.
    private static final class TokenSigner implements ContentSigner {
        private final Token token;
        private final String label;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        TokenSigner(Token token, String label) {
            this.token = token;
            this.label = label;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.sha256WithRSAEncryption, org.bouncycastle.asn1.DERNull.INSTANCE);
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            try {
                return token.sign(label, Signing.SHA256_RSA_PKCS1, content.toByteArray());
            } catch (TokenException e) {
                throw new TokenRefusal(e);
            }
        }
    }

    /// A token's refusal, through an interface that declares none.
    private static final class TokenRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final TokenException exception;

        TokenRefusal(TokenException exception) {
            super(exception);
            this.exception = exception;
        }
    }
}
