package gatehouse.keys.kms;

import gatehouse.keys.kms.KeyLife.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What a key has encrypted it decrypts, after whatever was done to it. The number of tries is jqwik's
/// default, which `-Pdeep` raises.
class KeyLifePropertiesTest {
    private static final int STEPS_MAX = 24;
    private static final int CHOICES = 9;

    /// A step, and what it chooses.
    record Taken(Step step, int choice) {}

    /// What an imported life is about comes more often: it takes several of these to come to something.
    private static final Step[] IMPORTED = {
        Step.IMPORT_NEW, Step.IMPORT_NEW, Step.IMPORT_AGAIN, Step.IMPORT_AGAIN, Step.DELETE_MATERIAL,
        Step.ROTATE, Step.ROTATE, Step.REPLICATE, Step.REPLICATE, Step.UPDATE_PRIMARY
    };

    @Provide
    Arbitrary<List<Taken>> lives() {
        return taken(Arbitraries.of(Step.class));
    }

    @Provide
    Arbitrary<List<Taken>> importedLives() {
        return taken(Arbitraries.oneOf(Arbitraries.of(Step.class), Arbitraries.of(IMPORTED)));
    }

    private static Arbitrary<List<Taken>> taken(Arbitrary<Step> steps) {
        return Combinators.combine(steps, Arbitraries.integers().between(0, CHOICES - 1))
                .as(Taken::new)
                .list()
                .ofMaxSize(STEPS_MAX);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aKeyWhoseMaterialIsMadeHereOpensAllThatItMade(@ForAll("lives") List<Taken> life) throws Exception {
        live(life, false);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aKeyWhoseMaterialIsImportedOpensAllThatItMadeOnceItIsThere(@ForAll("importedLives") List<Taken> life)
            throws Exception {
        live(life, true);
    }

    @Example
    void aReplicaOfARotatedImportedKeyWaitsForAllOfItsMaterial() throws Exception {
        live(
                List.of(
                        new Taken(Step.IMPORT_NEW, 0),
                        new Taken(Step.IMPORT_NEW, 0),
                        new Taken(Step.ROTATE, 0),
                        new Taken(Step.REPLICATE, 1),
                        new Taken(Step.IMPORT_AGAIN, 0)),
                true);
    }

    private static void live(List<Taken> life, boolean imported) throws Exception {
        Path folder = Files.createTempDirectory("gatehouse-key-life-");
        try (KeyLife key = new KeyLife(folder, imported)) {
            for (Taken taken : life) {
                key.take(taken.step, taken.choice);
                key.check();
            }
            key.mend();
            key.check();
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
