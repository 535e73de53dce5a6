package gatehouse.gateway;

import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A service of the tests: it writes notes, reads them, and has an operation that nobody builds.
final class NoteService implements ServiceModel {
    static final int TEXT_CHARS_MAX = 20;

    private static final Member TEXT = Member.of(
            0,
            "Text",
            Schema.simple(
                    "Text", Kind.STRING, new Constraints(1L, (long) TEXT_CHARS_MAX, null, List.of()), Traits.NONE),
            Traits.of(Set.of(Traits.Flag.REQUIRED), Map.of()));
    private static final Schema NOTE = Schema.structure("Note", Kind.STRUCTURE, Traits.NONE, TEXT);

    final Operation<Note, Note> write = operation(0, "WriteNote");
    final Operation<Note, Note> get = operation(1, "GetNote");
    final Operation<Note, Note> unbuilt = operation(2, "BurnNote");
    private final Metadata metadata;

    NoteService(String name) {
        String endpoint = name.toLowerCase(Locale.ROOT);
        metadata = new Metadata(
                name, name, "2026-01-01", endpoint, endpoint, List.of("json"), "1.0", name, "", "", false, false);
    }

    /// What is asked and what is answered.
    record Note(@Nullable String text) implements Shape {
        @Override
        public Schema schema() {
            return NOTE;
        }

        @Override
        public void writeMembers(ShapeWriter out) {
            out.string(TEXT, text);
        }
    }

    private Operation<Note, Note> operation(int index, String name) {
        return new Operation<>(this, index, name, new Operation.Http("POST", "/", 200), null);
    }

    @Override
    public Metadata metadata() {
        return metadata;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(write, get, unbuilt);
    }

    @Override
    public @Nullable Operation<?, ?> operation(String name) {
        return operations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Shape readInput(int index, ShapeReader in) {
        String[] text = new String[1];
        in.structure(NOTE, text, (read, member, reader) -> read[0] = reader.string(member));
        return new Note(text[0]);
    }

    @Override
    public Shape readOutput(int index, ShapeReader in) {
        return readInput(index, in);
    }

    @Override
    public Schema inputSchema(int index) {
        return NOTE;
    }

    @Override
    public Schema outputSchema(int index) {
        return NOTE;
    }
}
