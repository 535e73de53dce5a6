import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Run by the launcher after a build: `UnpackNatives <folder of jars> <folder of native libraries>`.
///
/// Unpacks the native libraries of this machine's system and processor, which their jars would otherwise write to the
/// temporary folder at every start, and writes the JVM options that name them to `native.options`. Where a jar has
/// none for this machine, no option names it, and the library looks after itself as without this program.
///
/// Removes the signature of the crypto provider's jar: JDK builds of OpenJDK do not ask for it (Maven has checked the
/// download), classes of signed jars cannot be in the start-up cache, and checking them costs 0.4 s at every start.
final class UnpackNatives {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    private static final String ACCP = "amazonCorrettoCryptoProvider";

    private final Path jars;
    private final Path natives;
    private final List<String> options = new ArrayList<>();

    private UnpackNatives(Path jars, Path natives) {
        this.jars = jars;
        this.natives = natives;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("UnpackNatives <folder of jars> <folder of native libraries>");
        }
        new UnpackNatives(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]).toAbsolutePath()).run();
    }

    private void run() throws IOException {
        Files.createDirectories(natives);
        options.add(option("java.library.path", natives.toString()));
        if (Files.isDirectory(jars)) {
            try (Stream<Path> files = Files.list(jars)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(this::unpack);
            }
        }
        Files.write(natives.resolve("native.options"), options);
    }

    private void unpack(Path jar) {
        try {
            boolean signed = false;
            try (JarFile file = new JarFile(jar.toFile(), false)) {
                for (JarEntry entry : file.stream().toList()) {
                    signed |= SIGNATURE.matcher(entry.getName()).matches();
                    if (isForThisMachine(entry.getName())) {
                        unpack(file, entry);
                    }
                }
            }
            if (signed && jar.getFileName().toString().startsWith("AmazonCorrettoCryptoProvider")) {
                removeSignature(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + jar, e);
        }
    }

    private void unpack(JarFile file, JarEntry entry) throws IOException {
        Path library = natives.resolve(Path.of(entry.getName()).getFileName());
        try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        }
        String name = library.getFileName().toString();
        if (name.contains("zstd-jni")) {
            options.add(option("ZstdNativePath", library.toString()));
        } else if (name.contains(ACCP)) {
            options.add(option("com.amazon.corretto.crypto.provider.useExternalLib", "true"));
        }
    }

    /// Whether an entry is the library that this machine loads. On Linux with another C library than glibc nothing is.
    private static boolean isForThisMachine(String entry) {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.equals("linux") && !isMusl()) {
            return entry.equals("librocksdbjni-" + (arm ? "linux-aarch64" : "linux64") + ".so")
                    || entry.matches("linux/" + (arm ? "aarch64" : "amd64") + "/libzstd-jni-.*\\.so")
                    || entry.endsWith("/lib" + ACCP + ".so");
        }
        if (system.startsWith("mac")) {
            return entry.equals("librocksdbjni-osx-" + (arm ? "arm64" : "x86_64") + ".jnilib")
                    || entry.matches("darwin/" + (arm ? "aarch64" : "x86_64") + "/libzstd-jni-.*\\.dylib");
        }
        return false;
    }

    private static boolean isMusl() {
        return Stream.of("x86_64", "aarch64").anyMatch(arch -> Files.exists(Path.of("/lib/ld-musl-" + arch + ".so.1")));
    }

    private static void removeSignature(Path jar) throws IOException {
        Path plain = jar.resolveSibling(jar.getFileName() + ".plain");
        try (JarFile file = new JarFile(jar.toFile(), false);
                OutputStream out = Files.newOutputStream(plain);
                JarOutputStream unsigned = new JarOutputStream(out, mainAttributesOf(file))) {
            for (JarEntry entry : file.stream().toList()) {
                if (!entry.getName().equals(JarFile.MANIFEST_NAME)
                        && !SIGNATURE.matcher(entry.getName()).matches()) {
                    unsigned.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = file.getInputStream(entry)) {
                        in.transferTo(unsigned);
                    }
                    unsigned.closeEntry();
                }
            }
        }
        Files.move(plain, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Manifest mainAttributesOf(JarFile file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putAll(file.getManifest().getMainAttributes());
        return manifest;
    }

    private static String option(String property, String value) {
        return "\"-D" + property + "=" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
