package gatehouse.store.log.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Turns parts of the tail into the file of one segment. The file has its name only when all of it is on the disk.
final class SegmentWriter {
    /// A block of usual entries before compression; a larger one is given more room.
    private static final int BLOCK_BYTES = 256 << 10;

    private final Path folder;
    private final int compressionLevel;
    private final BooleanSupplier stopped;

    SegmentWriter(Path folder, int compressionLevel, BooleanSupplier stopped) {
        this.folder = folder;
        this.compressionLevel = compressionLevel;
        this.stopped = stopped;
    }

    /// Writes the parts, which follow each other; null where it was stopped.
    @Nullable
    SegmentInfo write(List<TailPart> parts) throws IOException {
        Path temporary = folder.resolve("sealing.tmp");
        Files.deleteIfExists(temporary);
        SegmentInfo info;
        try (FileChannel file = FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Sealing sealing = new Sealing(file, parts)) {
            for (TailPart part : parts) {
                if (!sealing.add(part)) {
                    return null;
                }
            }
            info = sealing.finish();
            file.force(true);
        }
        Files.move(temporary, folder.resolve(info.fileName()), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return info;
    }

    /// One file on its way.
    private final class Sealing implements AutoCloseable {
        private final ZstdCompressCtx zstd = new ZstdCompressCtx();
        private final DataOutputStream out;
        private final FileChannel file;
        private final long first;
        private final Postings postings;
        private final List<BlockInfo> blocks = new ArrayList<>();
        private ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        private byte[] frame = {};
        private long blockMin = Long.MAX_VALUE;
        private long blockMax = Long.MIN_VALUE;
        private int count;
        private long position;

        Sealing(FileChannel file, List<TailPart> parts) throws IOException {
            this.file = file;
            this.first = parts.getFirst().first();
            this.postings =
                    new Postings(parts.stream().mapToInt(TailPart::hashCount).sum());
            this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 18));
            zstd.setLevel(compressionLevel).setChecksum(true).setContentSize(true);
            put(SegmentFormat.HEAD, SegmentFormat.HEAD.length);
        }

        @Override
        public void close() {
            zstd.close();
        }

        private record BlockInfo(long begin, long minMillis, long maxMillis) {}

        private void put(byte[] bytes, int length) throws IOException {
            out.write(bytes, 0, length);
            position += length;
        }

        /// False where it was stopped.
        boolean add(TailPart part) throws IOException {
            int size = part.size();
            try (RawEntries.Pass pass = part.raw().pass(part.first(), part.first() + size)) {
                for (int at = 0; at < size; at++) {
                    pass.next();
                    copy(pass);
                    note(part, at);
                    if (count % SegmentFormat.BLOCK_ENTRIES == 0) {
                        endBlock();
                        if (stopped.getAsBoolean()) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }

        private void copy(RawEntries.Pass pass) {
            int begin = block.position() + Integer.BYTES;
            int length = begin > block.capacity() ? 0 : pass.copy(block.array(), begin);
            while (begin + length > block.capacity()) {
                block = ByteBuffer.allocate(Math.max(2 * block.capacity(), begin + length))
                        .put(block.flip());
                length = pass.copy(block.array(), begin);
            }
            block.putInt(length).position(begin + length);
        }

        private void note(TailPart part, int at) {
            int ordinal = count++;
            part.hashes(at, hash -> postings.add(hash, ordinal));
            blockMin = Math.min(blockMin, part.millis(at));
            blockMax = Math.max(blockMax, part.millis(at));
        }

        private void endBlock() throws IOException {
            int bound = Math.toIntExact(Zstd.compressBound(block.position()));
            frame = frame.length < bound ? new byte[bound] : frame;
            int length = zstd.compressByteArray(frame, 0, frame.length, block.array(), 0, block.position());
            blocks.add(new BlockInfo(position, blockMin, blockMax));
            put(frame, length);
            block.clear();
            blockMin = Long.MAX_VALUE;
            blockMax = Long.MIN_VALUE;
        }

        SegmentInfo finish() throws IOException {
            if (block.position() > 0) {
                endBlock();
            }
            long lists = position;
            long[] hashes = postings.sortedHashes();
            ByteBuffer table = writeLists(hashes);
            long tableBegin = position;
            int pages = (hashes.length + SegmentFormat.PAGE_ROWS - 1) / SegmentFormat.PAGE_ROWS;
            for (int page = 0; page < pages; page++) {
                writePage(table, Math.min(SegmentFormat.PAGE_ROWS, hashes.length - page * SegmentFormat.PAGE_ROWS));
            }
            long minMillis =
                    blocks.stream().mapToLong(BlockInfo::minMillis).min().orElseThrow();
            long maxMillis =
                    blocks.stream().mapToLong(BlockInfo::maxMillis).max().orElseThrow();
            int length = SegmentFormat.FOOTER_FIXED_BYTES
                    + blocks.size() * SegmentFormat.FOOTER_BLOCK_BYTES
                    + Long.BYTES * pages
                    + SegmentFormat.CRC_BYTES;
            ByteBuffer footer = ByteBuffer.allocate(length)
                    .putLong(first)
                    .putInt(count)
                    .putLong(minMillis)
                    .putLong(maxMillis)
                    .putInt(blocks.size())
                    .putInt(pages)
                    .putLong(lists)
                    .putLong(tableBegin);
            for (BlockInfo each : blocks) {
                footer.putLong(each.begin).putLong(each.minMillis).putLong(each.maxMillis);
            }
            for (int page = 0; page < pages; page++) {
                footer.putLong(hashes[page * SegmentFormat.PAGE_ROWS]);
            }
            footer.putInt(SegmentFormat.crc(footer.array(), footer.position()));
            long footerBegin = position;
            put(footer.array(), length);
            put(
                    ByteBuffer.allocate(SegmentFormat.TAIL_BYTES)
                            .putLong(footerBegin)
                            .putInt(length)
                            .putInt(SegmentFormat.TAIL_MAGIC)
                            .array(),
                    SegmentFormat.TAIL_BYTES);
            out.flush();
            return new SegmentInfo(first, count, minMillis, maxMillis, file.size());
        }

        /// Writes the lists; returns the table's rows.
        private ByteBuffer writeLists(long[] hashes) throws IOException {
            ByteBuffer rows = ByteBuffer.allocate(hashes.length * SegmentFormat.ROW_BYTES);
            for (long hash : hashes) {
                int newest = postings.newestOf(hash);
                int entries = postings.countFrom(newest);
                rows.putLong(hash).putInt(entries);
                if (entries == 1) {
                    rows.putLong(postings.ordinalOf(newest)).putInt(0);
                } else {
                    byte[] list = postings.listFrom(newest, entries);
                    rows.putLong(position).putInt(list.length);
                    put(list, list.length);
                }
            }
            return rows.flip();
        }

        private void writePage(ByteBuffer rows, int count) throws IOException {
            ByteBuffer page = ByteBuffer.allocate(SegmentFormat.PAGE_BYTES).putInt(count);
            page.put(rows.slice(rows.position(), count * SegmentFormat.ROW_BYTES));
            rows.position(rows.position() + count * SegmentFormat.ROW_BYTES);
            page.position(SegmentFormat.PAGE_BYTES - SegmentFormat.CRC_BYTES);
            page.putInt(SegmentFormat.crc(page.array(), page.position()));
            put(page.array(), SegmentFormat.PAGE_BYTES);
        }
    }
}
