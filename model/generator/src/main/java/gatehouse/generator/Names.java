package gatehouse.generator;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes Java names of the model's, each unique among those it has given out. Names differ in more than case, as
/// files of some systems must.
final class Names {
    private static final Pattern WORD_BOUNDARY =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern PLURAL_ACRONYM = Pattern.compile("[A-Z]+s(?![a-z])");

    private final Set<String> taken = new HashSet<>();

    /// Names that begin with `reserved` taken.
    Names(Set<String> reserved) {
        for (String name : reserved) {
            taken.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /// `wanted`, with `suffix` as often as it takes to be the first of that name.
    String unique(String wanted, String suffix) {
        String name = wanted;
        while (!taken.add(name.toLowerCase(Locale.ROOT))) {
            name += suffix;
        }
        return name;
    }

    /// `policyType` → `PolicyType`.
    static String type(String name) {
        StringBuilder out = new StringBuilder();
        for (String part : NOT_IN_NAMES.split(name, -1)) {
            out.append(capitalised(part));
        }
        return startable(out.toString());
    }

    /// `AWS KMS` → `AwsKms`, `CloudTrail` → `CloudTrail`: a service's class.
    static String service(String name) {
        StringBuilder out = new StringBuilder();
        for (String part : NOT_IN_NAMES.split(name, -1)) {
            boolean acronym = part.equals(part.toUpperCase(Locale.ROOT));
            out.append(capitalised(acronym ? part.toLowerCase(Locale.ROOT) : part));
        }
        return startable(out.toString());
    }

    /// `KeyId` → `keyId`, `SSHPublicKeyId` → `sshPublicKeyId`, `ARNs` → `arns`.
    static String component(String name) {
        String plain = NOT_IN_NAMES.matcher(name).replaceAll("_");
        int capitals = 0;
        while (capitals < plain.length() && Character.isUpperCase(plain.charAt(capitals))) {
            capitals++;
        }
        boolean wordFollows = capitals < plain.length() && Character.isLowerCase(plain.charAt(capitals));
        boolean plural = PLURAL_ACRONYM.matcher(plain).lookingAt();
        int lowered = capitals > 1 && wordFollows && !plural ? capitals - 1 : capitals;
        return startable(plain.substring(0, lowered).toLowerCase(Locale.ROOT) + plain.substring(lowered));
    }

    /// `GenerateDataKey` → `GENERATE_DATA_KEY`, `aws:kms` → `AWS_KMS`.
    static String constant(String name) {
        String words = String.join("_", WORD_BOUNDARY.split(name)).toUpperCase(Locale.ROOT);
        String trimmed = words.startsWith("_") ? words.substring(1) : words;
        return trimmed.isEmpty() ? "EMPTY" : startable(trimmed);
    }

    private static String capitalised(String part) {
        return part.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1);
    }

    private static String startable(String name) {
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }
}
