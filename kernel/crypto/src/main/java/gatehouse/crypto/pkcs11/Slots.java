package gatehouse.crypto.pkcs11;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// The slots of a library, and what is said of the tokens in them.
final class Slots {
    // CK_TOKEN_INFO: four texts that are padded with spaces, then flags, then counts, versions and time.
    private static final int INFO_BYTES = 208;
    private static final int LABEL_BYTES = 32;
    private static final int MANUFACTURER_AT = 32;
    private static final int MANUFACTURER_BYTES = 32;
    private static final int MODEL_AT = 64;
    private static final int MODEL_BYTES = 16;
    private static final int SERIAL_AT = 80;
    private static final int SERIAL_BYTES = 16;
    private static final int FLAGS_AT = 96;

    private Slots() {}

    /// The slot that holds the token. Where there is none, the library is initialised anew, to see whether it has
    /// come meanwhile.
    static long find(Cryptoki library, TokenLocation token) throws TokenException, CryptokiException {
        int seen = library.beginnings();
        List<Long> slots = named(library, token.label());
        if (slots.isEmpty()) {
            library.beginAnew(seen);
            slots = named(library, token.label());
        }
        if (slots.isEmpty()) {
            throw new TokenException(TokenFailure.UNAVAILABLE, token, "is not there");
        }
        if (slots.size() > 1) {
            throw new TokenException(TokenFailure.UNAVAILABLE, token, "has a namesake: labels must differ");
        }
        return slots.getFirst();
    }

    static TokenInfo info(Cryptoki library, long slot) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = read(library, slot, arena);
            long flags = info.get(ValueLayout.JAVA_LONG, FLAGS_AT);
            return new TokenInfo(
                    text(info, 0, LABEL_BYTES),
                    text(info, MANUFACTURER_AT, MANUFACTURER_BYTES),
                    text(info, MODEL_AT, MODEL_BYTES),
                    text(info, SERIAL_AT, SERIAL_BYTES),
                    (flags & Ck.USER_PIN_INITIALIZED) != 0,
                    (flags & Ck.USER_PIN_LOCKED) != 0);
        }
    }

    static long flags(Cryptoki library, long slot) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            return read(library, slot, arena).get(ValueLayout.JAVA_LONG, FLAGS_AT);
        }
    }

    private static List<Long> named(Cryptoki library, String label) throws CryptokiException {
        List<Long> named = new ArrayList<>(1);
        try (Arena arena = Arena.ofConfined()) {
            for (long slot : all(library, arena)) {
                MemorySegment info = arena.allocate(INFO_BYTES, Long.BYTES);
                // A slot whose token goes at this moment is none that was sought.
                if (library.answerOf(Ck.C_GET_TOKEN_INFO, slot, info.address()) == Ck.OK
                        && (info.get(ValueLayout.JAVA_LONG, FLAGS_AT) & Ck.TOKEN_INITIALIZED) != 0
                        && text(info, 0, LABEL_BYTES).equals(label)) {
                    named.add(slot);
                }
            }
        }
        return named;
    }

    private static long[] all(Cryptoki library, Arena arena) throws CryptokiException {
        MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
        byte withTokens = 1;
        library.call(Ck.C_GET_SLOT_LIST, withTokens, 0, count.address());
        long found = count.get(ValueLayout.JAVA_LONG, 0);
        if (found == 0) {
            return new long[0];
        }
        MemorySegment slots = arena.allocate(ValueLayout.JAVA_LONG, found);
        library.call(Ck.C_GET_SLOT_LIST, withTokens, slots.address(), count.address());
        return slots.asSlice(0, count.get(ValueLayout.JAVA_LONG, 0) * Long.BYTES)
                .toArray(ValueLayout.JAVA_LONG);
    }

    private static MemorySegment read(Cryptoki library, long slot, Arena arena) throws CryptokiException {
        MemorySegment info = arena.allocate(INFO_BYTES, Long.BYTES);
        library.call(Ck.C_GET_TOKEN_INFO, slot, info.address());
        return info;
    }

    private static String text(MemorySegment info, int from, int bytes) {
        return new String(info.asSlice(from, bytes).toArray(ValueLayout.JAVA_BYTE), UTF_8).stripTrailing();
    }
}
