package gatehouse.wire.sample;

import gatehouse.wire.shape.Blob;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Things of any content, for properties.
public final class Things {
    private Things() {}

    public static Arbitrary<Values> any() {
        return thing(2);
    }

    private static Arbitrary<Values> thing(int depth) {
        Map<String, Arbitrary<?>> members = new LinkedHashMap<>();
        members.put("KeyId", text());
        members.put("Count", Arbitraries.integers());
        members.put("Big", Arbitraries.longs());
        members.put("Ratio", Arbitraries.doubles());
        members.put("Flag", Arbitraries.of(true, false));
        members.put("At", Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli));
        members.put(
                "Data", Arbitraries.bytes().array(byte[].class).ofMaxSize(50).map(Blob::copyOf));
        members.put("Tags", tag().list().ofMaxSize(12));
        members.put("Words", text().list().ofMaxSize(12));
        members.put("Flat", text().list().ofMinSize(1).ofMaxSize(3));
        members.put("Context", Arbitraries.maps(text(), text()).ofMaxSize(12));
        if (depth > 0) {
            members.put("Child", thing(depth - 1));
        }
        return subset(members);
    }

    private static Arbitrary<Values> subset(Map<String, Arbitrary<?>> members) {
        Arbitrary<Values> all = Arbitraries.just(Values.of(SampleService.THING));
        for (Map.Entry<String, Arbitrary<?>> member : members.entrySet()) {
            Arbitrary<?> value = member.getValue().injectNull(0.4);
            all = Combinators.combine(all, value).as((values, each) -> {
                if (each == null) {
                    return values;
                }
                Map<String, Object> more = new LinkedHashMap<>(values.members());
                more.put(member.getKey(), each);
                return new Values(values.schema(), more);
            });
        }
        return all;
    }

    private static Arbitrary<Values> tag() {
        return Combinators.combine(text(), text())
                .as((key, value) -> Values.of(SampleService.TAG, "TagKey", key, "TagValue", value));
    }

    /// Text of any whole characters.
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.strings()
                        .ofMaxLength(10)
                        .filter(each -> each.codePoints().noneMatch(Things::isHalf)));
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
