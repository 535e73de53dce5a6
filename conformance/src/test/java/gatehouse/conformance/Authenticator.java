package gatehouse.conformance;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

/// A person's authenticator: makes virtual MFA devices, as root, and shows their codes (RFC 6238).
final class Authenticator {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final TestServer server;
    private final IamWorld world;
    private final Map<String, byte[]> seeds = new HashMap<>();

    Authenticator(TestServer server, IamWorld world) {
        this.server = server;
        this.world = world;
    }

    /// The serial number of a new device.
    String device() {
        VirtualMFADevice made = world.root()
                .createVirtualMFADevice(in -> in.virtualMFADeviceName(world.last() + "-" + seeds.size()))
                .virtualMFADevice();
        seeds.put(made.serialNumber(), decode(made.base32StringSeed().asUtf8String()));
        return made.serialNumber();
    }

    /// The serial number of a new device of the user's.
    String deviceOf(String userName) {
        String serial = device();
        world.root()
                .enableMFADevice(in -> in.userName(userName)
                        .serialNumber(serial)
                        .authenticationCode1(code(serial, -1))
                        .authenticationCode2(code(serial, 0)));
        return serial;
    }

    /// What the device shows so many half minutes from now.
    String code(String serial, int stepsFromNow) {
        long step = Math.floorDiv(server.now().getEpochSecond(), 30) + stepsFromNow;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Objects.requireNonNull(seeds.get(serial)), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base32) {
        byte[] seed = new byte[base32.length() * 5 / 8];
        for (int bit = 0; bit < seed.length * 8; bit++) {
            int digit = BASE32.indexOf(base32.charAt(bit / 5));
            seed[bit / 8] |= (byte) (((digit >> (4 - bit % 5)) & 1) << (7 - bit % 8));
        }
        return seed;
    }
}
