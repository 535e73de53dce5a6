package gatehouse.wire.sigv4;

/// The regions that a SigV4a signature is good for: names, and patterns in which `*` stands for any characters.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html (X-Amz-Region-Set)
final class RegionSet {
    private RegionSet() {}

    static boolean contains(String set, String region) {
        for (int start = 0; start < set.length(); ) {
            int comma = set.indexOf(',', start);
            int end = comma < 0 ? set.length() : comma;
            if (matches(set.substring(start, end).strip(), region)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /// In time proportional to both lengths' product at most: on a mismatch only the last asterisk takes one
    /// more.
    private static boolean matches(String pattern, String region) {
        int at = 0;
        int asterisk = -1;
        int behind = 0;
        for (int i = 0; i < region.length(); ) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                asterisk = at++;
                behind = i;
            } else if (at < pattern.length() && pattern.charAt(at) == region.charAt(i)) {
                at++;
                i++;
            } else if (asterisk >= 0) {
                at = asterisk + 1;
                i = ++behind;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
