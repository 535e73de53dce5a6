package gatehouse.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the build relies on: no work when nothing changed, no leftovers when something did.
final class GeneratorTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @BeforeEach
    void listStsWithoutOverlays() throws IOException {
        Files.createDirectory(overlays());
        Files.writeString(services(), "# comment\nsts-2011-06-15: GetCallerIdentity, AssumeRole # two of them\n");
    }

    @Test
    void theListedOperationsAreGeneratedAndNoOthers() throws IOException {
        assertThat(run()).isTrue();
        assertThat(generated("AssumeRoleRequest.java")).exists();
        assertThat(generated("package-info.java")).content().contains("@NullMarked");
        assertThat(generated("GetSessionTokenRequest.java")).doesNotExist();
    }

    @Test
    void nothingIsDoneTwice() throws IOException {
        assertThat(run()).isTrue();
        assertThat(run()).isFalse();
    }

    @Test
    void aChangedOverlayRewritesOnlyWhatItChanges() throws IOException {
        run();
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(generated("AssumeRoleRequest.java"), before);
        Files.writeString(
                overlays().resolve("sts.json"),
                "{\"shapes\": {\"GetCallerIdentityResponse\": {\"members\": {\"Alias\": {\"shape\": \"arnType\"}}}}}");
        assertThat(run()).isTrue();
        assertThat(generated("GetCallerIdentityResponse.java")).content().contains("@Nullable String alias");
        assertThat(Files.getLastModifiedTime(generated("AssumeRoleRequest.java")))
                .isEqualTo(before);
    }

    @Test
    void whatIsNoLongerListedIsDeleted() throws IOException {
        run();
        Files.writeString(services(), "sts-2011-06-15: GetCallerIdentity\n");
        assertThat(run()).isTrue();
        assertThat(generated("AssumeRoleRequest.java")).doesNotExist();
        assertThat(generated("GetCallerIdentityRequest.java")).exists();
    }

    @Test
    void aMembersDefaultIsWhatItsBuilderBeginsWith() throws IOException {
        Files.writeString(services(), "sts-2011-06-15: GetCallerIdentity\nthings\n");
        Files.writeString(overlays().resolve("things.json"), """
                {"metadata": {"serviceId": "Things", "protocols": ["json"]},
                 "operations": {"Op": {"input": {"shape": "In"}}},
                 "shapes": {
                  "In": {"type": "structure", "members": {
                   "word": {"shape": "Word", "default": "a\\"b"},
                   "kind": {"shape": "Kind", "default": "ONE"},
                   "number": {"shape": "Long", "default": 7},
                   "time": {"shape": "Time", "default": 1.5},
                   "bytes": {"shape": "Bytes", "default": "AQI="},
                   "words": {"shape": "Words", "default": []},
                   "any": {"shape": "Any", "default": {"a": [true]}},
                   "none": {"shape": "Word"}}},
                  "Word": {"type": "string"}, "Kind": {"type": "string", "enum": ["ONE"]}, "Long": {"type": "long"},
                  "Time": {"type": "timestamp"}, "Bytes": {"type": "blob"}, "Any": {"type": "structure", "document": true},
                  "Words": {"type": "list", "member": {"shape": "Word"}}}}
                """);
        run();
        assertThat(folder.resolve("out/gatehouse/model/things/OpRequest.java"))
                .content()
                .contains(
                        "private @Nullable String word = \"a\\\"b\";",
                        "private @Nullable KindValue kind = new KindValue(\"ONE\");",
                        "private @Nullable Long number = 7L;",
                        "private @Nullable Instant time = Instant.ofEpochMilli(1500L);",
                        "private @Nullable Blob bytes = Blob.owning(new byte[] {1, 2});",
                        "private @Nullable List<String> words = List.of();",
                        "private @Nullable Document any = new Document.Members(Map.ofEntries("
                                + "Map.entry(\"a\", new Document.Array(List.of(new Document.Bool(true))))));",
                        "private @Nullable String none;");
    }

    private boolean run() throws IOException {
        return Generator.run(services(), overlays(), folder.resolve("out"), "gatehouse.model.Catalogue");
    }

    private Path services() {
        return folder.resolve("services.txt");
    }

    private Path overlays() {
        return folder.resolve("overlays");
    }

    private Path generated(String name) {
        return folder.resolve("out/gatehouse/model/sts").resolve(name);
    }
}
