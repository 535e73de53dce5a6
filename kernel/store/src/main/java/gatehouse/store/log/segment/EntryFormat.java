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
    private static final int HEAD_BYTES = 1 + Long.BYTES + Integer.BYTES;
    private static final int VARINT_BYTES_MAX = 5;

    private EntryFormat() {}

    /// The stored form of any entry; [EntryWriter] is faster at those that are ASCII.
    static byte[] encode(LogEntry entry) {
        List<byte[]> texts = new ArrayList<>(2 + 2 * entry.attributes().size());
        texts.add(utf8(entry.account()));
        texts.add(utf8(entry.region()));
        for (Attribute attribute : entry.attributes()) {
            texts.add(utf8(attribute.name()));
            texts.add(utf8(attribute.value()));
        }
        int bytes = bytesBesideTexts(entry);
        for (byte[] text : texts) {
            bytes += textBytes(text.length);
        }
        ByteBuffer out = ByteBuffer.allocate(bytes);
        putHead(out, entry.time());
        texts.subList(0, 2).forEach(text -> putText(out, text));
        putVarint(out, entry.attributes().size());
        texts.subList(2, texts.size()).forEach(text -> putText(out, text));
        return out.put(entry.buffer(), 0, entry.bodyBytes()).array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void putText(ByteBuffer out, byte[] text) {
        putVarint(out, text.length);
        out.put(text);
    }

    static int bytesBesideTexts(LogEntry entry) {
        return HEAD_BYTES + varintLength(entry.attributes().size()) + entry.bodyBytes();
    }

    /// What a text of so many bytes takes.
    static int textBytes(int length) {
        return varintLength(length) + length;
    }

    static void putHead(ByteBuffer out, Instant time) {
        out.put(FORMAT).putLong(time.getEpochSecond()).putInt(time.getNano());
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
