package gatehouse.keys.cloudhsm;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.pkcs11.TokenLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token that clusters may stand on, as the operator describes it: where it is, the file of its user's PIN, whether
/// it is certified (`FIPS` or `NON_FIPS`), and the HSMs that it consists of.
public record HsmToken(
        String name,
        TokenLocation location,
        Path pinFile,
        String region,
        String mode,
        @Nullable String vpcId,
        List<Place> places) {
    public HsmToken {
        places = List.copyOf(places);
    }

    /// Where one HSM of the token stands.
    public record Place(
            String availabilityZone,
            String subnetId,
            @Nullable String ipAddress) {}

    /// The PIN, read anew each time. A line's end behind it is no part of it.
    SecretBytes pin() throws IOException {
        byte[] file = Files.readAllBytes(pinFile);
        int end = file.length;
        while (end > 0 && (file[end - 1] == '\n' || file[end - 1] == '\r')) {
            end--;
        }
        byte[] pin = Arrays.copyOf(file, end);
        Arrays.fill(file, (byte) 0);
        return SecretBytes.owning(pin);
    }
}
