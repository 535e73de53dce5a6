package gatehouse.crypto.pkcs11;

import gatehouse.crypto.SecretBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The sessions of one token: opened when needed, logged in together, used again, and made anew where the token had
/// gone. Each is used by one thread at a time. Everything here blocks; it runs on a token's own threads.
final class TokenSessions {
    /// How long no login is tried after a wrong PIN: it doubles with each wrong one. Tokens lock after a few.
    private static final long PAUSE_MIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long PAUSE_MAX_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final TokenLocation token;
    private final SecretBytes pin;
    private final int handlesMax;
    private final Lock opening = new ReentrantLock();
    private volatile @Nullable Ground ground;

    private volatile boolean refusing;

    // Guarded by `opening`.
    private long wrongPinAtNanos;
    private long pauseNanos;

    TokenSessions(TokenLocation token, SecretBytes pin, int handlesMax) {
        this.token = token;
        this.pin = pin;
        this.handlesMax = handlesMax;
    }

    /// Does `work` in a session that is logged in. Where the session proves to be lost, nothing was done, and the
    /// work is tried once more in a new one.
    <T> T with(SessionWork<T> work) throws TokenException, CryptokiException {
        Ground first = ground();
        try {
            return first.with(work);
        } catch (CryptokiException e) {
            if (e.isTheTokens()) {
                abandon(first);
            }
            if (!e.isLostSession()) {
                throw e;
            }
        }
        Ground second = ground();
        try {
            return second.with(work);
        } catch (CryptokiException e) {
            if (e.isTheTokens()) {
                abandon(second);
            }
            throw e;
        }
    }

    /// What a token says of itself.
    static TokenInfo look(TokenLocation token) throws TokenException, CryptokiException {
        Cryptoki library = Cryptoki.of(token.library());
        return Slots.info(library, Slots.find(library, token));
    }

    /// Logs in anew, so that the PIN is proved now.
    void prove() throws TokenException, CryptokiException {
        opening.lock();
        try {
            close();
            ground();
        } finally {
            opening.unlock();
        }
    }

    /// Logs in no more: the PIN is about to be erased.
    void refuse() {
        refusing = true;
    }

    void close() {
        Ground last = ground;
        if (last != null) {
            abandon(last);
        }
    }

    private Ground ground() throws TokenException, CryptokiException {
        Ground current = ground;
        if (current != null && current.stands()) {
            return current;
        }
        opening.lock();
        try {
            current = ground;
            if (current == null || !current.stands()) {
                current = logIn();
                ground = current;
            }
            return current;
        } finally {
            opening.unlock();
        }
    }

    private Ground logIn() throws TokenException, CryptokiException {
        if (pauseNanos != 0 && System.nanoTime() - wrongPinAtNanos < pauseNanos) {
            throw new TokenException(
                    TokenFailure.WRONG_PIN, token, "did not accept the PIN and is not asked again so soon");
        }
        Cryptoki library = Cryptoki.of(token.library());
        Ground opened;
        try {
            opened = open(library, Slots.find(library, token));
        } catch (CryptokiException e) {
            if (!e.isLostSession() && e.answer() != Ck.GENERAL_ERROR) {
                throw e;
            }
            library.beginAnew(library.beginnings());
            opened = open(library, Slots.find(library, token));
        }
        pauseNanos = 0;
        return opened;
    }

    private Ground open(Cryptoki library, long slot) throws TokenException, CryptokiException {
        long flags = Slots.flags(library, slot);
        if ((flags & Ck.USER_PIN_LOCKED) != 0) {
            throw new TokenException(TokenFailure.PIN_LOCKED, token, "has locked its PIN");
        }
        if ((flags & Ck.USER_PIN_INITIALIZED) == 0) {
            throw new TokenException(TokenFailure.NO_USER, token, "has no user PIN yet");
        }
        if (pauseNanos != 0 && (flags & Ck.USER_PIN_FINAL_TRY) != 0) {
            throw new TokenException(TokenFailure.WRONG_PIN, token, "would lock at one more wrong PIN");
        }
        Ground opened = new Ground(library, slot, handlesMax);
        try {
            logIn(library, opened.anchor);
        } catch (TokenException e) {
            library.answerOf(Ck.C_CLOSE_SESSION, opened.anchor);
            throw e;
        } catch (CryptokiException e) {
            library.answerOf(Ck.C_CLOSE_SESSION, opened.anchor);
            if (e.answer() == Ck.PIN_INCORRECT) {
                // SoftHSM2 does not see a PIN that another program set, unless it begins anew: the next login will.
                library.beginAnew(library.beginnings());
            }
            throw e;
        }
        return opened;
    }

