package gatehouse.policy;

import java.util.regex.Pattern;

/// An AWS region, such as `us-east-1`.
public record Region(String value) {
    // First, as the constants below are checked against it.
    private static final Pattern FORM = Pattern.compile("[a-z]{2,3}(-[a-z]{2,10}){1,2}-[0-9]{1,2}");

    /// Where AWS keeps what is global: IAM's events, the global STS endpoint's.
    public static final Region US_EAST_1 = new Region("us-east-1");

    public Region {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a region's name");
        }
    }

    public static boolean isValid(String text) {
        return text.length() <= 32 && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
