package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.crypto.AesGcm;
import gatehouse.crypto.Entropy;
import gatehouse.crypto.Hkdf;
import gatehouse.crypto.Hmac;
import gatehouse.crypto.SealException;
import gatehouse.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A ciphertext of a symmetric key, version 1: a header that names key and material, authenticated by itself, and what
/// was encrypted, bound to header and encryption context. The format is in `docs/formats/kms-ciphertext.md`.
///
/// Each message has a key of its own, derived from the material and a random salt, so that no number of messages
/// wears a key out.
final class Ciphertext {
    static final int MATERIAL_BYTES = 32;
    static final int MATERIAL_ID_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final int MAC_BYTES = 16;

    private static final int KEY_ID_AT = 2;
    private static final int MATERIAL_ID_AT = KEY_ID_AT + KeyId.BYTES;
    private static final int SALT_AT = MATERIAL_ID_AT + MATERIAL_ID_BYTES;
    private static final int NONCE_AT = SALT_AT + SALT_BYTES;
    private static final int MAC_AT = NONCE_AT + AesGcm.NONCE_BYTES;
    private static final int HEADER_BYTES = MAC_AT + MAC_BYTES;

    /// How much longer a ciphertext is than its plaintext.
    static final int OVERHEAD_BYTES = HEADER_BYTES + AesGcm.TAG_BYTES;

    private static final byte[] HEADER_LABEL = "gatehouse kms header 1\0".getBytes(US_ASCII);
    private static final byte[] MESSAGE_LABEL = "gatehouse kms message 1\0".getBytes(US_ASCII);
    private static final int MESSAGE_KEY_BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;
    private final String keyId;

    private Ciphertext(byte[] bytes, String keyId) {
        this.bytes = bytes;
        this.keyId = keyId;
    }

    /// What a ciphertext names in its header.
    record Names(String keyId, String materialId) {}

    /// The ciphertext of `plaintext` under `material`, the generation that `names` tells.
    ///
    /// @param context the canonical encryption context
    static byte[] encrypt(
            Names names,
            SecretBytes headerKey,
            SecretBytes material,
            byte[] context,
            byte[] plaintext,
            Entropy entropy) {
        byte[] header = new byte[HEADER_BYTES];
        KeyId keyId = KeyId.parse(names.keyId());
        byte[] random = entropy.bytes(SALT_BYTES + AesGcm.NONCE_BYTES);
        ByteBuffer.wrap(header)
                .put(VERSION)
                .put(keyId.kind().code())
                .putLong(keyId.high())
                .putLong(keyId.low())
                .put(HEX.parseHex(names.materialId()))
                .put(random);
        System.arraycopy(mac(headerKey, header), 0, header, MAC_AT, MAC_BYTES);
        SecretBytes key = messageKey(material, header);
        try {
            byte[] nonce = Arrays.copyOfRange(header, NONCE_AT, MAC_AT);
            byte[] body = AesGcm.encrypt(key, nonce, joined(header, context), plaintext);
            return joined(header, body);
        } finally {
            key.erase();
        }
    }

    /// Reads and authenticates a ciphertext's header; null where it was not made with that key, or was changed.
    static @Nullable Ciphertext read(byte[] bytes, SecretBytes headerKey) {
        if (bytes.length < OVERHEAD_BYTES || bytes[0] != VERSION || !isAuthentic(bytes, headerKey)) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(1);
        KeyId.Kind kind = KeyId.Kind.of(in.get());
        return new Ciphertext(bytes, new KeyId(kind, in.getLong(), in.getLong()).toString());
    }

    Names names() {
        return new Names(keyId, HEX.formatHex(bytes, MATERIAL_ID_AT, SALT_AT));
    }

    /// The plaintext.
    ///
    /// @throws gatehouse.wire.shape.ServiceException InvalidCiphertextException where context or ciphertext are not
    ///     those of the encryption
    byte[] decrypt(SecretBytes material, byte[] context) {
        byte[] header = Arrays.copyOf(bytes, HEADER_BYTES);
        SecretBytes key = messageKey(material, header);
        try {
            byte[] nonce = Arrays.copyOfRange(header, NONCE_AT, MAC_AT);
            byte[] body = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
            return AesGcm.decrypt(key, nonce, joined(header, context), body);
        } catch (SealException _) {
            throw KmsErrors.invalidCiphertext();
        } finally {
            key.erase();
        }
    }

    private static boolean isAuthentic(byte[] bytes, SecretBytes headerKey) {
        byte[] claimed = Arrays.copyOfRange(bytes, MAC_AT, HEADER_BYTES);
        return MessageDigest.isEqual(Arrays.copyOf(mac(headerKey, bytes), MAC_BYTES), claimed);
    }

    private static byte[] mac(SecretBytes headerKey, byte[] bytes) {
        return Hmac.sha256(headerKey.revealSecret(), HEADER_LABEL, Arrays.copyOf(bytes, MAC_AT));
    }

    private static SecretBytes messageKey(SecretBytes material, byte[] header) {
        byte[] info = Arrays.copyOf(MESSAGE_LABEL, MESSAGE_LABEL.length + SALT_BYTES);
        System.arraycopy(header, SALT_AT, info, MESSAGE_LABEL.length, SALT_BYTES);
        return Hkdf.expand(material, info, MESSAGE_KEY_BYTES);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (second.length == 0) {
            return first;
        }
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
