package gatehouse.crypto.pkcs11;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A library between SoftHSM2 and us that hangs when it is told to, or has lost its device, or tells wrong lengths
/// (`hanging.c`).
public final class HangingLibrary {
    private final Path library;
    private final Path hang;
    private final Path gone;
    private final Path length;

    /// Compiles one into `folder`, with a SoftHSM2 of its own: a copy has a state of its own.
    public HangingLibrary(Path folder) throws IOException {
        SoftHsm hsm = SoftHsm.get();
        hang = folder.resolve("hang");
        gone = folder.resolve("gone");
        length = folder.resolve("length");
        library = folder.resolve("hanging.so");
        Path source = folder.resolve("hanging.c");
        try (InputStream resource = Objects.requireNonNull(HangingLibrary.class.getResourceAsStream("hanging.c"))) {
            Files.copy(resource, source);
        }
        Path real = Files.copy(hsm.library(), folder.resolve("real.so"));
        hsm.run(
                "cc",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                source.toString(),
                define("REAL", real),
                define("HANG", hang),
                define("GONE", gone),
                define("LENGTH", length),
                "-ldl");
    }

    public TokenLocation newToken(String label) {
        return new TokenLocation(library, SoftHsm.get().newToken(label).label());
    }

    public void hang() throws IOException {
        Files.createFile(hang);
    }

    public void goAway() throws IOException {
        Files.createFile(gone);
    }

    /// Says that whatever it encrypts is so long.
    public void tellLength(long bytes) throws IOException {
        Files.writeString(length, Long.toUnsignedString(bytes));
    }

    /// Answers again as it is, and has its device.
    public void recover() throws IOException {
        Files.deleteIfExists(hang);
        Files.deleteIfExists(gone);
        Files.deleteIfExists(length);
    }

    private static String define(String name, Path file) {
        return "-D" + name + "=\"" + file + "\"";
    }
}
