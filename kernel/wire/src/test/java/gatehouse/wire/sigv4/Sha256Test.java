package gatehouse.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.sigv4.Sha256.HmacKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

final class Sha256Test {
    private final Sha256 sha256 = new Sha256();

    @Property
    void hmacsAreThoseOfTheJdk(@ForAll @Size(min = 1, max = 200) byte[] key, @ForAll byte[] message)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] expected = mac.doFinal(message);
        assertThat(sha256.hmac(new HmacKey(key), new GrowableBytes(16).put(message)))
                .isEqualTo(expected);
    }

    @Property
    void aHashIsItsOwnHexAndNoOther(@ForAll @Size(32) byte[] hash, @ForAll @Size(32) byte[] other) {
        String hex = HexFormat.of().formatHex(hash);
        assertThat(Sha256.isHexOf(hash, hex)).isTrue();
        assertThat(Sha256.isHexOf(other, hex)).isEqualTo(Arrays.equals(hash, other));
        assertThat(Sha256.isHexOf(hash, hex.substring(1))).isFalse();
        assertThat(Sha256.isHexOf(hash, hex + "0")).isFalse();
        for (int i = 0; i < hex.length(); i++) {
            char wrong = (char) (hex.charAt(i) + 0x100);
            assertThat(Sha256.isHexOf(hash, hex.substring(0, i) + wrong + hex.substring(i + 1)))
                    .isFalse();
        }
        String upper = hex.toUpperCase(Locale.ROOT);
        assertThat(Sha256.isHexOf(hash, upper)).isEqualTo(upper.equals(hex));
    }
}
