package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.AesGcm;
import gatehouse.crypto.Entropy;
import gatehouse.crypto.Hkdf;
import gatehouse.crypto.SealException;
import gatehouse.crypto.SecretBytes;
import gatehouse.gateway.Call;
import gatehouse.gateway.Handler;
import gatehouse.gateway.InvalidRequest;
import gatehouse.store.View;
import gatehouse.wire.shape.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Grant tokens: the names of grants, sealed, so that only who was given one can name a grant by it, and
/// nobody learns anything from it. The format is in `docs/formats/kms-grant-token.md`.
///
/// AWS's grants take some minutes to be known everywhere, unless a call brings the token. Here a grant
/// counts from the answer on that creates it, so a token that a call brings changes no decision; but it
/// must be a real one.
final class GrantTokens {
    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final int GRANT_ID_BYTES = 32;
    private static final int NONCE_AT = 1 + SALT_BYTES;
    private static final int SEALED_AT = NONCE_AT + AesGcm.NONCE_BYTES;
    private static final int NAMES_BYTES = 1 + KeyId.BYTES + GRANT_ID_BYTES;
    private static final int TOKEN_BYTES = SEALED_AT + NAMES_BYTES + AesGcm.TAG_BYTES;
    private static final int TOKEN_KEY_BYTES = 32;

    private static final byte[] LABEL = "gatehouse kms grant token 1\0".getBytes(US_ASCII);
    private static final HexFormat HEX = HexFormat.of();

    private final KeyMaterials materials;
    private final Entropy entropy;

    GrantTokens(KeyMaterials materials, Entropy entropy) {
        this.materials = materials;
        this.entropy = entropy;
    }

    /// What a token names.
    record Named(String keyId, String grantId) {}

    /// An operation that takes grant tokens: refused where one of them is not real.
    <I extends Shape, O extends Shape> Handler<I, O> checked(
            Function<I, @Nullable List<String>> tokens, Handler<I, O> handler) {
        return (call, in) -> {
            List<String> given = tokens.apply(in);
            if (given != null) {
                given.forEach(token -> open(call, token));
            }
            return handler.plan(call, in);
        };
    }

    /// A new token of a grant, unlike any other.
    String seal(View view, Grant grant) {
        byte[] random = entropy.bytes(SALT_BYTES + AesGcm.NONCE_BYTES);
        byte[] token = ByteBuffer.allocate(TOKEN_BYTES).put(VERSION).put(random).array();
        KeyId keyId = KeyId.parse(grant.keyId());
        byte[] names = ByteBuffer.allocate(NAMES_BYTES)
                .put(keyId.kind().code())
                .putLong(keyId.high())
                .putLong(keyId.low())
                .put(HEX.parseHex(grant.grantId()))
                .array();
        try (Opened<SecretBytes> headerKey = materials.openHeaderKey(view)) {
            if (headerKey == null) {
                throw new IllegalStateException("there are grants without the header key");
            }
            SecretBytes key = tokenKey(headerKey.secret(), token);
            try {
                AesGcm.encrypt(key, nonce(token), region(grant.region()), names, token, SEALED_AT);
            } finally {
                key.erase();
            }
        }
        return Base64.getEncoder().encodeToString(token);
    }

    /// What a token of this region names.
    ///
    /// @throws InvalidRequest InvalidGrantTokenException where it was not made here and for this region, or
    ///     was changed
    Named open(Call call, String text) {
        byte[] token = decode(text);
        if (token.length != TOKEN_BYTES || token[0] != VERSION) {
            throw invalid();
        }
        try (Opened<SecretBytes> headerKey = materials.openHeaderKey(call.view())) {
            if (headerKey == null) {
                throw invalid();
            }
            SecretBytes key = tokenKey(headerKey.secret(), token);
            try {
                byte[] sealed = Arrays.copyOfRange(token, SEALED_AT, TOKEN_BYTES);
                return named(
                        AesGcm.decrypt(key, nonce(token), region(call.region().value()), sealed));
            } catch (SealException _) {
                throw invalid();
            } finally {
                key.erase();
            }
        }
    }

    private static Named named(byte[] names) {
        ByteBuffer in = ByteBuffer.wrap(names);
        KeyId.Kind kind = KeyId.Kind.of(in.get());
        String keyId = new KeyId(kind, in.getLong(), in.getLong()).toString();
        return new Named(keyId, HEX.formatHex(names, in.position(), names.length));
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    private static InvalidRequest invalid() {
        return new InvalidRequest(GrantErrors.invalidToken());
    }

    private static SecretBytes tokenKey(SecretBytes headerKey, byte[] token) {
        byte[] info = Arrays.copyOf(LABEL, LABEL.length + SALT_BYTES);
        System.arraycopy(token, 1, info, LABEL.length, SALT_BYTES);
        return Hkdf.expand(headerKey, info, TOKEN_KEY_BYTES);
    }

    private static byte[] nonce(byte[] token) {
        return Arrays.copyOfRange(token, NONCE_AT, SEALED_AT);
    }

    /// What a token is bound to beside its own bytes.
    private static byte[] region(String region) {
        return region.getBytes(UTF_8);
    }
}
