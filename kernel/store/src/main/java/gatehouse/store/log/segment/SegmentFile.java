package gatehouse.store.log.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The file of a sealed segment, open for reading. Everything that is read is checked against its checksum. Any
/// number of threads may read.
final class SegmentFile implements AutoCloseable {
    private final Path path;
    private final FileChannel file;
    private final long footerBegin;
    private final int blocks;
    private final int pages;
    private final long lists;
    private final long table;
    /// Per block: begin, least time, greatest time.
    private final long[] blockIndex;
    /// The first hash of each page of the table.
    private final long[] pageIndex;

    private SegmentFile(Path path, FileChannel file, SegmentInfo info) throws IOException {
        this.path = path;
        this.file = file;
        byte[] head = read(0, SegmentFormat.HEAD.length);
        if (!Arrays.equals(head, SegmentFormat.HEAD)) {
            throw SegmentFormat.damaged(path, "its head is not that of a segment of format 1", null);
        }
        long size = file.size();
        ByteBuffer tail = ByteBuffer.wrap(read(size - SegmentFormat.TAIL_BYTES, SegmentFormat.TAIL_BYTES));
        this.footerBegin = tail.getLong();
        int length = tail.getInt();
        if (tail.getInt() != SegmentFormat.TAIL_MAGIC
                || footerBegin < 0
                || length < SegmentFormat.FOOTER_FIXED_BYTES
                || footerBegin + length + SegmentFormat.TAIL_BYTES != size) {
            throw SegmentFormat.damaged(path, "its end", null);
        }
        byte[] footer = read(footerBegin, length);
        SegmentFormat.check(path, "its footer", footer);
        ByteBuffer in = ByteBuffer.wrap(footer);
        long first = in.getLong();
        int count = in.getInt();
        in.position(in.position() + 2 * Long.BYTES);
        if (first != info.first() || count != info.count()) {
            throw SegmentFormat.damaged(path, "it holds other entries than the manifest says", null);
        }
        this.blocks = in.getInt();
        this.pages = in.getInt();
        this.lists = in.getLong();
        this.table = in.getLong();
        this.blockIndex = new long[3 * blocks];
        for (int i = 0; i < blockIndex.length; i++) {
            blockIndex[i] = in.getLong();
        }
        this.pageIndex = new long[pages];
        for (int i = 0; i < pages; i++) {
            pageIndex[i] = in.getLong();
        }
    }

    static SegmentFile open(Path path, SegmentInfo info) {
        FileChannel file = null;
        try {
            file = FileChannel.open(path, StandardOpenOption.READ);
            SegmentFile opened = new SegmentFile(path, file, info);
            file = null;
            return opened;
        } catch (NoSuchFileException e) {
            throw SegmentFormat.damaged(path, "it is missing", e);
        } catch (IOException e) {
            throw SegmentFormat.damaged(path, "it cannot be read", e);
        } finally {
            closeUnused(file);
        }
    }

    private static void closeUnused(@Nullable FileChannel file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    long blockMinMillis(int block) {
        return blockIndex[3 * block + 1];
    }

    long blockMaxMillis(int block) {
        return blockIndex[3 * block + 2];
    }

    /// The entries of a block, each behind its length.
    byte[] block(int block) {
        long begin = blockIndex[3 * block];
        long end = block + 1 < blocks ? blockIndex[3 * (block + 1)] : lists;
        byte[] frame = readPart("block " + block, begin, Math.toIntExact(end - begin));
        try {
            return Zstd.decompress(frame, Math.toIntExact(Zstd.getFrameContentSize(frame)));
        } catch (ZstdException | ArithmeticException | NegativeArraySizeException e) {
            throw SegmentFormat.damaged(path, "block " + block, e);
        }
    }

    /// The entries that have a hash, the newest first; null where there are none.
    @Nullable
    Ordinals find(long hash) {
        int page = pageOf(hash);
        if (page < 0) {
            return null;
        }
        byte[] bytes =
                readPart("page " + page, table + (long) page * SegmentFormat.PAGE_BYTES, SegmentFormat.PAGE_BYTES);
        SegmentFormat.check(path, "page " + page, bytes);
        ByteBuffer rows = ByteBuffer.wrap(bytes);
        int from = 0;
        int to = rows.getInt(0);
        while (from < to) {
            int middle = (from + to) >>> 1;
            int at = Integer.BYTES + middle * SegmentFormat.ROW_BYTES;
            int order = Long.compareUnsigned(rows.getLong(at), hash);
            if (order == 0) {
                return ordinals(rows.slice(at + Long.BYTES, SegmentFormat.ROW_BYTES - Long.BYTES));
            }
            from = order < 0 ? middle + 1 : from;
            to = order < 0 ? to : middle;
        }
        return null;
    }

    /// The only page that the hash can be on.
    private int pageOf(long hash) {
        int from = 0;
        int to = pages;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Long.compareUnsigned(pageIndex[middle], hash) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    private Ordinals ordinals(ByteBuffer row) {
        int count = row.getInt();
        long begin = row.getLong();
        int length = row.getInt();
        if (count == 1) {
            ByteBuffer one = ByteBuffer.allocate(5);
            EntryFormat.putVarint(one, (int) begin);
            return new Ordinals(one.flip(), 1);
        }
        byte[] list = readPart("a list", begin, length);
        SegmentFormat.check(path, "a list", list);
        return new Ordinals(ByteBuffer.wrap(list), count);
    }

    /// Ordinals in descending order.
    static final class Ordinals {
        private final ByteBuffer list;
        private int left;
        private int current;
        private boolean started;

        private Ordinals(ByteBuffer list, int count) {
            this.list = list;
            this.left = count;
        }

        boolean next() {
            if (left == 0) {
                return false;
            }
            left--;
            int number = EntryFormat.varint(list);
            current = started ? current - number : number;
            started = true;
            return true;
        }

        int current() {
            return current;
        }
    }

    private byte[] readPart(String part, long position, int length) {
        try {
            return read(position, length);
        } catch (IOException e) {
            throw SegmentFormat.damaged(path, part, e);
        }
    }

    private byte[] read(long position, int length) throws IOException {
        if (position < 0) {
            throw new IOException("it is too short");
        }
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (file.read(into, position + into.position()) < 0) {
                throw new IOException("it is too short");
            }
        }
        return into.array();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
