package gatehouse.crypto.pkcs11;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.pkcs11.TokenSessions.SessionWork;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A PKCS#11 token and its keys, which are named by their labels. Any number of threads may use one.
///
/// Every call ends within the limits that the token was opened with, whatever its library does, and disturbs nobody
/// who does not use this token. A token that was away is used again as soon as it is back.
///
/// A token is opened once at a time in a process, because a login holds for the process: who would open it a second
/// time could use it without its PIN.
public final class Token implements AutoCloseable {
    private static final Set<TokenLocation> OPEN = ConcurrentHashMap.newKeySet();

    private final TokenLocation location;
    private final TokenThreads threads;
    private final TokenSessions sessions;
    private final TokenObjects objects;
    private final SecretBytes pin;
    private final TokenLimits limits;
    private volatile boolean closed;

    private Token(TokenLocation location, SecretBytes pin, TokenLimits limits) {
        this.location = location;
        this.pin = pin;
        this.limits = limits;
        this.threads = TokenThreads.of(location, limits);
        this.sessions = new TokenSessions(location, pin, limits.handlesMax());
        this.objects = new TokenObjects(location);
    }

    /// Takes the token for its caller; `pin` is the token's from now on, and erased when it is closed. Nothing is
    /// asked of the library yet: see [#prove].
    ///
    /// @throws TokenException [TokenFailure#IN_USE] where it is open already
    public static Token open(TokenLocation location, SecretBytes pin, TokenLimits limits) throws TokenException {
        if (!OPEN.add(location)) {
            throw new TokenException(TokenFailure.IN_USE, location, "is in use by another part of this server");
        }
        return new Token(location, pin, limits);
    }

    /// What a token says of itself, without a login: whether it is open or not.
    public static TokenInfo look(TokenLocation location, TokenLimits limits) throws TokenException {
        return TokenThreads.of(location, limits).run(() -> TokenSessions.look(location));
    }

    public TokenLocation location() {
        return location;
    }

    /// Logs in anew, so that the PIN is known to be right now, and the token to be there.
    public void prove() throws TokenException {
        threads.run(() -> {
            sessions.prove();
            return true;
        });
    }

    /// Makes a 256-bit AES key in the token, which encrypts and decrypts there and cannot be extracted.
    public void generateAesKey(String label) throws TokenException {
        inSession(session -> {
            objects.makeAes(session, label);
            return true;
        });
    }

    /// Makes an RSA key pair in the token for signatures. The private key cannot be extracted.
    public PublicKey generateRsaKey(String label, int bits) throws TokenException {
        return making(session -> {
            objects.makeRsa(session, label, bits);
            return PublicKeys.of(session, objects.handle(session, Ck.PUBLIC_KEY, label));
        });
    }

    /// Makes a key pair on an elliptic curve in the token for signatures. The private key cannot be extracted.
    public PublicKey generateEcKey(String label, EcCurve curve) throws TokenException {
        return making(session -> {
            objects.makeEc(session, label, curve);
            return PublicKeys.of(session, objects.handle(session, Ck.PUBLIC_KEY, label));
        });
    }

    /// The public key of a key pair.
    public PublicKey publicKey(String label) throws TokenException {
        return inSession(session -> PublicKeys.of(session, objects.handle(session, Ck.PUBLIC_KEY, label)));
    }

    public boolean hasKey(String label) throws TokenException {
        return inSession(session -> objects.has(session, label));
    }

    /// Whether the secret key of that label cannot leave the token.
    ///
    /// @throws TokenException [TokenFailure#NO_SUCH_KEY] where there is none
    public boolean keeps(String label) throws TokenException {
        return inSession(session -> TokenObjects.isKept(session, objects.handle(session, Ck.SECRET_KEY, label)));
    }

    /// Encrypts with AES-256-GCM, under a nonce that is random: at most 2^32 times with one key (NIST SP 800-38D).
    ///
    /// @return nonce, ciphertext and tag: 28 bytes more than the plaintext
    public byte[] encrypt(String label, byte[] additional, byte[] plaintext) throws TokenException {
        return inSession(session ->
                GcmCalls.encrypt(session, objects.handle(session, Ck.SECRET_KEY, label), additional, plaintext));
    }

    /// Decrypts what [#encrypt] made with that key and that additional data.
    ///
    /// @throws TokenException [TokenFailure#INVALID_CIPHERTEXT] for anything else
    public byte[] decrypt(String label, byte[] additional, byte[] ciphertext) throws TokenException {
        return inSession(session ->
                GcmCalls.decrypt(session, objects.handle(session, Ck.SECRET_KEY, label), additional, ciphertext));
    }

    /// Signs with the private key of a pair.
    public byte[] sign(String label, Signing how, byte[] message) throws TokenException {
        return inSession(session -> {
            long key = objects.handle(session, Ck.PRIVATE_KEY, label);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment in = Template.bytes(arena, message);
                MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
                session.call(Ck.C_SIGN_INIT, TokenObjects.mechanism(arena, how.mechanism()), key);
                session.call(Ck.C_SIGN, in.address(), in.byteSize(), 0, length.address());
                MemorySegment signature = arena.allocate(length.get(ValueLayout.JAVA_LONG, 0));
                session.call(Ck.C_SIGN, in.address(), in.byteSize(), signature.address(), length.address());
                return signature
                        .asSlice(0, length.get(ValueLayout.JAVA_LONG, 0))
                        .toArray(ValueLayout.JAVA_BYTE);
            }
        });
    }

    /// Random bytes from the token.
    public byte[] random(int count) throws TokenException {
        return inSession(session -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = arena.allocate(Math.max(1, count));
                session.call(Ck.C_GENERATE_RANDOM, bytes.address(), count);
                byte[] random = bytes.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
                bytes.fill((byte) 0);
                return random;
            }
        });
    }

    /// Deletes a key, or both halves of a pair.
    public void deleteKey(String label) throws TokenException {
        inSession(session -> {
            objects.delete(session, label);
            return true;
        });
    }

    /// Ends the token's sessions, and gives it free. Where its library hangs already, nobody waits for that.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        sessions.refuse();
        pin.erase();
        threads.end(() -> {
            sessions.close();
            return true;
        });
        OPEN.remove(location);
    }

    private <T> T inSession(SessionWork<T> work) throws TokenException {
        return inSession(work, limits.callMax());
    }

    private <T> T making(SessionWork<T> work) throws TokenException {
        return inSession(work, limits.keyPairMax());
    }

    private <T> T inSession(SessionWork<T> work, Duration max) throws TokenException {
        if (closed) {
            throw new TokenException(TokenFailure.UNAVAILABLE, location, "is closed");
        }
        return threads.run(() -> sessions.with(work), max);
    }
}
