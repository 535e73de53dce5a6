package gatehouse.identity.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.crypto.AesGcm;
import gatehouse.crypto.Entropy;
import gatehouse.crypto.Hkdf;
import gatehouse.crypto.SealException;
import gatehouse.crypto.SecretBytes;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Issues and opens temporary credentials, of which nothing is stored: the token holds the session's facts,
/// encrypted and authenticated under a [TokenKey], and the secret access key is derived from that key.
///
/// A token opens only with the access key id that it was issued for, only while the store has the epoch it had, and
/// only if not one bit differs. It says nothing of expiry or of what its bearer may do: that is judged at each use.
/// The format is in `docs/formats/session-token.md`.
public final class SessionTokens {
    static final int VERSION = 1;
    static final int SALT_BYTES = 16;
    static final int HEADER_BYTES = 1 + Integer.BYTES + SALT_BYTES;

    private static final int KEY_BYTES = 32;

    /// Base 64 makes 40 characters of them, as many as AWS's secrets have.
    private static final int SECRET_BYTES = 30;

    private static final byte[] TOKEN_LABEL = "gatehouse session token 1\0".getBytes(UTF_8);
    private static final byte[] SECRET_LABEL = "gatehouse session secret 1\0".getBytes(UTF_8);

    // Each token has a key of its own, so the nonce need not differ.
    private static final byte[] NONCE = new byte[AesGcm.NONCE_BYTES];

    private final TokenKeys keys;
    private final Entropy entropy;
    private final Supplier<String> epoch;
    private final Cache<String, OpenedToken> opened = Caffeine.newBuilder()
            .maximumWeight(StsLimits.OPENED_TOKENS_CHARS_MAX)
            .weigher((String token, OpenedToken _) -> token.length())
            .executor(Runnable::run)
            .build();

    /// `epoch` is the store's.
    public SessionTokens(TokenKeys keys, Entropy entropy, Supplier<String> epoch) {
        this.keys = keys;
        this.entropy = entropy;
        this.epoch = epoch;
    }

    /// Temporary credentials. The secret appears in no text of theirs.
    public record Issued(String accessKeyId, String secretAccessKey, String sessionToken) {
        @Override
        public String toString() {
            return "Issued[" + accessKeyId + "]";
        }
    }

    /// A token that is authentic: its facts, and the secret that its bearer signs with.
    public record OpenedToken(
            String accessKeyId, String secretAccessKey, SessionFacts facts, String epoch, Key tokenKey) {
        @Override
        public String toString() {
            return "OpenedToken[" + accessKeyId + "]";
        }
    }

    /// Issues credentials for a session, from its own time of issue on.
    public Issued issue(Transaction tx, SessionFacts facts) {
        SecretBytes tokenKey = keys.current(tx, facts.session().issuedAt());
        String accessKeyId = SessionKeyId.next(facts.account(), entropy);
        byte[] salt = entropy.bytes(SALT_BYTES);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) VERSION)
                .putInt(TokenKeys.day(facts.session().issuedAt()))
                .put(salt)
                .array();
        SecretBytes key = Hkdf.expand(tokenKey, join(TOKEN_LABEL, salt), KEY_BYTES);
        byte[] ciphertext = AesGcm.encrypt(
                key, NONCE, additionalData(header, accessKeyId, epoch.get()), SessionFactsFormat.write(facts));
        key.erase();
        String token = Base64.getEncoder().encodeToString(join(header, ciphertext));
        if (token.length() > StsLimits.TOKEN_CHARS_MAX) {
            throw new IllegalStateException("a session token of " + token.length() + " characters");
        }
        return new Issued(accessKeyId, secret(tokenKey, salt, accessKeyId), token);
    }

    /// Opens a token that came with that access key id; null where it was not issued here for it, or is from before a
    /// reset. It may have expired.
    public @Nullable OpenedToken open(View view, String accessKeyId, String token) {
        OpenedToken known = opened.getIfPresent(token);
        if (known == null) {
            known = decode(view, accessKeyId, token);
            if (known != null) {
                opened.put(token, known);
            }
            return known;
        }
        boolean valid = known.accessKeyId().equals(accessKeyId)
                && known.epoch().equals(epoch.get())
                && view.get(StsTables.TOKEN_KEYS, known.tokenKey()) != null;
        return valid ? known : null;
    }

    private @Nullable OpenedToken decode(View view, String accessKeyId, String token) {
        byte[] bytes = bytes(token);
        if (bytes == null || bytes.length < HEADER_BYTES + AesGcm.TAG_BYTES || bytes[0] != VERSION) {
            return null;
        }
        Key row = StsTables.tokenKey(ByteBuffer.wrap(bytes).getInt(1));
        SecretBytes tokenKey = keys.find(view, row);
        if (tokenKey == null) {
            return null;
        }
        byte[] header = Arrays.copyOf(bytes, HEADER_BYTES);
        byte[] salt = Arrays.copyOfRange(bytes, HEADER_BYTES - SALT_BYTES, HEADER_BYTES);
        String current = epoch.get();
        SecretBytes key = Hkdf.expand(tokenKey, join(TOKEN_LABEL, salt), KEY_BYTES);
        try {
            byte[] plain = AesGcm.decrypt(
                    key,
                    NONCE,
                    additionalData(header, accessKeyId, current),
                    Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length));
            SessionFacts facts = SessionFactsFormat.read(plain);
            return new OpenedToken(accessKeyId, secret(tokenKey, salt, accessKeyId), facts, current, row);
        } catch (SealException _) {
            return null; // Tampered with, or another key's: it is the caller who says what that means.
        } finally {
            key.erase();
        }
    }

    /// The bytes of a token in its one canonical form; null where it has another.
    private static byte @Nullable [] bytes(String token) {
        if (token.length() > StsLimits.TOKEN_CHARS_MAX) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(token);
            // The last character has bits that decoding ignores: a token with those set is not what was issued.
            return Base64.getEncoder().encodeToString(bytes).equals(token) ? bytes : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String secret(SecretBytes tokenKey, byte[] salt, String accessKeyId) {
        SecretBytes secret = Hkdf.expand(tokenKey, join(SECRET_LABEL, salt, accessKeyId.getBytes(UTF_8)), SECRET_BYTES);
        try {
            return Base64.getEncoder().encodeToString(secret.revealSecret());
        } finally {
            secret.erase();
        }
    }

    /// Neither part after the header holds a zero byte, and the header has one length.
    private static byte[] additionalData(byte[] header, String accessKeyId, String epoch) {
        return join(header, (accessKeyId + '\0' + epoch).getBytes(UTF_8));
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
