package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.generator.Generator;
import gatehouse.wire.shape.ServiceModel;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every model of AWS's jar, in all its versions, can be served by listing it: its Java compiles, and every input and
/// output of it comes back through every protocol that it names. One service at a time, so that memory is bounded.
final class EveryModelTest {
    private static final String SUFFIX = "-model.json";
    private static final Path COPIES = Path.of("src/main/java/gatehouse/model/Copies.java");
    private static final Path OVERLAYS = Path.of("src/main/overlays");
    private static final int RANDOM_ROUNDS = 1;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    /// Some that speak in four ways; with `-Pdeep` all.
    private static final List<String> FEW = List.of(
            "account-2021-02-01",
            "ec2-instance-connect-2018-04-02",
            "importexport-2010-06-01",
            "s3-control-2018-08-20");

    static List<String> models() throws IOException {
        if (!Boolean.getBoolean("gatehouse.deep")) {
            return FEW;
        }
        URL known = Objects.requireNonNull(Generator.class.getResource("/models/kms-2014-11-01-model.json"));
        try (JarFile jar = ((JarURLConnection) known.openConnection()).getJarFile()) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("models/") && name.endsWith(SUFFIX))
                    .map(name -> name.substring("models/".length(), name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void itsJavaCompilesAndItsValuesComeBack(String model) throws Exception {
        Path list = Files.writeString(folder.resolve("services.txt"), model);
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Generator.main(
                new String[] {list.toString(), OVERLAYS.toString(), sources.toString(), "gatehouse.model.only.Catalogue"
                });
        assertThat(compiled(sources, classes)).isEmpty();
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, new WithoutModels())) {
            ServiceModel service = (ServiceModel) Class.forName("gatehouse.model.only.Catalogue", true, loader)
                    .getMethod("model", int.class)
                    .invoke(null, 0);
            for (String protocol : service.metadata().protocols()) {
                assertThat(RoundTripTest.failures(service, protocol, RANDOM_ROUNDS))
                        .isEmpty();
            }
        }
    }

    private static List<String> compiled(Path sources, Path classes) throws IOException {
        List<Path> files = new ArrayList<>(List.of(COPIES));
        try (Stream<Path> walk = Files.walk(sources)) {
            walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
        String classPath = Stream.of(ServiceModel.class, NullMarked.class)
                .map(EveryModelTest::home)
                .collect(Collectors.joining(File.pathSeparator));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests run on a JDK");
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, null, null)) {
            List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath);
            compiler.getTask(null, manager, problems, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
    }

    private static String home(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /// Has all classes of these tests but those of the listed services.
    private static final class WithoutModels extends ClassLoader {
        private WithoutModels() {
            super(EveryModelTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("gatehouse.model.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
