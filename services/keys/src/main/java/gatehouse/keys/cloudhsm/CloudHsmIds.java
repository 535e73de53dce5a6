package gatehouse.keys.cloudhsm;

import gatehouse.crypto.Entropy;

/// CloudHSM's identifiers: a word and eleven letters and digits of base 32.
final class CloudHsmIds {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 11;

    private CloudHsmIds() {}

    static String of(Entropy entropy, String word) {
        StringBuilder id = new StringBuilder(word).append('-');
        for (byte random : entropy.publicBytes(LENGTH)) {
            id.append(LETTERS.charAt(random & (LETTERS.length() - 1)));
        }
        return id.toString();
    }
}
