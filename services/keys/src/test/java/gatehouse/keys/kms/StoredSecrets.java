package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gatehouse.store.Key;
import gatehouse.store.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What of a key's secrets is stored, and where it is on the disk.
final class StoredSecrets {
    /// The end of what is sealed: the tag, and some of the ciphertext.
    private static final int END_BYTES = 32;

    private StoredSecrets() {}

    /// The ends of a key's sealed material and of its sealed wrapping key, in a region.
    static List<byte[]> of(View view, String region, String keyId) {
        List<byte[]> ends = new ArrayList<>();
        Key key = KmsTables.key(region, keyId);
        view.scan(KmsTables.MATERIAL, key, null, Integer.MAX_VALUE).items().stream()
                .map(KeyMaterial::sealed)
                .filter(Objects::nonNull)
                .forEach(bytes -> ends.add(end(bytes)));
        StoredWrappingKey wrapping = view.get(KmsTables.WRAPPING_KEYS, key);
        if (wrapping != null) {
            ends.add(end(wrapping.sealed()));
        }
        return ends;
    }

    static byte[] end(byte[] sealed) {
        return Arrays.copyOfRange(sealed, sealed.length - END_BYTES, sealed.length);
    }

    /// The files in the folder that hold one of them.
    static List<String> files(Path folder, Collection<byte[]> ends) throws IOException {
        List<String> texts =
                ends.stream().map(end -> new String(end, ISO_8859_1)).toList();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holdsOne(text(file), texts))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static boolean holdsOne(String file, List<String> texts) {
        return texts.stream().anyMatch(file::contains);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
