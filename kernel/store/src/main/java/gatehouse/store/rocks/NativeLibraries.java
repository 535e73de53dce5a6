package gatehouse.store.rocks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/// The native libraries of RocksDB and zstd. Their jars unpack them into a temporary folder at each start; with
/// the system property `gatehouse.native.dir` they are loaded from where [#unpack] has put them.
public final class NativeLibraries {
    /// The system property that names the folder.
    public static final String FOLDER_PROPERTY = "gatehouse.native.dir";

    private static final String ZSTD_PROPERTY = "ZstdNativePath";
    private static final String ZSTD_FILE = System.mapLibraryName("zstd-jni");

    private NativeLibraries() {}

    /// Puts both libraries into the folder; done once, when the server is built.
    public static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        String rocks = Environment.getJniLibraryFileName("rocksdb");
        copy(RocksDB.class, "/" + rocks, folder.resolve(rocks));
        copy(com.github.luben.zstd.Zstd.class, zstdResource(), folder.resolve(ZSTD_FILE));
    }

    private static String zstdResource() {
        String architecture = System.getProperty("os.arch");
        String version = com.github.luben.zstd.util.ZstdVersion.VERSION;
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        return mac
                ? "/darwin/" + architecture + "/libzstd-jni-" + version + ".dylib"
                : "/linux/" + architecture + "/libzstd-jni-" + version + ".so";
    }

    private static void copy(Class<?> beside, String resource, Path to) throws IOException {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no " + resource + " for this system");
            }
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void load() {
        String folder = System.getProperty(FOLDER_PROPERTY);
        if (folder == null) {
            RocksDB.loadLibrary();
            return;
        }
        Path zstd = Path.of(folder, ZSTD_FILE);
        if (System.getProperty(ZSTD_PROPERTY) == null && Files.exists(zstd)) {
            System.setProperty(ZSTD_PROPERTY, zstd.toString());
        }
        RocksDB.loadLibrary(List.of(folder));
    }
}
