package gatehouse.wire.rest;

import gatehouse.wire.bounds.Bodies;
import gatehouse.wire.bounds.Bound;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HeadMemoryTest {
    private static final String PATH = "/head/a/b";

    static Stream<HttpRequest> heads() {
        return Bodies.SIZES.stream()
                .flatMap(size -> Stream.of(
                                paths(size), queries(size), lines("texts", size), lines("numbers", size), fields(size))
                        .flatMap(each -> each));
    }

    private static Stream<HttpRequest> paths(int size) {
        return Stream.of(
                        Bodies.filled(size, "/head/a", "/a", ""),
                        Bodies.filled(size, "", "/", ""),
                        Bodies.filled(size, "/head/a/", "%41", ""),
                        Bodies.filled(size, "/head/a/", "%C3%A9", ""),
                        Bodies.filled(size, "/head/", "x", "/b"))
                .map(path -> RestHeads.request(path, "", Headers.of()));
    }

    private static Stream<HttpRequest> queries(int size) {
        return Stream.of(
                        Bodies.filled(size, "", "&", ""),
                        Bodies.filled(Math.min(size, 20_000), "", "a&", ""),
                        Bodies.filled(Math.min(size, 50_000), "", "%d&", ""),
                        Bodies.filled(Math.min(size, 60_000), "", "words&", ""),
                        Bodies.filled(size, "", "p%d=&", ""),
                        Bodies.filled(size, "words=", "%41", ""),
                        Bodies.filled(size, "ratio=", "1", ""),
                        Bodies.filled(size, "at=", "1", ""),
                        Bodies.filled(size, "", "x", ""))
                .map(query -> RestHeads.request(PATH, query, Headers.of()));
    }

    private static Stream<HttpRequest> lines(String header, int size) {
        return Stream.of(
                        Bodies.filled(size, "", ",", ""),
                        Bodies.filled(size, "", "1,", "1"),
                        Bodies.filled(size, "", "\"\",", ""),
                        Bodies.filled(size, "\"", "\\\"", "\""),
                        Bodies.filled(size, "", "\"", ""),
                        Bodies.filled(size, "", "x", ""))
                .map(line -> RestHeads.request(PATH, "", Headers.of(header, line)));
    }

    private static Stream<HttpRequest> fields(int size) {
        Headers.Builder numbered = new Headers.Builder();
        Headers.Builder same = new Headers.Builder();
        for (int i = 0; i < size / 16; i++) {
            numbered.add("x-meta-" + i, "");
            same.add("texts", "");
        }
        return Stream.of(numbered, same).map(headers -> RestHeads.request(PATH, "", headers.build()));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void memoryIsTakenInProportionToTheHead(HttpRequest request) {
        Bound.of("REST head").holdsFor(RestHeads.size(request), () -> RestHeads.readOrRefuse(request));
    }
}
