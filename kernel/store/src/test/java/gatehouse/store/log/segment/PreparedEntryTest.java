package gatehouse.store.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What is stored of an entry and what it is found by: both are on disks, so neither ever changes.
final class PreparedEntryTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final byte[] BODY = "{\"é\":1}".getBytes(StandardCharsets.UTF_8);
    private static final String HEX_BODY = "7b22c3a9223a317d";

    /// Format, time, account and region.
    private static final String HEAD =
            "01" + "000000006955b900075bcd15" + "0c313131313232323233333333" + "0975732d656173742d31";

    @Test
    void anEntryIsStoredAsEver() {
        PreparedEntry prepared = prepared(new Attribute("EventName", "Encrypt"), new Attribute("Username", "alice"));
        assertThat(stored(prepared))
                .isEqualTo(HEAD + "02" + "094576656e744e616d6507456e6372797074" + "08557365726e616d6505616c696365"
                        + HEX_BODY);
        assertThat(hex(prepared.hashes())).isEqualTo("d64607b38890fc3f fdd917896d349bef 8a6fcf7f876334d4");
        assertThat(prepared.millis()).isEqualTo(TIME.toEpochMilli());
    }

    @Test
    void textBeyondAsciiIsStoredInUtf8AndFoundByItsCharacters() {
        PreparedEntry prepared = prepared(
                new Attribute("EventName", "Encrypt"),
                new Attribute("Username", "Zoë"),
                new Attribute("ResourceName", "鍵😀"),
                new Attribute("ResourceName", "\uD800x"));
        assertThat(stored(prepared))
                .isEqualTo(HEAD + "04" + "094576656e744e616d6507456e6372797074" + "08557365726e616d65045a6fc3ab"
                        + "0c5265736f757263654e616d6507e98db5f09f9880" + "0c5265736f757263654e616d65023f78" + HEX_BODY);
        assertThat(hex(prepared.hashes()))
                .isEqualTo("d64607b38890fc3f fdd917896d349bef d66e42b0624fdae4 c0a8a380d10f2e79 11db1994056d0ac5");
    }

    @Test
    void lengthsOfMoreThanOneByteAreStoredAsEver() {
        PreparedEntry prepared = prepared(new Attribute("n".repeat(127), "v".repeat(128)));
        assertThat(stored(prepared)).isEqualTo(HEAD + "017f" + "6e".repeat(127) + "8001" + "76".repeat(128) + HEX_BODY);
        assertThat(hex(prepared.hashes())).isEqualTo("d64607b38890fc3f 94d1d561e86efbbb");
    }

    @Test
    void anEntryWithoutAttributesIsStoredAsEver() {
        assertThat(stored(prepared())).isEqualTo(HEAD + "00" + HEX_BODY);
    }

    @Test
    void roomBehindTheBodyIsNoPartOfIt() {
        byte[] roomy = Arrays.copyOf(BODY, BODY.length + 9);
        for (String region : List.of("us-east-1", "é")) {
            LogEntry entry = new LogEntry("111122223333", region, TIME, List.of(), roomy, BODY.length);
            LogEntry exact = new LogEntry("111122223333", region, TIME, List.of(), BODY);
            assertThat(entry.body()).isEqualTo(BODY);
            assertThat(PreparedEntry.of(entry).stored())
                    .isEqualTo(PreparedEntry.of(exact).stored());
        }
    }

    /// Alone and beside a text that is no ASCII: the two are encoded in different ways.
    @Property(tries = 300)
    void whatIsStoredIsReadBack(@ForAll String account, @ForAll Map<String, String> named, @ForAll byte[] body) {
        List<Attribute> attributes = new ArrayList<>();
        named.forEach((name, value) -> attributes.add(new Attribute(whole(name), whole(value))));
        for (String region : List.of("us-east-1", "é")) {
            LogEntry entry = new LogEntry(whole(account), region, TIME, attributes, body);
            byte[] stored = PreparedEntry.of(entry).stored();
            LogEntry read = EntryFormat.decode(stored, 0, stored.length);
            assertThat(read.account()).isEqualTo(entry.account());
            assertThat(read.region()).isEqualTo(region);
            assertThat(read.time()).isEqualTo(TIME);
            assertThat(read.attributes()).isEqualTo(attributes);
            assertThat(read.body()).isEqualTo(body);
        }
    }

    /// The text without surrogates that have no partner, which UTF-8 cannot hold.
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static PreparedEntry prepared(Attribute... attributes) {
        return PreparedEntry.of(new LogEntry("111122223333", "us-east-1", TIME, List.of(attributes), BODY));
    }

    private static String stored(PreparedEntry entry) {
        return HexFormat.of().formatHex(entry.stored());
    }

    private static String hex(long[] hashes) {
        return String.join(
                " ", Arrays.stream(hashes).mapToObj(HexFormat.of()::toHexDigits).toList());
    }
}
