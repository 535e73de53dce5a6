package gatehouse.identity.iam;

import gatehouse.identity.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What a person's authenticator does with a seed.
final class Authenticator {
    private Authenticator() {}

    /// The seed that CreateVirtualMFADevice answered.
    static byte[] seed(Reply created) {
        String base32 =
                new String(Base64.getDecoder().decode(created.element("Base32StringSeed")), StandardCharsets.US_ASCII);
        byte[] seed = new byte[base32.length() * 5 / 8];
        for (int bit = 0; bit < seed.length * 8; bit++) {
            int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(bit / 5));
            seed[bit / 8] |= (byte) (((digit >> (4 - bit % 5)) & 1) << (7 - bit % 8));
        }
        return seed;
    }
}
