package gatehouse.keys.kms.xks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class XksCiphertextTest {
    private static final HexFormat HEX = HexFormat.of();

    /// The specification's own example, in its appendix C.
    @Test
    void theIntegrityValueIsTheSpecifications() {
        XksCiphertext made = new XksCiphertext(
                "key_version=1".getBytes(UTF_8),
                HEX.parseHex("1ccae5470f39700254779031"),
                HEX.parseHex("bc1c4dda7707d6812447c5955e99b261"),
                HEX.parseHex("821c642b5b71783367deaf18"));
        byte[] value = XksApi.integrityValue("project=nile,department=marketing".getBytes(UTF_8), made);
        assertThat(Base64.getEncoder().encodeToString(value)).isEqualTo("qHA/ImC9h5HsLRXqCyPmWgYx7tzyoTplzILbP0fPXsc=");
    }

    @Property(tries = 200)
    void isReadAsItWasWritten(
            @ForAll @Size(max = 20) byte[] metadata,
            @ForAll boolean isLong,
            @ForAll @Size(max = 100) byte[] ciphertext) {
        XksCiphertext made = new XksCiphertext(metadata, new byte[isLong ? 16 : 12], new byte[16], ciphertext);
        XksCiphertext read = requireNonNull(XksCiphertext.decode(made.encoded()));
        assertThat(read).usingRecursiveComparison().isEqualTo(made);
    }

    @Property(tries = 500)
    void whateverIsReadIsWellFormed(@ForAll @Size(max = 120) byte[] bytes) {
        XksCiphertext read = XksCiphertext.decode(bytes);
        assertThat(read == null || read.isWellFormed()).isTrue();
    }
}
