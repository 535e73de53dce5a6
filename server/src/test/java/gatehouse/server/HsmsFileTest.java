package gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.pkcs11.TokenLocation;
import gatehouse.keys.cloudhsm.HsmToken;
import gatehouse.keys.cloudhsm.HsmToken.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HsmsFileTest {
    private static final String WHOLE = """
            # A comment.
            pay.library  = /usr/lib/hsm.so
            pay.token    = payments
            pay.pin-file = pay.pin
            pay.region   = us-east-1
            pay.mode     = FIPS
            pay.vpc      = vpc-0a1b2c3d
            pay.hsms     = us-east-1a subnet-0a1b2c3d 10.0.1.10, us-east-1b subnet-1a1b2c3d
            """;

    @TempDir
    private Path folder;

    @Test
    void aTokenIsReadWithItsHsms() throws IOException {
        assertThat(HsmsFile.read(file(WHOLE)))
                .containsExactly(new HsmToken(
                        "pay",
                        new TokenLocation(Path.of("/usr/lib/hsm.so"), "payments"),
                        folder.resolve("pay.pin"),
                        "us-east-1",
                        "FIPS",
                        "vpc-0a1b2c3d",
                        List.of(
                                new Place("us-east-1a", "subnet-0a1b2c3d", "10.0.1.10"),
                                new Place("us-east-1b", "subnet-1a1b2c3d", null))));
    }

    @Test
    void whatIsWrongIsSaidByName() throws IOException {
        refused(WHOLE.replace("pay.token", "pay.label"), "pay.label is none of NAME.library, .token");
        refused(WHOLE.replace("pay.region   = us-east-1", ""), "pay.region is missing");
        refused(WHOLE.replace("= us-east-1\n", "= nowhere\n"), "pay.region is no region");
        refused(WHOLE.replace("FIPS", "SECURE"), "pay.mode is neither FIPS nor NON_FIPS");
        refused(WHOLE.replace("us-east-1b subnet", "eu-west-1b subnet"), "pay.hsms is not a list of ZONE SUBNET");
        refused(WHOLE.replace("= payments", "= " + "x".repeat(33)), "pay.token is longer than the label");
        refused(WHOLE + WHOLE.replace("pay.", "other."), "the token payments is there twice");
        assertThatThrownBy(() -> HsmsFile.read(folder.resolve("none")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("which --hsms names");
    }

    private void refused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> HsmsFile.read(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(message);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("hsms.properties"), text);
    }
}
