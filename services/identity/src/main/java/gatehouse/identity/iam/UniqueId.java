package gatehouse.identity.iam;

import gatehouse.crypto.Entropy;

/// The kinds of unique ids: a prefix that tells what a thing is, and random characters of base 32. An id is never
/// used again, even if a thing of the same name is created later.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
public enum UniqueId {
    USER("AIDA", 17),
    GROUP("AGPA", 17),
    ROLE("AROA", 17),
    POLICY("ANPA", 17),
    SERVICE_CREDENTIAL("ACCA", 17),
    INSTANCE_PROFILE("AIPA", 17),
    ACCESS_KEY("AKIA", 16),
    SSH_PUBLIC_KEY("APKA", 17),
    SERVER_CERTIFICATE("ASCA", 17),

    /// Without a prefix.
    SIGNING_CERTIFICATE("", 32);

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final String prefix;
    private final int randomChars;

    UniqueId(String prefix, int randomChars) {
        this.prefix = prefix;
        this.randomChars = randomChars;
    }

    /// A new id.
    public String next(Entropy entropy) {
        return from(entropy.bytes(randomChars));
    }

    /// The id whose characters these bytes choose, five bits of each.
    String from(byte[] bytes) {
        StringBuilder id = new StringBuilder(prefix.length() + randomChars).append(prefix);
        for (int i = 0; i < randomChars; i++) {
            id.append(ALPHABET.charAt(bytes[i] & 31));
        }
        return id.toString();
    }

    String prefix() {
        return prefix;
    }
}
