package gatehouse.keys.kms;

import java.util.HexFormat;
import java.util.UUID;

/// A key's id as 16 bytes and the kind of id that they make: a UUID, or `mrk-` and 32 digits for keys that live in
/// several regions.
record KeyId(Kind kind, long high, long low) {
    static final int BYTES = 16;

    private static final String MULTI_REGION = "mrk-";
    private static final String UUID_FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    private static final String MULTI_REGION_FORM = "mrk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    enum Kind {
        SINGLE_REGION(0),
        MULTI_REGION(1);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        /// How a ciphertext's header tells it.
        byte code() {
            return code;
        }

        static Kind of(byte code) {
            return code == SINGLE_REGION.code ? SINGLE_REGION : MULTI_REGION;
        }
    }

    /// Whether `text` has the form of a key id.
    static boolean isValid(String text) {
        return hasForm(text, UUID_FORM) || hasForm(text, MULTI_REGION_FORM);
    }

    /// Whether the text is the form with a lower-case hexadecimal digit for each `x`.
    private static boolean hasForm(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (form.charAt(i) == 'x' ? !isDigit : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The id of a key for several regions, from a random UUID.
    static String multiRegion(String uuid) {
        return MULTI_REGION + uuid.replace("-", "");
    }

    /// A key id of valid form.
    static KeyId parse(String text) {
        if (text.startsWith(MULTI_REGION)) {
            int start = MULTI_REGION.length();
            return new KeyId(
                    Kind.MULTI_REGION,
                    HexFormat.fromHexDigitsToLong(text, start, start + 16),
                    HexFormat.fromHexDigitsToLong(text, start + 16, start + 32));
        }
        UUID uuid = UUID.fromString(text);
        return new KeyId(Kind.SINGLE_REGION, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return switch (kind) {
            case SINGLE_REGION -> new UUID(high, low).toString();
            case MULTI_REGION -> {
                HexFormat hex = HexFormat.of();
                yield MULTI_REGION + hex.toHexDigits(high) + hex.toHexDigits(low);
            }
        };
    }
}
