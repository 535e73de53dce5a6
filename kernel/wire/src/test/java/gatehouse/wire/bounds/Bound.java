package gatehouse.wire.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What decoding may allocate of a format: so many bytes always, and so many for each byte that was sent. The figures
/// stand in `docs/formats/decoding.md`, and nowhere else.
public record Bound(String format, long always, long perByte) {
    private static final Path TABLE = Path.of("../../docs/formats/decoding.md");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// The bound of the table's row that begins with that format.
    public static Bound of(String format) {
        for (String line : table()) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 3 && cells[1].strip().equals(format)) {
                return new Bound(format, number(cells[2]), number(cells[3]));
            }
        }
        throw new IllegalArgumentException(TABLE + " has no row for " + format);
    }

    private static List<String> table() {
        try {
            return Files.readAllLines(TABLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(String cell) {
        return Long.parseLong(cell.strip().replace(",", ""));
    }

    /// Holds a piece of work on `size` bytes to the bound. It is done once before, so that what is made once and kept,
    /// classes and tables of names, does not count.
    public void holdsFor(long size, Runnable work) {
        work.run();
        assertThat(allocated(work)).as("%s of %d bytes", format, size).isLessThanOrEqualTo(always + perByte * size);
    }

    /// What this thread allocates for it.
    public static long allocated(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
