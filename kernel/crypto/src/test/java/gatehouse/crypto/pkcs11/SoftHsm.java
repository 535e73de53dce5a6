package gatehouse.crypto.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.crypto.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// SoftHSM2 with its tokens in a temporary folder: one for the process, since the library takes its configuration
/// from the environment when it is initialised.
public final class SoftHsm {
    /// The PIN of every token here; its security officer has the same.
    public static final String PIN = "pin-of-a-test";

    private static final SoftHsm ONLY = new SoftHsm();

    private final Path library;
    private final Path folder;
    private final Path configuration;

    private SoftHsm() {
        this.library = Stream.of(
                        "/usr/lib/softhsm/libsofthsm2.so",
                        "/usr/lib64/pkcs11/libsofthsm2.so",
                        "/usr/lib/pkcs11/libsofthsm2.so",
                        "/usr/local/lib/softhsm/libsofthsm2.so",
                        "/opt/homebrew/lib/softhsm/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("SoftHSM2 is not here: install it (.ci/run does)"));
        try {
            this.folder = Files.createTempDirectory("softhsm-");
            this.configuration = Files.writeString(
                    folder.resolve("softhsm2.conf"),
                    "directories.tokendir = " + Files.createDirectory(folder.resolve("tokens")) + "\n"
                            + "objectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        setEnvironment("SOFTHSM2_CONF", configuration.toString());
    }

    public static SoftHsm get() {
        return ONLY;
    }

    /// The configuration for other processes, in `SOFTHSM2_CONF`.
    public Path configuration() {
        return configuration;
    }

    public Path library() {
        return library;
    }

    Path tokens() {
        return folder.resolve("tokens");
    }

    /// A new token with the PIN of all.
    public TokenLocation newToken(String label) {
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", PIN, "--pin", PIN);
        return new TokenLocation(library, label);
    }

    /// Another PIN for a token, by another program.
    void changePin(String label, String from, String to) {
        run(
                "pkcs11-tool",
                "--module",
                library.toString(),
                "--token-label",
                label,
                "--login",
                "--pin",
                from,
                "--change-pin",
                "--new-pin",
                to);
    }

    /// What a program says that uses the tokens beside us.
    public String run(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("SOFTHSM2_CONF", configuration.toString());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
            int status = process.waitFor();
            if (status != 0) {
                throw new AssertionError(List.of(command) + " ended with " + status + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static SecretBytes pin() {
        return pin(PIN);
    }

    static SecretBytes pin(String text) {
        return SecretBytes.owning(text.getBytes(US_ASCII));
    }

    private void remove() {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The environment of this process, as native libraries see it.
    @SuppressWarnings("restricted")
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        SetEnvironment set = MethodHandleProxies.asInterfaceInstance(
                SetEnvironment.class,
                linker.downcallHandle(
                        linker.defaultLookup().find("setenv").orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT)));
        try (Arena arena = Arena.ofConfined()) {
            int answer = set.set(
                    arena.allocateFrom(name).address(),
                    arena.allocateFrom(value).address(),
                    1);
            if (answer != 0) {
                throw new AssertionError("setenv answered " + answer);
            }
        }
    }

    @FunctionalInterface
    public interface SetEnvironment {
        int set(long name, long value, int overwrite);
    }
}
