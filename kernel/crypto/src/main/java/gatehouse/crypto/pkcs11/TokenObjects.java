package gatehouse.crypto.pkcs11;

import gatehouse.crypto.pkcs11.TokenSessions.Session;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys in a token: found by their label, which is their id too; made so that they cannot leave it; deleted.
final class TokenObjects {
    private static final int FOUND_MAX = 16;
    private static final byte[] RSA_EXPONENT = {1, 0, 1};

    private final TokenLocation token;

    TokenObjects(TokenLocation token) {
        this.token = token;
    }

    /// The handle of the only key of that class and label.
    long handle(Session session, long objectClass, String label) throws TokenException, CryptokiException {
        String known = objectClass + " " + label;
        Long remembered = session.handles().get(known);
        if (remembered != null) {
            return remembered;
        }
        List<Long> found = find(session, objectClass, label);
        if (found.size() > 1) {
            throw new TokenException(TokenFailure.UNSUPPORTED, token, "has several keys " + label);
        }
        if (found.isEmpty()) {
            throw new TokenException(TokenFailure.NO_SUCH_KEY, token, "has no key " + label);
        }
        session.handles().put(known, found.getFirst());
        return found.getFirst();
    }

    boolean has(Session session, String label) throws CryptokiException {
        return !find(session, null, label).isEmpty();
    }

    void makeAes(Session session, String label) throws TokenException, CryptokiException {
        refuseNamesake(session, label);
        try (Arena arena = Arena.ofConfined()) {
            Template template = secret(arena, Ck.SECRET_KEY, label)
                    .with(Ck.KEY_TYPE, Ck.AES)
                    .with(Ck.VALUE_LEN, 32L)
                    .with(Ck.ENCRYPT, true)
                    .with(Ck.DECRYPT, true)
                    .with(Ck.SIGN, false)
                    .with(Ck.VERIFY, false)
                    .with(Ck.WRAP, false)
                    .with(Ck.UNWRAP, false);
            MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
            session.call(
                    Ck.C_GENERATE_KEY,
                    mechanism(arena, Ck.AES_KEY_GEN),
                    template.address(),
                    template.size(),
                    handle.address());
            refuseExtractable(session, handle.get(ValueLayout.JAVA_LONG, 0), label);
        }
    }

