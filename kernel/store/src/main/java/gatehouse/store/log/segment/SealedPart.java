package gatehouse.store.log.segment;

import gatehouse.store.log.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sealed segment. Its file is opened when it is first read.
final class SealedPart extends LogPart {
    final SegmentInfo info;
    final Path path;
    private @Nullable SegmentFile file;

    SealedPart(Path folder, SegmentInfo info) {
        this.info = info;
        this.path = folder.resolve(info.fileName());
    }

    private synchronized SegmentFile file() {
        SegmentFile opened = file;
        if (opened == null) {
            opened = SegmentFile.open(path, info);
            file = opened;
        }
        return opened;
    }

    @Override
    long first() {
        return info.first();
    }

    @Override
    long end() {
        return info.end();
    }

    @Override
    void search(Search search, long end) {
        if (info.maxMillis() < search.fromMillis || info.minMillis() > search.toMillis) {
            return;
        }
        SegmentFile opened = file();
        SegmentFile.Ordinals candidates = opened.find(search.hash);
        Block block = null;
        while (candidates != null && !search.isDone() && candidates.next()) {
            int ordinal = candidates.current();
            int number = ordinal / SegmentFormat.BLOCK_ENTRIES;
            if (info.first() + ordinal < end
                    && opened.blockMaxMillis(number) >= search.fromMillis
                    && opened.blockMinMillis(number) <= search.toMillis) {
                if (block == null || block.number != number) {
                    block = new Block(number, opened.block(number));
                }
                block.offer(ordinal % SegmentFormat.BLOCK_ENTRIES, info.first() + ordinal, search);
            }
        }
    }

    @Override
    void read(long sequence, int limit, List<LogEntry> into) {
        SegmentFile opened = file();
        int at = (int) (sequence - info.first());
        int end = (int) Math.min(info.count(), (long) at + limit);
        while (at < end) {
            int number = at / SegmentFormat.BLOCK_ENTRIES;
            Block block = new Block(number, opened.block(number));
            for (; at < end && at / SegmentFormat.BLOCK_ENTRIES == number; at++) {
                into.add(block.entry(at % SegmentFormat.BLOCK_ENTRIES));
            }
        }
    }

    /// A block's bytes, and where its entries begin.
    private static final class Block {
        final int number;
        private final ByteBuffer bytes;
        private final int[] begins = new int[SegmentFormat.BLOCK_ENTRIES];

        Block(int number, byte[] content) {
            this.number = number;
            this.bytes = ByteBuffer.wrap(content);
            int at = 0;
            for (int i = 0; i < begins.length && at < content.length; i++) {
                begins[i] = at;
                at += Integer.BYTES + bytes.getInt(at);
            }
        }

        void offer(int entry, long sequence, Search search) {
            search.offer(sequence, bytes.array(), begins[entry] + Integer.BYTES, bytes.getInt(begins[entry]));
        }

        LogEntry entry(int entry) {
            return EntryFormat.decode(bytes.array(), begins[entry] + Integer.BYTES, bytes.getInt(begins[entry]));
        }
    }

    @Override
    synchronized void free() {
        SegmentFile opened = file;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
