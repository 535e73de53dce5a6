package gatehouse.wire.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sample.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Heads of requests that were valid before something was done to them.
final class RestHeadFuzzTest {
    private static final List<String> TOKENS = List.of(
            "/",
            "//",
            "/.",
            "/..",
            "%2F",
            "%2e%2e",
            "%",
            "%4",
            "%C3",
            "%00",
            "%ff",
            "?",
            "&",
            "=",
            "+",
            ";",
            "#",
            ",",
            "\"",
            "\\",
            " ",
            "\t",
            "\u0000",
            "\u007F",
            "é",
            "😀",
            "\ud800",
            "{",
            "}",
            "words",
            "at=",
            "ratio=NaN",
            "2026-01-01T00:00:00Z",
            "Thu, 01 Jan 2026 00:00:00 GMT",
            "1e999",
            "-0",
            "99999999999999999999",
            "e30=",
            "====",
            "true",
            "x-meta-",
            "texts");

    /// Path, query, and headers' names and values by turns.
    private static final List<String> VALID = List.of(
            "/head/a%20b/c/d%2Fe",
            "words=one&words=t%C3%A9o&at=2026-01-01T00%3A00%3A00Z&ratio=1.5&other=1",
            "texts",
            "a, \"b, \\\"c\\\"\", d",
            "numbers",
            "1, -2,3",
            "times",
            "Thu, 01 Jan 2026 00:00:00 GMT, Fri, 02 Jan 2026 00:00:00 GMT",
            "x-meta-one",
            "1",
            "json",
            "eyJhIjoxfQ==",
            "flag",
            "true",
            "data",
            "AQID");

    @Test
    void whatTheyBeginWithIsRead() {
        Values read = RestHeads.read(request(VALID));
        assertThat(read.members())
                .containsEntry("label", "a b")
                .containsEntry("rest", "c/d/e")
                .containsEntry("texts", List.of("a", "b, \"c\"", "d"))
                .containsEntry("words", List.of("one", "téo"))
                .containsEntry("meta", Map.of("one", "1"))
                .containsEntry("json", "{\"a\":1}")
                .containsKeys("numbers", "times", "at", "ratio", "all", "flag", "data");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void changedHeadsAreReadOrRefused(@ForAll Random random) {
        List<String> parts = new ArrayList<>(VALID);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            change(parts, random);
        }
        HttpRequest request = request(parts);
        assertThatCode(() -> RestHeads.readOrRefuse(request)).as("%s", parts).doesNotThrowAnyException();
    }

    private static void change(List<String> parts, Random random) {
        int which = random.nextInt(parts.size());
        String part = parts.get(which);
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        int at = random.nextInt(part.length() + 1);
        int to = Math.min(part.length(), at + random.nextInt(6));
        switch (random.nextInt(4)) {
            case 0 -> parts.set(which, part.substring(0, at) + token + part.substring(at));
            case 1 -> parts.set(which, part.substring(0, at) + token + part.substring(to));
            case 2 -> parts.set(which, part.substring(0, at) + part.substring(to));
            default -> parts.addAll(List.of(parts.get(2 + 2 * random.nextInt(7)), token));
        }
    }

    private static HttpRequest request(List<String> parts) {
        List<String> headers = parts.subList(2, parts.size());
        return RestHeads.request(parts.get(0), parts.get(1), Headers.of(headers.toArray(String[]::new)));
    }
}
