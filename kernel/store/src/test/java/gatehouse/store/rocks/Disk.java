package gatehouse.store.rocks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Looks into the files of a data folder for values of 32 bytes.
final class Disk {
    static final int VALUE_BYTES = 32;

    private static final long FACTOR = 1_000_003;
    private static final long FACTOR_OF_OLDEST = factorOfOldest();

    private Disk() {}

    /// The files that hold one of the values: of all kinds, whatever their names.
    static Set<String> holding(Path folder, Collection<byte[]> values) throws IOException {
        Map<Long, List<byte[]>> byHash = new HashMap<>();
        for (byte[] value : values) {
            byHash.merge(
                    hash(value),
                    List.of(value),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
        }
        Set<String> found = new TreeSet<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    if (holds(Files.readAllBytes(file), byHash)) {
                        found.add(folder.relativize(file).toString());
                    }
                } catch (NoSuchFileException e) {
                    visitFileFailed(file, e);
                }
                return FileVisitResult.CONTINUE;
            }

            /// Files come and go while the store is open.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return found;
    }

    private static boolean holds(byte[] bytes, Map<Long, List<byte[]>> byHash) {
        long hash = 0;
        for (int end = 0; end < bytes.length; end++) {
            hash = hash * FACTOR + bytes[end];
            if (end >= VALUE_BYTES) {
                hash -= FACTOR_OF_OLDEST * bytes[end - VALUE_BYTES];
            }
            List<byte[]> same = end < VALUE_BYTES - 1 ? null : byHash.get(hash);
            if (same != null) {
                int from = end - VALUE_BYTES + 1;
                for (byte[] value : same) {
                    if (Arrays.equals(bytes, from, end + 1, value, 0, VALUE_BYTES)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static long hash(byte[] value) {
        if (value.length != VALUE_BYTES) {
            throw new IllegalArgumentException("a value has " + VALUE_BYTES + " bytes");
        }
        long hash = 0;
        for (byte each : value) {
            hash = hash * FACTOR + each;
        }
        return hash;
    }

    private static long factorOfOldest() {
        long factor = 1;
        for (int i = 0; i < VALUE_BYTES; i++) {
            factor *= FACTOR;
        }
        return factor;
    }
}