    private void logIn(Cryptoki library, long session) throws TokenException, CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment secret = Template.bytes(arena, pin.revealSecret());
            try {
                if (refusing) {
                    throw new TokenException(TokenFailure.UNAVAILABLE, token, "is closed");
                }
                long answer = library.answerOf(Ck.C_LOGIN, session, Ck.USER, secret.address(), secret.byteSize());
                if (answer == Ck.USER_ALREADY_LOGGED_IN) {
                    // The token is this server's alone (see Token#open): an earlier login stands. The PIN is proved.
                    library.call(Ck.C_LOGOUT, session);
                    answer = library.answerOf(Ck.C_LOGIN, session, Ck.USER, secret.address(), secret.byteSize());
                }
                if (answer == Ck.PIN_INCORRECT) {
                    wrongPinAtNanos = System.nanoTime();
                    pauseNanos = Math.clamp(2 * pauseNanos, PAUSE_MIN_NANOS, PAUSE_MAX_NANOS);
                }
                if (answer != Ck.OK) {
                    throw new CryptokiException(Ck.C_LOGIN, answer);
                }
            } finally {
                secret.fill((byte) 0);
            }
        }
    }

    private void abandon(Ground lost) {
        opening.lock();
        try {
            if (ground == lost) {
                ground = null;
            }
        } finally {
            opening.unlock();
        }
        lost.abandon();
    }

    /// What is done in a session.
    @FunctionalInterface
    interface SessionWork<T> {
        T in(Session session) throws TokenException, CryptokiException;
    }

    /// A session, and the handles that are known in it.
    record Session(Cryptoki library, long handle, Map<String, Long> handles) {
        /// Tells a session that is not logged in any more, and finds no keys therefore, from one in which there are
        /// none.
        void checkLogin() throws CryptokiException {
            try (Arena arena = Arena.ofConfined()) {
                // CK_SESSION_INFO: slot, state, flags, an error of the device.
                MemorySegment info = arena.allocate(ValueLayout.JAVA_LONG, 4);
                call(Ck.C_GET_SESSION_INFO, info.address());
                if (info.getAtIndex(ValueLayout.JAVA_LONG, 1) != Ck.RW_USER_FUNCTIONS) {
                    throw new CryptokiException(Ck.C_GET_SESSION_INFO, Ck.USER_NOT_LOGGED_IN);
                }
            }
        }

        void call(int function, long... arguments) throws CryptokiException {
            long[] all = new long[1 + arguments.length];
            all[0] = handle;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            library.call(function, all);
        }
    }

    /// What one login opened: when the login is lost, all of it is.
    private static final class Ground {
        private final Cryptoki library;
        private final int beginning;
        private final long slot;
        private final int handlesMax;
        private final ConcurrentLinkedDeque<Long> idle = new ConcurrentLinkedDeque<>();
        private final Map<String, Long> handles = new ConcurrentHashMap<>();

        /// A session that does nothing: a token logs its user out with the last session.
        private final long anchor;

        private volatile boolean abandoned;

        Ground(Cryptoki library, long slot, int handlesMax) throws CryptokiException {
            this.library = library;
            this.beginning = library.beginnings();
            this.slot = slot;
            this.handlesMax = handlesMax;
            this.anchor = openSession();
        }

        boolean stands() {
            return !abandoned && beginning == library.beginnings();
        }

        private long openSession() throws CryptokiException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
                library.call(Ck.C_OPEN_SESSION, slot, Ck.SERIAL_SESSION | Ck.RW_SESSION, 0, 0, handle.address());
                return handle.get(ValueLayout.JAVA_LONG, 0);
            }
        }

        <T> T with(SessionWork<T> work) throws TokenException, CryptokiException {
            Long idleSession = idle.pollFirst();
            long session = idleSession != null ? idleSession : openSession();
            if (handles.size() > handlesMax) {
                handles.clear();
            }
            boolean whole = false;
            try {
                T result = work.in(new Session(library, session, handles));
                whole = true;
                return result;
            } finally {
                // After an error an operation may still be open in the session.
                if (whole && stands()) {
                    idle.addFirst(session);
                } else if (beginning == library.beginnings()) {
                    library.answerOf(Ck.C_CLOSE_SESSION, session);
                }
            }
        }

        /// Closes what is idle; a session at work is closed when its work ends.
        void abandon() {
            boolean first = !abandoned;
            abandoned = true;
            if (beginning == library.beginnings()) {
                if (first) {
                    library.answerOf(Ck.C_CLOSE_SESSION, anchor);
                }
                for (Long session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
                    library.answerOf(Ck.C_CLOSE_SESSION, session);
                }
            }
        }
    }
}
