package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Start-up pays only for what is used.
final class LoadingTest {
    @Test
    void initialisingAServiceLoadsNoneOfItsShapes() throws ClassNotFoundException {
        Recorder loader = new Recorder();
        Class.forName("gatehouse.model.iam.Iam", true, loader);
        assertThat(loader.loaded).containsExactly("gatehouse.model.iam.Iam");
    }

    @Test
    void initialisingAShapeLoadsWhatItRefersToAndNoMore() throws ClassNotFoundException {
        Recorder loader = new Recorder();
        Class.forName("gatehouse.model.kms.EncryptRequest", true, loader);
        assertThat(loader.loaded)
                .contains("gatehouse.model.kms.EncryptRequest", "gatehouse.model.kms.EncryptionAlgorithmSpec")
                .hasSizeLessThan(10);
    }

    /// Loads the generated classes itself, and notes each.
    private static final class Recorder extends ClassLoader {
        private final List<String> loaded = new ArrayList<>();

        private Recorder() {
            super(LoadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("gatehouse.model.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) {
            loaded.add(name);
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = Objects.requireNonNull(in, name).readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
