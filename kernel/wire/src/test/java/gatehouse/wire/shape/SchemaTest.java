package gatehouse.wire.shape;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.shape.Traits.Word;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SchemaTest {
    private static final Schema STRING = Schema.simple("String", Kind.STRING, Constraints.NONE, Traits.NONE);

    @Test
    void aMemberIsFoundUnderItsNameOnTheWireOnly() {
        Member plain = member(0, "Plain", null);
        Member renamed = member(1, "Renamed", "other");
        Schema schema = Schema.structure("S", Kind.STRUCTURE, Traits.NONE, plain, renamed);
        assertThat(schema.memberOnWire("Plain")).isSameAs(plain);
        assertThat(schema.memberOnWire("other")).isSameAs(renamed);
        assertThat(schema.memberOnWire("Renamed")).isNull();
        assertThat(schema.member("Renamed")).isSameAs(renamed);
        assertThat(schema.member("other")).isNull();
    }

    @Test
    void aMemberOfThatNameGoesBeforeOneThatTakesItOnTheWire() {
        Member taker = member(0, "Taker", "Name");
        Member owner = member(1, "Name", null);
        Schema schema = Schema.structure("S", Kind.STRUCTURE, Traits.NONE, taker, owner);
        assertThat(schema.memberOnWire("Name")).isSameAs(owner);
    }

    private static Member member(int index, String name, @Nullable String wireName) {
        Map<Word, String> words = wireName == null ? Map.of() : Map.of(Word.LOCATION_NAME, wireName);
        return Member.of(index, name, STRING, Traits.of(Set.of(), words));
    }
}
