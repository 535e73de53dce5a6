package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.Entropy;
import gatehouse.identity.iam.SamlProvider.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The private keys of SAML providers: at most two, so that one can take the place of another.
final class SamlKeys {
    private static final int KEYS_MAX = 2;

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----\\s[A-Za-z0-9+/=\\s]+-----END \\1PRIVATE KEY-----");

    private final IamParts parts;

    SamlKeys(IamParts parts) {
        this.parts = parts;
    }

    /// A new id of a provider or key: 128 random bits.
    static String newId(Entropy entropy) {
        return HexFormat.of().withUpperCase().formatHex(entropy.bytes(16));
    }

    /// A key to add, sealed; null where there is none.
    ///
    /// @throws gatehouse.model.iam.InvalidInputException where it is no private key in PEM
    @Nullable
    PrivateKey seal(@Nullable String pem, Instant now) {
        if (pem == null) {
            return null;
        }
        if (!PEM.matcher(pem.strip()).matches()) {
            throw IamErrors.samlPrivateKey();
        }
        String id = newId(parts.entropy());
        return new PrivateKey(id, now, parts.sealer().seal(pem.getBytes(UTF_8), PrivateKey.sealedFor(id)));
    }

    /// The keys with one more, where there is one to add.
    static List<PrivateKey> plus(List<PrivateKey> keys, @Nullable PrivateKey added) {
        if (added == null) {
            return keys;
        }
        if (keys.size() == KEYS_MAX) {
            throw IamErrors.exceeded("PrivateKeysPerSAMLProvider", KEYS_MAX);
        }
        List<PrivateKey> more = new ArrayList<>(keys);
        more.add(added);
        return more;
    }

    /// The keys without the one of that id, where one is named.
    static List<PrivateKey> minus(List<PrivateKey> keys, @Nullable String removed) {
        if (removed == null) {
            return keys;
        }
        List<PrivateKey> rest =
                keys.stream().filter(key -> !key.keyId().equals(removed)).toList();
        if (rest.size() == keys.size()) {
            throw IamErrors.noSuchSamlKey(removed);
        }
        return rest;
    }
}
