package gatehouse.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.store.Key;
import gatehouse.store.Person;
import gatehouse.store.StoreContract;
import gatehouse.store.StoreException;
import gatehouse.store.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a data folder promises: one user, known format, nothing made twice.
final class DataFolderTest {
    @TempDir
    private Path parent;

    private Path folder() {
        return parent.resolve("data");
    }

    private void make() {
        make(Migrations.ALL);
    }

    private void make(Migrations migrations) {
        try (RocksStore store = Stores.open(folder(), migrations)) {
            StoreContract.transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "ann")));
        }
    }

    @Test
    void aSecondServerIsToldWhoUsesTheFolder() {
        try (RocksStore first = Stores.open(folder())) {
            assertThat(first.epoch()).hasSize(32);
            assertThatThrownBy(() -> Stores.open(folder()))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("another Gatehouse (process "
                            + ProcessHandle.current().pid() + ") is using " + folder()
                            + "; stop it or choose another --data");
        }
        Stores.open(folder()).close();
    }

    @Test
    void onlyTheOwnerMayEnter() throws IOException {
        make();
        try (Stream<Path> all = Files.walk(folder())) {
            for (Path each : all.filter(Files::isDirectory).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        make();
        Path format = folder().resolve(Format.FILE);
        Files.writeString(format, Files.readString(format).replace("version=2", "version=3"));
        assertThatThrownBy(() -> Stores.open(folder()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("are of format 3")
                .hasMessageContaining("start the newer Gatehouse");
    }

    @Test
    void anOlderFormatIsMigratedStepByStepAndOnlyOnce() throws IOException {
        make(new Migrations(List.of()));
        Migrations migrations = new Migrations(List.of(
                data -> Files.writeString(data.resolve("first"), "1"),
                data -> Files.copy(data.resolve("first"), data.resolve("second"))));
        for (int i = 0; i < 2; i++) {
            try (RocksStore store = Stores.open(folder(), migrations)) {
                assertThat(store.begin().get(Person.TABLE, Key.of("1", "ann"))).isNotNull();
            }
        }
        assertThat(folder().resolve("second")).hasContent("1");
        assertThat(Format.read(folder()).version()).isEqualTo(3);
        assertThatThrownBy(() -> Stores.open(folder())).hasMessageContaining("are of format 3");
    }

    @Test
    void anInterruptedMigrationIsBegunAgain() throws IOException {
        make(new Migrations(List.of()));
        Migrations failing = new Migrations(List.of(data -> {
            throw new IOException("no power");
        }));
        assertThatThrownBy(() -> Stores.open(folder(), failing))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no power");
        assertThat(Format.read(folder()).version()).isEqualTo(1);
        Stores.open(folder(), new Migrations(List.of(data -> {}))).close();
        assertThat(Format.read(folder()).version()).isEqualTo(2);
    }

    @Test
    void whatIsMissingIsNeverMadeAgain() throws IOException {
        for (String name : List.of("tables/CURRENT", "tables", "log", Format.FILE)) {
            Path data = parent.resolve(name.replace('/', '-'));
            Stores.open(data).close();
            Files.move(data.resolve(name), parent.resolve("moved-" + name.replace('/', '-')));
            assertThatThrownBy(() -> Stores.open(data))
                    .as(name)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("restore the data folder from a backup");
        }
    }

    @Test
    void aDamagedFormatFileIsAnError() throws IOException {
        make();
        Files.writeString(folder().resolve(Format.FILE), "version=one");
        assertThatThrownBy(() -> Stores.open(folder()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void anInterruptedCreationIsBegunAgain() throws IOException {
        make();
        Files.move(folder().resolve(Format.FILE), folder().resolve(Format.UNFINISHED));
        Files.delete(folder().resolve("tables/CURRENT"));
        try (RocksStore store = Stores.open(folder())) {
            assertThat(store.begin().get(Person.TABLE, Key.of("1", "ann"))).isNull();
        }
        Stores.open(folder()).close();
    }

    @Test
    void aDamagedRowIsAnErrorWithoutWhatItHolds() throws Exception {
        try (RocksStore store = Stores.open(folder())) {
            StoreContract.transact(store, transaction -> transaction.put(Word.TABLE, new Word("a", "hidden")));
        }
        try (RocksStore store = Stores.open(folder())) {
            assertThatThrownBy(() -> store.begin().get(Count.TABLE, Key.of("a")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is not a Count")
                    .hasMessageNotContaining("hidden");
        }
    }

    record Word(String name, String value) {
        static final Table<Word> TABLE = Table.of("test.words", Word.class, word -> Key.of(word.name()));
    }

    record Count(String name, long value) {
        static final Table<Count> TABLE = Table.of("test.words", Count.class, count -> Key.of(count.name()));
    }

    record Wider(String name, List<String> tags, int count) {
        static final Table<Wider> TABLE = Table.of("test.words", Wider.class, wider -> Key.of(wider.name()));

        Wider {
            tags = List.copyOf(tags);
        }
    }

    @Test
    void aRowOfAnEarlierVersionHasEmptyNewComponents() {
        try (RocksStore store = Stores.open(folder())) {
            StoreContract.transact(store, transaction -> transaction.put(Word.TABLE, new Word("a", "unknown to it")));
        }
        try (RocksStore store = Stores.open(folder())) {
            Wider wider = Objects.requireNonNull(store.begin().get(Wider.TABLE, Key.of("a")));
            assertThat(wider).isEqualTo(new Wider("a", List.of(), 0));
        }
    }

    @Test
    void theLibrariesLoadFromWhereTheyWereUnpacked() throws IOException {
        NativeLibraries.unpack(parent);
        try (Stream<Path> files = Files.list(parent)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.contains("rocksdb"))
                    .anyMatch(name -> name.contains("zstd"));
        }
        assertThat(new String(
                        Files.readAllBytes(parent.resolve(System.mapLibraryName("zstd-jni"))),
                        1,
                        3,
                        StandardCharsets.US_ASCII))
                .isEqualTo("ELF");
    }
}
