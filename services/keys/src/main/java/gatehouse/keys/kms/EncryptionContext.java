package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.model.kms.EncryptionAlgorithmSpec;
import gatehouse.policy.ConditionKeys;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The encryption context of a request: pairs that are no secret, to which a ciphertext is bound.
final class EncryptionContext implements ConditionKeys {
    static final String KEYS = "kms:encryptioncontextkeys";
    static final String VALUE_PREFIX = "kms:encryptioncontext:";

    private static final byte[] NONE = {};

    private final Map<String, String> pairs;

    private EncryptionContext(Map<String, String> pairs) {
        this.pairs = pairs;
    }

    static EncryptionContext of(@Nullable Map<String, String> pairs) {
        return new EncryptionContext(pairs == null ? Map.of() : pairs);
    }

    /// @throws gatehouse.wire.shape.ServiceException ValidationException where there is one: nothing that a key pair
    ///     encrypts can be bound to it
    void requireNone() {
        if (!pairs.isEmpty()) {
            throw KmsErrors.validation("EncryptionContext is supported only with symmetric encryption KMS keys.");
        }
    }

    /// The context as bytes, the same for equal contexts and for no others: the pairs in the order of their keys'
    /// bytes, each key and value as its length in UTF-8 (four bytes, big-endian) and its bytes. An empty context
    /// has no bytes.
    ///
    /// @throws gatehouse.wire.shape.ServiceException ValidationException where keys and values have more than
    ///     `bytesMax` bytes, or are no Unicode text
    byte[] canonical(int bytesMax) {
        if (pairs.isEmpty()) {
            return NONE;
        }
        List<byte[][]> sorted = new ArrayList<>(pairs.size());
        int bytes = 0;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            byte[] key = utf8(pair.getKey());
            byte[] value = utf8(pair.getValue());
            bytes += key.length + value.length;
            sorted.add(new byte[][] {key, value});
        }
        if (bytes > bytesMax) {
            throw KmsErrors.validation(
                    "EncryptionContext has " + bytes + " bytes; at most " + bytesMax + " are allowed");
        }
        sorted.sort((a, b) -> Arrays.compareUnsigned(a[0], b[0]));
        ByteBuffer out = ByteBuffer.allocate(bytes + 2 * Integer.BYTES * pairs.size());
        for (byte[][] pair : sorted) {
            out.putInt(pair[0].length).put(pair[0]);
            out.putInt(pair[1].length).put(pair[1]);
        }
        return out.array();
    }

    /// The condition keys of a request with this context and that algorithm.
    ConditionKeys with(EncryptionAlgorithmSpec algorithm) {
        return key -> key.equals("kms:encryptionalgorithm") ? List.of(algorithm.value()) : values(key);
    }

    /// `kms:EncryptionContext:<key>` (whatever the key's case) and `kms:EncryptionContextKeys`.
    @Override
    public @Nullable List<String> values(String key) {
        if (key.equals(KEYS)) {
            return pairs.isEmpty() ? null : List.copyOf(pairs.keySet());
        }
        if (!key.startsWith(VALUE_PREFIX)) {
            return null;
        }
        List<String> values = null;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            String name = pair.getKey().toLowerCase(Locale.ROOT);
            if (key.length() == VALUE_PREFIX.length() + name.length() && key.endsWith(name)) {
                values = values == null ? new ArrayList<>(1) : values;
                values.add(pair.getValue());
            }
        }
        return values;
    }

    /// Half a surrogate pair would be replaced silently, and two contexts become one.
    private static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return strictly(text);
            }
        }
        return text.getBytes(UTF_8);
    }

    private static byte[] strictly(String text) {
        try {
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException _) {
            throw KmsErrors.validation("EncryptionContext holds characters that are no Unicode text");
        }
    }
}
