package gatehouse.keys.kms.xks;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;

/// The four operations of a proxy. What they cannot do is an [XksException]; an answer is taken only as a whole.
public final class XksApi {
    private static final String ALGORITHM = "AES_GCM";
    private static final String INTEGRITY_ALGORITHM = "SHA_256";
    private static final Set<String> HEALTHS = Set.of("ACTIVE", "DEGRADED", "UNAVAILABLE");
    private static final Set<String> STATUSES = Set.of("ENABLED", "DISABLED");
    private static final int TYPICAL_BYTES = 1_024;

    private final XksClient client;

    public XksApi(XksClient client) {
        this.client = client;
    }

    /// GetHealthStatus: whether proxy and key managers can work.
    public void requireHealthy(XksTarget target, RequestMetadata metadata) throws XksException {
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        JsonBuffer out = new JsonBuffer(body).startObject();
        metadata.write(out);
        out.endObject();
        XksAnswer answer = client.post(target, "/health", body.toByteArray());
        answer.text("xksProxyVendor");
        answer.text("xksProxyModel");
        answer.text("ekmVendor");
        List<XksAnswer> managers = answer.objects("ekmFleetDetails", XksLimits.KEY_MANAGERS_MAX);
        if (!answer.hasPositiveInteger("xksProxyFleetSize") || managers.isEmpty()) {
            throw XksAnswer.notUnderstood();
        }
        boolean available = false;
        for (XksAnswer manager : managers) {
            manager.text("id");
            manager.text("model");
            String health = manager.text("healthStatus");
            if (!HEALTHS.contains(health)) {
                throw XksAnswer.notUnderstood();
            }
            available |= !health.equals("UNAVAILABLE");
        }
        if (!available) {
            throw new XksException(XksFailure.KEY_MANAGERS_UNAVAILABLE);
        }
    }

    /// What a proxy tells of a key.
    public record KeyMetadata(String spec, List<String> usages, String status) {
        public KeyMetadata {
            usages = List.copyOf(usages);
        }
    }

    /// GetKeyMetadata.
    public KeyMetadata keyMetadata(XksTarget target, RequestMetadata metadata, String xksKeyId) throws XksException {
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        JsonBuffer out = new JsonBuffer(body).startObject();
        metadata.write(out);
        out.endObject();
        XksAnswer answer = client.post(target, "/keys/" + xksKeyId + "/metadata", body.toByteArray());
        KeyMetadata key = new KeyMetadata(
                answer.text("keySpec"), answer.texts("keyUsage", XksLimits.KEY_USAGES_MAX), answer.text("keyStatus"));
        if (!STATUSES.contains(key.status())) {
            throw XksAnswer.notUnderstood();
        }
        return key;
    }

    /// Encrypt, with the proxy's word that what it answers can be decrypted.
    public XksCiphertext encrypt(XksKey key, byte[] aad, byte[] plaintext) throws XksException {
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        JsonBuffer out = start(key, aad, body);
        out.name("plaintext").base64(plaintext);
        out.name("ciphertextDataIntegrityValueAlgorithm").string(INTEGRITY_ALGORITHM);
        out.endObject();
        XksAnswer answer = client.post(key.target(), "/keys/" + key.xksKeyId() + "/encrypt", body.toByteArray());
        XksCiphertext made = new XksCiphertext(
                answer.bytesOrNone("ciphertextMetadata"),
                answer.bytes("initializationVector"),
                answer.bytes("authenticationTag"),
                answer.bytes("ciphertext"));
        boolean intact = made.isWellFormed()
                && made.ciphertext().length == plaintext.length
                && MessageDigest.isEqual(integrityValue(aad, made), answer.bytes("ciphertextDataIntegrityValue"));
        if (!intact) {
            throw XksAnswer.notUnderstood();
        }
        return made;
    }

    /// Decrypt.
    public byte[] decrypt(XksKey key, byte[] aad, XksCiphertext made) throws XksException {
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        JsonBuffer out = start(key, aad, body);
        out.name("ciphertext").base64(made.ciphertext());
        if (made.metadata().length > 0) {
            out.name("ciphertextMetadata").base64(made.metadata());
        }
        out.name("initializationVector").base64(made.iv());
        out.name("authenticationTag").base64(made.tag());
        out.endObject();
        byte[] plaintext = client.post(key.target(), "/keys/" + key.xksKeyId() + "/decrypt", body.toByteArray())
                .bytes("plaintext");
        if (plaintext.length != made.ciphertext().length) {
            throw XksAnswer.notUnderstood();
        }
        return plaintext;
    }

    private static JsonBuffer start(XksKey key, byte[] aad, GrowableBytes body) {
        JsonBuffer out = new JsonBuffer(body).startObject();
        key.metadata().write(out);
        if (aad.length > 0) {
            out.name("additionalAuthenticatedData").base64(aad);
        }
        return out.name("encryptionAlgorithm").string(ALGORITHM);
    }

    /// The specification's appendix C: against bits that flip, not against who means harm.
    static byte[] integrityValue(byte[] aad, XksCiphertext made) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(aad);
            sha256.update(made.metadata());
            sha256.update(made.iv());
            sha256.update(made.ciphertext());
            return sha256.digest(made.tag());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
