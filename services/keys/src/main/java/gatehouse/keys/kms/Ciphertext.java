package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.crypto.AesGcm;
import gatehouse.crypto.Entropy;
import gatehouse.crypto.Hkdf;
import gatehouse.crypto.Hmac;
import gatehouse.crypto.SealException;
import gatehouse.crypto.SecretBytes;
import gatehouse.wire.shape.ServiceException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A ciphertext of a symmetric key, version 1: a header that names key and material, authenticated by itself, and what
/// was encrypted, bound to header and encryption context. The format is in `docs/formats/kms-ciphertext.md`.
///
/// Each message has a key of its own, derived from the material and a random salt, so that no number of messages
/// wears a key out.
final class Ciphertext {
    static final int MATERIAL_ID_BYTES = 32;

    private static final byte VERSION = 1;

    /// Of a key in a custom key store: what was encrypted is as its token made it.
    private static final byte VERSION_OF_TOKEN = 2;

    /// Of a key in an external key store: encrypted here, and then by its proxy.
    private static final byte VERSION_OF_PROXY = 3;

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
    private static final byte[] OUTER_LABEL = "gatehouse kms outer 1\0".getBytes(US_ASCII);
    private static final int MESSAGE_KEY_BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;
    private final String keyId;

    private Ciphertext(byte[] bytes, String keyId) {
        this.bytes = bytes;
        this.keyId = keyId;
    }

    /// What a ciphertext names in its header.
    record Names(String keyId, String materialId) {
        /// What a header begins with that names them.
        byte[] encoded() {
            KeyId id = KeyId.parse(keyId);
            return ByteBuffer.allocate(SALT_AT)
                    .put(VERSION)
                    .put(id.kind().code())
                    .putLong(id.high())
                    .putLong(id.low())
                    .put(HEX.parseHex(materialId))
                    .array();
        }
    }

    /// The ciphertext of `plaintext` under `material`, the generation that `names` tells.
    ///
    /// @param names [Names#encoded]
    /// @param context the canonical encryption context
    static byte[] encrypt(
            byte[] names,
            SecretBytes headerKey,
            SecretBytes material,
            byte[] context,
            byte[] plaintext,
            Entropy entropy) {
        byte[] bound = bound(names, headerKey, context, entropy);
        byte[] ciphertext = Arrays.copyOf(bound, OVERHEAD_BYTES + plaintext.length);
        SecretBytes key = messageKey(material, bound);
        try {
            AesGcm.encrypt(key, nonce(bound), bound, plaintext, ciphertext, HEADER_BYTES);
            return ciphertext;
        } finally {
            key.erase();
        }
    }

    /// The ciphertext of a key in a custom key store: `token` encrypts, bound to what it is given.
    ///
    /// @param names [Names#encoded]
    /// @param context the canonical encryption context
    static byte[] encryptInToken(
            byte[] names, SecretBytes headerKey, byte[] context, Entropy entropy, UnaryOperator<byte[]> token) {
        byte[] ofToken = names.clone();
        ofToken[0] = VERSION_OF_TOKEN;
        byte[] bound = bound(ofToken, headerKey, context, entropy);
        byte[] encrypted = token.apply(bound);
        byte[] ciphertext = Arrays.copyOf(bound, HEADER_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, ciphertext, HEADER_BYTES, encrypted.length);
        return ciphertext;
    }

    /// The ciphertext of a key in an external key store: `proxy` encrypts what is encrypted here already. What it makes
    /// of that stands behind the header, under a code of its own.
    ///
    /// @param names [Names#encoded]
    /// @param context the canonical encryption context
    static byte[] encryptTwice(
            byte[] names, Secrets secrets, byte[] context, byte[] plaintext, UnaryOperator<byte[]> proxy) {
        byte[] ofProxy = names.clone();
        ofProxy[0] = VERSION_OF_PROXY;
        byte[] bound = bound(ofProxy, secrets.headerKey(), context, secrets.entropy());
        SecretBytes key = messageKey(secrets.material(), bound);
        byte[] outer;
        try {
            outer = proxy.apply(AesGcm.encrypt(key, nonce(bound), bound, plaintext));
        } finally {
            key.erase();
        }
        byte[] ciphertext = Arrays.copyOf(bound, HEADER_BYTES + outer.length + MAC_BYTES);
        System.arraycopy(outer, 0, ciphertext, HEADER_BYTES, outer.length);
        byte[] code = outerMac(secrets.material(), ciphertext);
        System.arraycopy(code, 0, ciphertext, HEADER_BYTES + outer.length, MAC_BYTES);
        return ciphertext;
    }

    /// What an encryption here takes.
    record Secrets(SecretBytes headerKey, SecretBytes material, Entropy entropy) {}

