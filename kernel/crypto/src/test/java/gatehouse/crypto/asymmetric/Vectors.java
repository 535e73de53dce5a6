package gatehouse.crypto.asymmetric;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Published test vectors: files of records `name = value`, which empty lines part; comments tell where they
/// come from.
final class Vectors {
    private Vectors() {}

    static Stream<Vector> of(String file) {
        List<Vector> vectors = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : (text(file) + "\n\n").split("\n", -1)) {
            int equals = line.indexOf(" =");
            if (line.startsWith("#")) {
                continue;
            }
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 2).trim());
            } else if (!values.isEmpty()) {
                vectors.add(new Vector(Map.copyOf(values)));
                values.clear();
            }
        }
        if (vectors.isEmpty()) {
            throw new IllegalStateException("No vectors in " + file);
        }
        return vectors.stream();
    }

    private static String text(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("No file " + file);
            }
            return new String(in.readAllBytes(), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One record.
    record Vector(Map<String, String> values) {
        String text(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("No " + name + " in " + values.keySet());
            }
            return value;
        }

        byte[] bytes(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        BigInteger number(String name) {
            return new BigInteger(text(name), 16);
        }

        boolean valid() {
            return Boolean.parseBoolean(text("valid"));
        }

        KeyPairSpec spec() {
            return KeyPairSpec.valueOf(text("spec"));
        }

        SigningAlgorithm signing() {
            return SigningAlgorithm.valueOf(text("algorithm"));
        }
    }
}
