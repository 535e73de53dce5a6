package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The parts of `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`, not yet judged.
record AuthorizationHeader(String algorithm, String credential, String signedHeaders, String signature) {
    private static final String HASHED = "ashed with SHA-256 and encoded with Base64)";

    /// Reads the header's value. `dated` tells whether the request has a date, which AWS mentions in the same
    /// breath as missing parameters.
    static AuthorizationHeader parse(String value, Dated dated) throws AuthenticationFailure {
        String header = value.strip();
        if (!header.startsWith("AWS4-")) {
            // Another scheme, such as Basic, is no AWS authentication at all.
            throw new AuthenticationFailure(Reason.MISSING_TOKEN, "");
        }
        int space = endOfWord(header, 0);
        Parameters parameters = new Parameters();
        for (int start = skipSeparators(header, space); start < header.length(); ) {
            int end = endOfWord(header, start);
            int equals = header.indexOf('=', start);
            if (equals < 0 || equals >= end) {
                throw new AuthenticationFailure(
                        Reason.INCOMPLETE,
                        "Invalid key=value pair (missing equal-sign) in Authorization header (h" + HASHED + ": '"
                                + hashed(value) + "'.");
            }
            parameters.put(header, start, equals, end);
            start = skipSeparators(header, end);
        }
        return parameters.toHeader(word(header, 0, space, SigningAlgorithm.HMAC.word()), value, dated);
    }

    /// Whether the request carries a date.
    enum Dated {
        YES,
        NO
    }

    private static int endOfWord(String header, int start) {
        int end = start;
        while (end < header.length() && !isSeparator(header.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int skipSeparators(String header, int start) {
        int end = start;
        while (end < header.length() && isSeparator(header.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSeparator(char c) {
        return c <= ',' && (c == ',' || c == ' ' || c == '\t');
    }

    /// That part of the header: `expected` itself where it is the same.
    private static String word(String header, int start, int end, String expected) {
        return isWord(header, start, end, expected) ? expected : header.substring(start, end);
    }

    private static boolean isWord(String header, int start, int end, String word) {
        return end - start == word.length() && header.startsWith(word, start);
    }

    private static String hashed(String value) {
        return Base64.getEncoder().encodeToString(new Sha256().hash(value.getBytes(UTF_8)));
    }

    /// Collects the parameters; unknown ones are ignored, as AWS ignores them.
    private static final class Parameters {
        private @Nullable String credential;
        private @Nullable String signedHeaders;
        private @Nullable String signature;

        /// Takes the parameter whose name ends at `equals` and whose value ends at `end`.
        void put(String header, int start, int equals, int end) throws AuthenticationFailure {
            if (isWord(header, start, equals, "Credential")) {
                credential = once("Credential", credential, header.substring(equals + 1, end));
            } else if (isWord(header, start, equals, "SignedHeaders")) {
                signedHeaders = once("SignedHeaders", signedHeaders, header.substring(equals + 1, end));
            } else if (isWord(header, start, equals, "Signature")) {
                signature = once("Signature", signature, header.substring(equals + 1, end));
            }
        }

        private static String once(String name, @Nullable String before, String value) throws AuthenticationFailure {
            if (before != null) {
                throw new AuthenticationFailure(
                        Reason.INCOMPLETE, "Authorization header has more than one '" + name + "' parameter.");
            }
            return value;
        }

        AuthorizationHeader toHeader(String algorithm, String value, Dated dated) throws AuthenticationFailure {
            if (credential == null || signature == null || signedHeaders == null || dated == Dated.NO) {
                throw new AuthenticationFailure(
                        Reason.INCOMPLETE,
                        missing("Credential", credential) + missing("Signature", signature)
                                + missing("SignedHeaders", signedHeaders) + missingDate(dated) + "(H" + HASHED
                                + " Authorization=" + hashed(value));
            }
            return new AuthorizationHeader(algorithm, credential, signedHeaders, signature);
        }

        private static String missing(String name, @Nullable String value) {
            return value == null ? "Authorization header requires '" + name + "' parameter. " : "";
        }

        private static String missingDate(Dated dated) {
            return switch (dated) {
                case YES -> "";
                case NO -> "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
            };
        }
    }
}