    /// The plaintext of [#encryptTwice].
    ///
    /// @param wrong what to throw where `proxy` gives something else than it was given, or the context is another
    /// @throws ServiceException InvalidCiphertextException where the ciphertext was changed: the proxy does not
    ///     see it
    byte[] decryptTwice(
            SecretBytes material, byte[] context, UnaryOperator<byte[]> proxy, Supplier<ServiceException> wrong) {
        int end = bytes.length - MAC_BYTES;
        byte[] code = Arrays.copyOf(outerMac(material, bytes), MAC_BYTES);
        if (!MessageDigest.isEqual(code, Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw KmsErrors.invalidCiphertext();
        }
        byte[] inner = proxy.apply(Arrays.copyOfRange(bytes, HEADER_BYTES, end));
        SecretBytes key = messageKey(material, bytes);
        try {
            return AesGcm.decrypt(key, nonce(bytes), bound(context), inner);
        } catch (SealException _) {
            throw wrong.get();
        } finally {
            key.erase();
        }
    }

    /// The code of everything in front of it, of which the first [#MAC_BYTES] are used.
    private static byte[] outerMac(SecretBytes material, byte[] ciphertext) {
        SecretBytes key = derived(material, OUTER_LABEL, ciphertext);
        try {
            return Hmac.sha256(key.revealSecret(), Arrays.copyOf(ciphertext, ciphertext.length - MAC_BYTES));
        } finally {
            key.erase();
        }
    }

    /// A new header and the context: what a ciphertext is bound to.
    private static byte[] bound(byte[] names, SecretBytes headerKey, byte[] context, Entropy entropy) {
        byte[] random = entropy.bytes(SALT_BYTES + AesGcm.NONCE_BYTES);
        byte[] bound = Arrays.copyOf(names, HEADER_BYTES + context.length);
        System.arraycopy(random, 0, bound, SALT_AT, random.length);
        System.arraycopy(mac(headerKey, names, random), 0, bound, MAC_AT, MAC_BYTES);
        System.arraycopy(context, 0, bound, HEADER_BYTES, context.length);
        return bound;
    }

    /// Reads and authenticates a ciphertext's header; null where it was not made with that key, or was changed.
    static @Nullable Ciphertext read(byte[] bytes, SecretBytes headerKey) {
        if (bytes.length < OVERHEAD_BYTES || !isOfVersion(bytes[0]) || !isAuthentic(bytes, headerKey)) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(1);
        KeyId.Kind kind = KeyId.Kind.of(in.get());
        return new Ciphertext(bytes, new KeyId(kind, in.getLong(), in.getLong()).toString());
    }

    private static boolean isOfVersion(byte version) {
        return version == VERSION || version == VERSION_OF_TOKEN || version == VERSION_OF_PROXY;
    }

    /// Whether a custom key store's token made it.
    boolean isOfToken() {
        return bytes[0] == VERSION_OF_TOKEN;
    }

    /// Whether it was encrypted here and by an external key store's proxy.
    boolean isOfProxy() {
        return bytes[0] == VERSION_OF_PROXY;
    }

    /// What a token's ciphertext is bound to.
    ///
    /// @param context the canonical encryption context
    byte[] bound(byte[] context) {
        byte[] bound = Arrays.copyOf(bytes, HEADER_BYTES + context.length);
        System.arraycopy(context, 0, bound, HEADER_BYTES, context.length);
        return bound;
    }

    /// What was encrypted, behind the header.
    byte[] body() {
        return Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
    }

    Names names() {
        return new Names(keyId, HEX.formatHex(bytes, MATERIAL_ID_AT, SALT_AT));
    }

    /// The plaintext.
    ///
    /// @throws gatehouse.wire.shape.ServiceException InvalidCiphertextException where context or ciphertext are not
    ///     those of the encryption
    byte[] decrypt(SecretBytes material, byte[] context) {
        SecretBytes key = messageKey(material, bytes);
        try {
            return AesGcm.decrypt(key, nonce(bytes), bound(context), body());
        } catch (SealException _) {
            throw KmsErrors.invalidCiphertext();
        } finally {
            key.erase();
        }
    }

    private static boolean isAuthentic(byte[] bytes, SecretBytes headerKey) {
        byte[] names = Arrays.copyOf(bytes, SALT_AT);
        byte[] random = Arrays.copyOfRange(bytes, SALT_AT, MAC_AT);
        byte[] code = Arrays.copyOf(mac(headerKey, names, random), MAC_BYTES);
        return MessageDigest.isEqual(code, Arrays.copyOfRange(bytes, MAC_AT, HEADER_BYTES));
    }

    /// The header's code, of which the first [#MAC_BYTES] are used. `random` is salt and nonce.
    private static byte[] mac(SecretBytes headerKey, byte[] names, byte[] random) {
        return Hmac.sha256(headerKey.revealSecret(), HEADER_LABEL, names, random);
    }

    private static SecretBytes messageKey(SecretBytes material, byte[] header) {
        return derived(material, MESSAGE_LABEL, header);
    }

    /// A key of this message alone.
    private static SecretBytes derived(SecretBytes material, byte[] label, byte[] header) {
        byte[] info = Arrays.copyOf(label, label.length + SALT_BYTES);
        System.arraycopy(header, SALT_AT, info, label.length, SALT_BYTES);
        return Hkdf.expand(material, info, MESSAGE_KEY_BYTES);
    }

    private static byte[] nonce(byte[] header) {
        return Arrays.copyOfRange(header, NONCE_AT, MAC_AT);
    }
}
