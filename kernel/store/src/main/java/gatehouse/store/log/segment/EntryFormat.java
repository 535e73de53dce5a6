package gatehouse.store.log.segment;

import gatehouse.store.StoreException;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An entry's stored form: format (1 byte), time (seconds, 8 bytes; nanoseconds, 4), account, region, the number of
/// attributes, their names and values, and the body to the end. Texts are UTF-8 behind their length; numbers are
/// varints. What is searched stands before the body, so that an index is rebuilt without looking at bodies.
final class EntryFormat {
    private static final byte FORMAT = 1;
    private static final int VARINT_BYTES_MAX = 5;

    private EntryFormat() {}

    static byte[] encode(LogEntry entry) {
        List<Attribute> attributes = entry.attributes();
        byte[][] texts = new byte[2 + 2 * attributes.size()][];
        texts[0] = entry.account().getBytes(StandardCharsets.UTF_8);
        texts[1] = entry.region().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < attributes.size(); i++) {
            texts[2 + 2 * i] = attributes.get(i).name().getBytes(StandardCharsets.UTF_8);
            texts[3 + 2 * i] = attributes.get(i).value().getBytes(StandardCharsets.UTF_8);
        }
        int length = 1 + Long.BYTES + Integer.BYTES + varintLength(attributes.size()) + entry.body().length;
        for (byte[] text : texts) {
            length += varintLength(text.length) + text.length;
        }
        Instant time = entry.time();
        ByteBuffer out = ByteBuffer.allocate(length)
                .put(FORMAT)
                .putLong(time.getEpochSecond())
                .putInt(time.getNano());
        for (int i = 0; i < texts.length; i++) {
            if (i == 2) {
                putVarint(out, attributes.size());
            }
            putVarint(out, texts[i].length);
            out.put(texts[i]);
        }
        if (attributes.isEmpty()) {
            putVarint(out, 0);
        }
        return out.put(entry.body()).array();
    }

    /// @throws StoreException where the bytes are no entry
    static LogEntry decode(byte[] stored, int offset, int length) {
        try {
            ByteBuffer in = ByteBuffer.wrap(stored, offset, length);
            byte format = in.get();
            if (format != FORMAT) {
                throw new StoreException("an entry of the event log has the unknown format " + format);
            }
            Instant time = Instant.ofEpochSecond(in.getLong(), in.getInt());
            String account = text(in);
            String region = text(in);
            int count = varint(in);
            List<Attribute> attributes = new ArrayList<>(Math.min(count, length));
            for (int i = 0; i < count; i++) {
                attributes.add(new Attribute(text(in), text(in)));
            }
            byte[] body = new byte[in.remaining()];
            in.get(body);
            return new LogEntry(account, region, time, attributes, body);
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
            throw new StoreException("an entry of the event log is damaged", e);
        }
    }

    private static String text(ByteBuffer in) {
        int length = varint(in);
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    static int varintLength(int value) {
        return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
    }

    static void putVarint(ByteBuffer out, int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    static int varint(ByteBuffer in) {
        int value = 0;
        for (int i = 0; i < VARINT_BYTES_MAX; i++) {
            byte next = in.get();
            value |= (next & 0x7F) << (7 * i);
            if (next >= 0) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }
}