    void makeRsa(Session session, String label, int bits) throws TokenException, CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            Template open =
                    open(arena, label).with(Ck.MODULUS_BITS, (long) bits).with(Ck.PUBLIC_EXPONENT, RSA_EXPONENT);
            makePair(session, label, Ck.RSA_PKCS_KEY_PAIR_GEN, open);
        }
    }

    void makeEc(Session session, String label, EcCurve curve) throws TokenException, CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            makePair(session, label, Ck.EC_KEY_PAIR_GEN, open(arena, label).with(Ck.EC_PARAMS, curve.identifier()));
        }
    }

    /// Deletes every object of that label, public keys too.
    void delete(Session session, String label) throws TokenException, CryptokiException {
        List<Long> found = find(session, null, label);
        if (found.isEmpty()) {
            throw new TokenException(TokenFailure.NO_SUCH_KEY, token, "has no key " + label);
        }
        session.handles().clear();
        for (long handle : found) {
            session.call(Ck.C_DESTROY_OBJECT, handle);
        }
    }

    /// An attribute's value, null where the object has none or does not tell it.
    static byte @Nullable [] attribute(Session session, long object, int type) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment asked = arena.allocate(3L * Long.BYTES, Long.BYTES);
            asked.set(ValueLayout.JAVA_LONG, 0, type);
            session.library().answerOf(Ck.C_GET_ATTRIBUTE_VALUE, session.handle(), object, asked.address(), 1);
            long length = asked.get(ValueLayout.JAVA_LONG, 2L * Long.BYTES);
            if (length == Ck.UNAVAILABLE_INFORMATION || length == 0) {
                return null;
            }
            MemorySegment value = arena.allocate(length);
            asked.set(ValueLayout.JAVA_LONG, Long.BYTES, value.address());
            session.call(Ck.C_GET_ATTRIBUTE_VALUE, object, asked.address(), 1);
            return value.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /// A mechanism without parameters.
    static long mechanism(Arena arena, long type) {
        return mechanism(arena, type, MemorySegment.NULL);
    }

    /// CK_MECHANISM: type, parameters, length of parameters.
    static long mechanism(Arena arena, long type, MemorySegment parameters) {
        MemorySegment mechanism = arena.allocate(3L * Long.BYTES, Long.BYTES);
        mechanism.set(ValueLayout.JAVA_LONG, 0, type);
        mechanism.set(ValueLayout.JAVA_LONG, Long.BYTES, parameters.address());
        mechanism.set(ValueLayout.JAVA_LONG, 2L * Long.BYTES, parameters.byteSize());
        return mechanism.address();
    }

    private void makePair(Session session, String label, long mechanism, Template open)
            throws TokenException, CryptokiException {
        refuseNamesake(session, label);
        try (Arena arena = Arena.ofConfined()) {
            Template kept = secret(arena, Ck.PRIVATE_KEY, label)
                    .with(Ck.SIGN, true)
                    .with(Ck.DECRYPT, false)
                    .with(Ck.UNWRAP, false);
            MemorySegment handles = arena.allocate(ValueLayout.JAVA_LONG, 2);
            session.call(
                    Ck.C_GENERATE_KEY_PAIR,
                    mechanism(arena, mechanism),
                    open.address(),
                    open.size(),
                    kept.address(),
                    kept.size(),
                    handles.address(),
                    handles.address() + Long.BYTES);
            refuseExtractable(session, handles.get(ValueLayout.JAVA_LONG, Long.BYTES), label);
        }
    }

    private static Template open(Arena arena, String label) {
        return new Template(arena)
                .with(Ck.CLASS, Ck.PUBLIC_KEY)
                .with(Ck.TOKEN, true)
                .with(Ck.LABEL, label)
                .with(Ck.ID, label)
                .with(Ck.VERIFY, true);
    }

    private static Template secret(Arena arena, long objectClass, String label) {
        return new Template(arena)
                .with(Ck.CLASS, objectClass)
                .with(Ck.TOKEN, true)
                .with(Ck.PRIVATE, true)
                .with(Ck.SENSITIVE, true)
                .with(Ck.EXTRACTABLE, false)
                .with(Ck.LABEL, label)
                .with(Ck.ID, label);
    }

    private void refuseNamesake(Session session, String label) throws TokenException, CryptokiException {
        if (has(session, label)) {
            throw new TokenException(TokenFailure.KEY_EXISTS, token, "has a key " + label + " already");
        }
    }

    /// What was asked for is asked back: a library may ignore what it does not know.
    private void refuseExtractable(Session session, long key, String label) throws TokenException, CryptokiException {
        boolean kept = isKept(session, key)
                && is(session, key, Ck.ALWAYS_SENSITIVE)
                && is(session, key, Ck.NEVER_EXTRACTABLE)
                && is(session, key, Ck.LOCAL);
        if (!kept) {
            delete(session, label);
            throw new TokenException(TokenFailure.UNSUPPORTED, token, "would let a key be extracted");
        }
    }

    /// Whether the key cannot leave the token.
    static boolean isKept(Session session, long key) throws CryptokiException {
        return is(session, key, Ck.SENSITIVE) && !is(session, key, Ck.EXTRACTABLE);
    }

    private static boolean is(Session session, long key, int attribute) throws CryptokiException {
        byte[] value = attribute(session, key, attribute);
        return value != null && value[0] != 0;
    }

    /// The handles of the objects of that label, of one class or of any.
    private static List<Long> find(Session session, @Nullable Long objectClass, String label) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            Template sought = new Template(arena).with(Ck.TOKEN, true).with(Ck.LABEL, label);
            if (objectClass != null) {
                sought.with(Ck.CLASS, (long) objectClass);
            }
            session.call(Ck.C_FIND_OBJECTS_INIT, sought.address(), sought.size());
            MemorySegment handles = arena.allocate(ValueLayout.JAVA_LONG, FOUND_MAX);
            MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
            session.call(Ck.C_FIND_OBJECTS, handles.address(), FOUND_MAX, count.address());
            session.call(Ck.C_FIND_OBJECTS_FINAL);
            if (count.get(ValueLayout.JAVA_LONG, 0) == 0) {
                session.checkLogin();
            }
            List<Long> found = new ArrayList<>();
            for (int i = 0; i < count.get(ValueLayout.JAVA_LONG, 0); i++) {
                found.add(handles.getAtIndex(ValueLayout.JAVA_LONG, i));
            }
            return found;
        }
    }
}
