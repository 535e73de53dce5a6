package gatehouse.crypto.pkcs11;

import gatehouse.crypto.AesGcm;
import gatehouse.crypto.pkcs11.TokenSessions.Session;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// AES-GCM in a token. What is encrypted is nonce, ciphertext and tag, one behind the other.
final class GcmCalls {
    static final int OVERHEAD_BYTES = AesGcm.NONCE_BYTES + AesGcm.TAG_BYTES;

    private static final long TAG_BITS = AesGcm.TAG_BYTES * 8L;

    private GcmCalls() {}

    static byte[] encrypt(Session session, long key, byte[] additional, byte[] plaintext) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nonce = arena.allocate(AesGcm.NONCE_BYTES);
            session.call(Ck.C_GENERATE_RANDOM, nonce.address(), nonce.byteSize());
            session.call(Ck.C_ENCRYPT_INIT, mechanism(arena, nonce, additional), key);
            byte[] sealed = work(session, Ck.C_ENCRYPT, arena, plaintext, plaintext.length + AesGcm.TAG_BYTES);
            // Some tokens insist on a nonce of their own, and write it where ours was.
            return ByteBuffer.allocate(AesGcm.NONCE_BYTES + sealed.length)
                    .put(nonce.toArray(ValueLayout.JAVA_BYTE))
                    .put(sealed)
                    .array();
        }
    }

    static byte[] decrypt(Session session, long key, byte[] additional, byte[] ciphertext) throws CryptokiException {
        if (ciphertext.length < OVERHEAD_BYTES) {
            throw new CryptokiException(Ck.C_DECRYPT, Ck.ENCRYPTED_DATA_LEN_RANGE);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nonce = Template.bytes(arena, Arrays.copyOf(ciphertext, AesGcm.NONCE_BYTES));
            byte[] sealed = Arrays.copyOfRange(ciphertext, AesGcm.NONCE_BYTES, ciphertext.length);
            session.call(Ck.C_DECRYPT_INIT, mechanism(arena, nonce, additional), key);
            try {
                return work(session, Ck.C_DECRYPT, arena, sealed, sealed.length - AesGcm.TAG_BYTES);
            } catch (CryptokiException e) {
                if (e.answer() == Ck.GENERAL_ERROR || e.answer() == Ck.FUNCTION_FAILED) {
                    // Some, SoftHSM2 among them, have no better word for a wrong tag. A token that encrypts with the
                    // same key has not failed.
                    encrypt(session, key, additional, new byte[0]);
                    throw new CryptokiException(Ck.C_DECRYPT, Ck.ENCRYPTED_DATA_INVALID);
                }
                throw e;
            }
        }
    }

    /// A token that says that it made more or less than GCM does has failed: what it made would open never again.
    private static byte[] work(Session session, int function, Arena arena, byte[] input, int outputBytes)
            throws CryptokiException {
        MemorySegment in = Template.bytes(arena, input);
        // Some tokens want room for the tag when they decrypt, too.
        long room = (long) outputBytes + AesGcm.TAG_BYTES;
        MemorySegment out = arena.allocate(room);
        MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_LONG, room);
        try {
            session.call(function, in.address(), in.byteSize(), out.address(), length.address());
            if (length.get(ValueLayout.JAVA_LONG, 0) != outputBytes) {
                throw new CryptokiException(function, Ck.DEVICE_ERROR);
            }
            return out.asSlice(0, outputBytes).toArray(ValueLayout.JAVA_BYTE);
        } finally {
            in.fill((byte) 0);
            out.fill((byte) 0);
        }
    }

    /// CK_GCM_PARAMS: nonce, its length in bytes and in bits, additional data, their length, and the tag's in bits.
    private static long mechanism(Arena arena, MemorySegment nonce, byte[] additional) {
        MemorySegment data = Template.bytes(arena, additional);
        MemorySegment parameters = arena.allocate(ValueLayout.JAVA_LONG, 6);
        parameters.setAtIndex(ValueLayout.JAVA_LONG, 0, nonce.address());
        parameters.setAtIndex(ValueLayout.JAVA_LONG, 1, nonce.byteSize());
        parameters.setAtIndex(ValueLayout.JAVA_LONG, 2, 8 * nonce.byteSize());
        parameters.setAtIndex(ValueLayout.JAVA_LONG, 3, data.address());
        parameters.setAtIndex(ValueLayout.JAVA_LONG, 4, data.byteSize());
        parameters.setAtIndex(ValueLayout.JAVA_LONG, 5, TAG_BITS);
        return TokenObjects.mechanism(arena, Ck.AES_GCM, parameters);
    }
}
