package gatehouse.keys.kms.store;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Sealer;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.pkcs11.Token;
import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.crypto.pkcs11.TokenLimits;
import gatehouse.crypto.pkcs11.TokenLocation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The tokens of connected stores, open as kmsuser. A token is opened for one store at a time; a store that is
/// connected on disk and not here (after a restart) is opened when it is used.
final class StoreConnections {
    private final Sealer sealer;
    private final TokenLimits limits;
    private final Map<TokenLocation, Open> open = new ConcurrentHashMap<>();

    StoreConnections(Sealer sealer, TokenLimits limits) {
        this.sealer = sealer;
        this.limits = limits;
    }

    /// Opens a store's token anew, and proves kmsuser's password.
    void connect(CustomKeyStore store, TokenLocation location) throws TokenException {
        disconnect(location);
        Token token = token(store, location);
        try {
            token.prove();
        } catch (TokenException e) {
            disconnect(location);
            throw e;
        }
    }

    /// The token of a store that is connected.
    Token token(CustomKeyStore store, TokenLocation location) throws TokenException {
        Open known = open.get(location);
        if (known != null && known.storeId().equals(store.storeId())) {
            return known.token();
        }
        synchronized (open) {
            known = open.get(location);
            if (known != null && known.storeId().equals(store.storeId())) {
                return known.token();
            }
            disconnect(location); // Of a store that is gone.
            SecretBytes password =
                    SecretBytes.owning(sealer.open(requireNonNull(store.sealedPassword()), store.sealedFor()));
            Token token = Token.open(location, password, limits);
            open.put(location, new Open(store.storeId(), token));
            return token;
        }
    }

    void disconnect(String storeId) {
        open.forEach((location, each) -> {
            if (each.storeId().equals(storeId)) {
                disconnect(location);
            }
        });
    }

    void disconnectAll() {
        List.copyOf(open.keySet()).forEach(this::disconnect);
    }

    private void disconnect(TokenLocation location) {
        Open known = open.remove(location);
        if (known != null) {
            known.token().close();
        }
    }

    private record Open(String storeId, Token token) {}
}
