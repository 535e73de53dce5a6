package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootKeyTest {
    private static final Entropy ENTROPY = new SystemEntropy();
    private static final String SOME_ID = "00112233445566778899aabbccddeeff";

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("root.key");
    }

    @Test
    void isTheSameKeyAfterLoading() throws IOException {
        RootKey created = RootKey.create(file, ENTROPY);
        RootKey loaded = RootKey.load(file);

        assertThat(loaded.keyId()).isEqualTo(created.keyId()).matches("[0-9a-f]{32}");
        byte[] sealed = new Sealer(created, ENTROPY).seal(new byte[] {1, 2, 3}, "test/1");
        assertThat(new Sealer(loaded, ENTROPY).open(sealed, "test/1")).containsExactly(1, 2, 3);
    }

    @Test
    void isCreatedForItsOwnerAloneAndLeavesNothingBesideIt() throws IOException {
        Path nested = folder.resolve("new/folder/root.key");
        RootKey.create(nested, ENTROPY);

        assertThat(permissions(nested)).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("new/folder"))).isEqualTo("rwx------");
        try (Stream<Path> entries = Files.list(folder.resolve("new/folder"))) {
            assertThat(entries).containsExactly(nested);
        }
    }

    @Test
    void neverReplacesAFile() throws IOException {
        Files.writeString(file, "something else");

        assertThatThrownBy(() -> RootKey.create(file, ENTROPY))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("exists already");
        assertThat(file).hasContent("something else");
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void isCreatedOnceWhenManyTryAtOnce() throws InterruptedException, ExecutionException, IOException {
        Callable<String> create = () -> {
            try {
                return RootKey.create(file, ENTROPY).keyId();
            } catch (RootKeyException _) {
                return "refused";
            }
        };
        List<Future<String>> outcomes;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            outcomes = threads.invokeAll(Collections.nCopies(16, create));
        }
        List<String> created = outcomes.stream()
                .map(Future::resultNow)
                .filter(outcome -> !outcome.equals("refused"))
                .toList();
        assertThat(created).containsExactly(RootKey.load(file).keyId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx", "r-----r--", "rw---x---"})
    void isRefusedWhereOthersHaveAccess(String permissions) throws IOException {
        RootKey.create(file, ENTROPY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> RootKey.load(file))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("open to other users")
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void isAcceptedWhereItsOwnerCanOnlyReadIt() throws IOException {
        String keyId = RootKey.create(file, ENTROPY).keyId();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThat(RootKey.load(file).keyId()).isEqualTo(keyId);
    }

    @Test
    void isRefusedWithAnyByteChangedMissingOrAdded() throws IOException {
        RootKey.create(file, ENTROPY);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            assertRefused(changed);
            assertRefused(Arrays.copyOf(good, i));
        }
        assertRefused(Arrays.copyOf(good, good.length + 1));
        assertRefused(new String(good, US_ASCII).toUpperCase(Locale.ROOT).getBytes(US_ASCII));
    }

    private void assertRefused(byte[] content) throws IOException {
        Files.write(file, content);
        String key = new String(content, US_ASCII).replaceAll("(?s).*key ", "").strip();
        assertThatThrownBy(() -> RootKey.load(file))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining(file.toString())
                .message()
                .satisfies(message -> assertThat(key.length() > 8 && message.contains(key.substring(0, 8)))
                        .isFalse());
    }

    @Test
    void isMadeOnTheFirstStartAndFoundOnTheNext() throws IOException {
        RootKey first = RootKey.openFor(file, null, ENTROPY);
        RootKey next = RootKey.openFor(file, first.keyId(), ENTROPY);

        assertThat(next.keyId()).isEqualTo(first.keyId());
    }

    @Test
    void isNotMadeAnewWhereThereAreData() throws IOException {
        assertThatThrownBy(() -> RootKey.openFor(file, SOME_ID, ENTROPY))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining(SOME_ID);
        assertThat(file).doesNotExist();
    }

    @Test
    void isRefusedForDataOfAnotherKey() throws IOException {
        String keyId = RootKey.create(file, ENTROPY).keyId();

        assertThatThrownBy(() -> RootKey.openFor(file, SOME_ID, ENTROPY))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining(keyId)
                .hasMessageContaining(SOME_ID);
    }

    @Test
    void isUsedForNewDataWhereItsFileExists() throws IOException {
        String keyId = RootKey.create(file, ENTROPY).keyId();

        assertThat(RootKey.openFor(file, null, ENTROPY).keyId()).isEqualTo(keyId);
    }

    @Test
    void saysOfAMissingFileWhatToDo() {
        assertThatThrownBy(() -> RootKey.load(file))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void showsItsIdAndNothingElse() throws IOException {
        RootKey key = RootKey.create(file, ENTROPY);

        assertThat(key).hasToString("RootKey[" + key.keyId() + "]");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
