package gatehouse.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No service of AWS's is a special case.
final class EveryServiceTest {
    private static final String SUFFIX = "-model.json";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path noOverlays;

    @Test
    void everyServiceOfTheJarBecomesJavaThatParses() throws IOException {
        List<String> names = modelNames();
        assertThat(names).hasSizeGreaterThan(370).contains("ec2-2016-11-15", "kms-2014-11-01");
        Queue<String> broken = new ConcurrentLinkedQueue<>();
        LongAdder files = new LongAdder();
        names.parallelStream().forEach(name -> {
            List<Source> sources = sources(name);
            files.add(sources.size());
            assertThat(new TreeSet<>(sources.stream().map(Source::foldedPath).toList()))
                    .as("files of %s differ in more than case", name)
                    .hasSameSizeAs(sources);
            broken.addAll(syntaxErrors(sources));
        });
        assertThat(broken).isEmpty();
        assertThat(files.sum()).isGreaterThan(60_000);
    }

    @Test
    void generatingTwiceGivesTheSameBytes() {
        for (String name : List.of("kms-2014-11-01", "iam-2010-05-08", "dynamodb-2012-08-10", "kinesis-2013-12-02")) {
            assertThat(sources(name)).as(name).isEqualTo(sources(name));
        }
    }

    /// A generated file as the compiler takes it.
    private record Source(String path, String text) {
        String foldedPath() {
            return path.toLowerCase(Locale.ROOT);
        }

        JavaFileObject toFileObject() {
            return new SimpleJavaFileObject(URI.create("mem:///" + path), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    private List<Source> sources(String modelName) {
        try {
            Model model = new ModelSource(noOverlays).load(new ServiceEntry(modelName, List.of()));
            return ServiceSources.of(model).stream()
                    .map(file -> new Source(file.path(), file.text()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(modelName, e);
        }
    }

    private static List<String> syntaxErrors(List<Source> sources) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests run on a JDK");
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<JavaFileObject> files = sources.stream().map(Source::toFileObject).toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, problems, List.of("-proc:none"), null, files);
        try {
            task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems.getDiagnostics().stream().map(Object::toString).toList();
    }

    private static List<String> modelNames() throws IOException {
        URL known = Objects.requireNonNull(EveryServiceTest.class.getResource("/models/kms-2014-11-01-model.json"));
        try (JarFile jar = ((JarURLConnection) known.openConnection()).getJarFile()) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("models/") && name.endsWith(SUFFIX))
                    .map(name -> name.substring("models/".length(), name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }
}
