package gatehouse.keys.cloudhsm;

import gatehouse.crypto.pkcs11.Token;
import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.crypto.pkcs11.TokenFailure;
import gatehouse.crypto.pkcs11.TokenLimits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The operator's tokens, and how they were found when they were last asked.
final class HsmTokens {
    private final Map<String, HsmToken> byName = new ConcurrentHashMap<>();
    private final Map<String, TokenFailure> failing = new ConcurrentHashMap<>();
    private final List<HsmToken> all;

    HsmTokens(List<HsmToken> tokens) {
        this.all = List.copyOf(tokens);
        tokens.forEach(token -> byName.put(token.name(), token));
    }

    List<HsmToken> all() {
        return all;
    }

    /// The token of that name, null where the operator names it no more.
    @Nullable
    HsmToken named(String name) {
        return byName.get(name);
    }

    /// Why a token did not answer when it was last asked; null where it did.
    @Nullable
    TokenFailure failure(String name) {
        return byName.containsKey(name) ? failing.get(name) : TokenFailure.UNAVAILABLE;
    }

    /// Asks every token whether it is there, each on a thread of its own: nobody waits for a slow one.
    void ask() {
        for (HsmToken token : all) {
            Thread.ofVirtual().name("hsm " + token.name()).start(() -> ask(token));
        }
    }

    void ask(HsmToken token) {
        try {
            boolean usable = Token.look(token.location(), TokenLimits.DEFAULTS).userPinSet();
            note(token, usable ? null : TokenFailure.NO_USER);
        } catch (TokenException e) {
            note(token, e.failure());
        }
    }

    void note(HsmToken token, @Nullable TokenFailure failure) {
        if (failure == null) {
            failing.remove(token.name());
        } else {
            failing.put(token.name(), failure);
        }
    }
}
