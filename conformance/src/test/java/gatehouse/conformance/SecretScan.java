package gatehouse.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Looks for secrets in bytes: raw, in hexadecimal of either case, and in base64 of either alphabet at
/// each of its three alignments.
final class SecretScan {
    /// Shorter ones would be found by chance.
    private static final int BYTES_MIN = 12;

    private final Map<String, List<String>> formsByName = new LinkedHashMap<>();

    void add(String name, byte[] secret) {
        if (secret.length < BYTES_MIN) {
            throw new IllegalArgumentException(name + " is too short to be looked for");
        }
        formsByName.put(name, forms(secret));
    }

    void add(String name, String secret) {
        add(name, secret.getBytes(StandardCharsets.UTF_8));
    }

    int size() {
        return formsByName.size();
    }

    /// What was found: `name in place`.
    List<String> find(String place, byte[] bytes) {
        String text = latin1(bytes);
        List<String> found = new ArrayList<>();
        formsByName.forEach((name, forms) -> {
            if (forms.stream().anyMatch(text::contains)) {
                found.add(name + " in " + place);
            }
        });
        return found;
    }

    /// What was found in a folder's files, but those of these names.
    List<String> findInFolder(Path folder, Set<String> except) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!except.contains(name)) {
                    found.addAll(find(name, Files.readAllBytes(file)));
                }
            }
        }
        return found;
    }

    static List<String> forms(byte[] secret) {
        List<String> forms = new ArrayList<>();
        forms.add(latin1(secret));
        forms.add(HexFormat.of().formatHex(secret));
        forms.add(HexFormat.of().withUpperCase().formatHex(secret));
        for (int shift = 0; shift < 3; shift++) {
            forms.add(shifted(Base64.getEncoder(), secret, shift));
            forms.add(shifted(Base64.getUrlEncoder(), secret, shift));
        }
        return forms;
    }

    /// The characters of base64 that the secret alone decides, where it starts `shift` bytes into a group of three.
    private static String shifted(Base64.Encoder encoder, byte[] secret, int shift) {
        byte[] padded = new byte[shift + secret.length];
        System.arraycopy(secret, 0, padded, shift, secret.length);
        String encoded = encoder.withoutPadding().encodeToString(padded);
        return encoded.substring((8 * shift + 5) / 6, 8 * padded.length / 6);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
