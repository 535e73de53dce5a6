package gatehouse.bench;

import com.sun.management.OperatingSystemMXBean;
import gatehouse.generator.Generator;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/// Builds the jar of a list of services as the build of `model/aws` does, and prints what that takes.
record ModelBuild(Path list, Path folder, Path libraries) {
    private static final Path OVERLAYS = Path.of("model/aws/src/main/overlays");
    private static final Path BY_HAND = Path.of("model/aws/src/main/java");
    private static final double MEBIBYTE = 1 << 20;

    /// Makes the jar and returns where it is.
    Path run() throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Clock clock = new Clock();
        Generator.main(
                new String[] {list.toString(), OVERLAYS.toString(), sources.toString(), "gatehouse.model.Catalogue"});
        List<Path> files = javaFiles(sources);
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        System.out.printf(
                Locale.ROOT, "generate: %s, %,d files of %.1f MiB%n", clock.lap(), files.size(), bytes / MEBIBYTE);
        files.addAll(javaFiles(BY_HAND));
        compile(files, classes);
        System.out.printf(Locale.ROOT, "compile: %s (the whole build is wanted within 600 s)%n", clock.lap());
        Path jar = folder.resolve("gatehouse-model.jar");
        int made = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (made != 0) {
            throw new IOException("the jar was not made");
        }
        System.out.printf(Locale.ROOT, "jar: %.1f MiB, %,d classes%n", Files.size(jar) / MEBIBYTE, count(classes));
        return jar;
    }

    private void compile(List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(javax.tools.ToolProvider.getSystemJavaCompiler());
        List<String> options = List.of("-proc:none", "-parameters", "-g", "-cp", classPath(), "-d", classes.toString());
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, null, null)) {
            boolean compiled = compiler.getTask(
                            null, manager, problems, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new IOException("the services do not compile: "
                        + problems.getDiagnostics().getFirst());
            }
        }
    }

    /// All that the server has, without the services that it was built with.
    private String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(libraries)) {
            return jars.map(Path::toString)
                    .filter(jar -> !jar.contains("gatehouse-model"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return new ArrayList<>(
                    walk.filter(file -> file.toString().endsWith(".java")).toList());
        }
    }

    private static long count(Path classes) throws IOException {
        try (Stream<Path> walk = Files.walk(classes)) {
            return walk.filter(Files::isRegularFile).count();
        }
    }

    /// Time on the wall, and of all processors.
    private static final class Clock {
        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        private long wall = System.nanoTime();
        private long processors = SYSTEM.getProcessCpuTime();

        String lap() {
            long wallBefore = wall;
            long processorsBefore = processors;
            wall = System.nanoTime();
            processors = SYSTEM.getProcessCpuTime();
            return String.format(
                    Locale.ROOT,
                    "%.1f s, %.1f s of processors",
                    (wall - wallBefore) / 1e9,
                    (processors - processorsBefore) / 1e9);
        }
    }
}
