package gatehouse.identity.sts;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// The policies that restrict a session, as its token carries them: inline documents and ARNs of managed policies.
/// A managed policy's document is read at each use.
record SessionPolicies(List<String> documents, List<String> managed) {
    private static final int CHUNK_BYTES = 1024;

    SessionPolicies {
        documents = List.copyOf(documents);
        managed = List.copyOf(managed);
    }

    /// These policies, compressed.
    byte[] pack() {
        ByteWriter plain = new ByteWriter();
        texts(plain, documents);
        texts(plain, managed);
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(plain.bytes());
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(CHUNK_BYTES);
            byte[] chunk = new byte[CHUNK_BYTES];
            while (!deflater.finished()) {
                packed.write(chunk, 0, deflater.deflate(chunk));
            }
            return packed.toByteArray();
        }
    }

    static SessionPolicies unpack(byte[] packed) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(4 * CHUNK_BYTES);
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            byte[] chunk = new byte[CHUNK_BYTES];
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                if (count == 0 && inflater.needsInput()) {
                    throw new IllegalStateException("the session policies of an authentic token end too early");
                }
                plain.write(chunk, 0, count);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("the session policies of an authentic token do not unpack", e);
        }
        ByteReader in = new ByteReader(plain.toByteArray());
        List<String> documents = texts(in);
        return new SessionPolicies(documents, texts(in));
    }

    private static void texts(ByteWriter out, List<String> texts) {
        out.u16(texts.size());
        texts.forEach(out::text);
    }

    private static List<String> texts(ByteReader in) {
        int count = in.u16();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(in.text());
        }
        return texts;
    }
}
