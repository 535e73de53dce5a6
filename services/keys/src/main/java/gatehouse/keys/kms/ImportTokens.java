package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.crypto.SealException;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.InvalidKeyMaterialException;
import gatehouse.crypto.asymmetric.KeyPairMaterial;
import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.OpenedPrivateKey;
import gatehouse.crypto.asymmetric.WrappingAlgorithm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The tokens of imports: each holds, sealed for its key, the private key that opens what is imported with it, so that
/// nothing is stored until there is material. One that was sealed under an earlier root key is invalid.
final class ImportTokens {
    private static final Duration LIFE = Duration.ofHours(24);

    private final Sealer sealer;

    ImportTokens(Sealer sealer) {
        this.sealer = sealer;
    }

    /// A token, and the public key to wrap material with; both until `validTo`.
    record Issued(byte[] token, byte[] publicKey, Instant validTo) {}

    /// How material is wrapped.
    record Wrapping(KeyPairSpec spec, WrappingAlgorithm algorithm) {}

    Issued issue(KmsKey key, Wrapping wrapping, Instant now) {
        KeyPairMaterial pair = wrapping.spec().generate();
        Instant validTo = now.plus(LIFE);
        byte[] secret = pair.privateKey().revealSecret();
        byte[] words = (wrapping.spec() + " " + wrapping.algorithm()).getBytes(US_ASCII);
        byte[] content = ByteBuffer.allocate(Long.BYTES + 1 + words.length + secret.length)
                .putLong(validTo.toEpochMilli())
                .put((byte) words.length)
                .put(words)
                .put(secret)
                .array();
        try {
            return new Issued(sealer.seal(content, identity(key)), pair.publicKey(), validTo);
        } finally {
            Arrays.fill(content, (byte) 0);
            pair.privateKey().erase();
        }
    }

    /// Unwraps what was wrapped for that token.
    ///
    /// @throws gatehouse.wire.shape.ServiceException InvalidImportTokenException,
    ///     ExpiredImportTokenException, ValidationException where the material cannot have that size, or
    ///     InvalidCiphertextException where it does not unwrap
    SecretBytes unwrap(KmsKey key, byte[] token, byte[] wrapped, Instant now) {
        byte[] content = open(key, token);
        try {
            ByteBuffer in = ByteBuffer.wrap(content);
            if (!Instant.ofEpochMilli(in.getLong()).isAfter(now)) {
                throw KmsErrors.expiredImportToken();
            }
            byte[] words = new byte[in.get()];
            in.get(words);
            String[] wrapping = new String(words, US_ASCII).split(" ", 2);
            KeyPairSpec spec = KeyPairSpec.valueOf(wrapping[0]);
            WrappingAlgorithm algorithm = WrappingAlgorithm.valueOf(wrapping[1]);
            if (!algorithm.wrapsTo(wrapped.length, spec)) {
                throw KmsErrors.wrappedSize();
            }
            SecretBytes encoded = SecretBytes.owning(Arrays.copyOfRange(content, in.position(), content.length));
            try (OpenedPrivateKey privateKey = OpenedPrivateKey.open(spec, encoded)) {
                return algorithm.unwrap(privateKey, wrapped);
            } finally {
                encoded.erase();
            }
        } catch (InvalidKeyMaterialException e) {
            throw new IllegalStateException("a token that was sealed here holds no key", e);
        } catch (gatehouse.crypto.asymmetric.InvalidCiphertextException _) {
            throw KmsErrors.invalidCiphertext();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private byte[] open(KmsKey key, byte[] token) {
        try {
            return sealer.open(token, identity(key));
        } catch (SealException _) {
            throw KmsErrors.invalidImportToken();
        }
    }

    private static String identity(KmsKey key) {
        return "kms.import-token/" + key.arn();
    }
}
