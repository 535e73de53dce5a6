package gatehouse.policy.document;

import gatehouse.policy.MalformedPolicyException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The form of actions and of condition keys: `vendor:name`.
final class ActionRules {
    private static final String NO_VENDOR =
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";

    private static final Pattern VENDOR = Pattern.compile("[a-zA-Z0-9.-]+");

    /// What a trust policy may name. Names with wildcards are held against the prefix before the first wildcard.
    private static final Set<String> TRUST_ACTIONS = Set.of(
            "assumerole",
            "assumerolewithsaml",
            "assumerolewithwebidentity",
            "decodeauthorizationmessage",
            "getaccesskeyinfo",
            "getcalleridentity",
            "getfederationtoken",
            "getservicebearertoken",
            "getsessiontoken",
            "setcontext",
            "setsourceidentity",
            "tagsession");

    private ActionRules() {}

    static void check(String action) throws MalformedPolicyException {
        if (action.equals("*")) {
            return;
        }
        int colon = action.indexOf(':');
        if (colon < 0) {
            throw new MalformedPolicyException(NO_VENDOR);
        }
        if (action.indexOf(':', colon + 1) >= 0) {
            throw new MalformedPolicyException("Actions/Condition can contain only one colon.");
        }
        String vendor = action.substring(0, colon);
        if (!vendor.equals("*") && !VENDOR.matcher(vendor).matches()) {
            throw new MalformedPolicyException("Vendor " + vendor + " is not valid");
        }
    }

    /// Keys of identity providers hold more than one colon (`localhost:8443/realm:aud`), so only one is demanded.
    static void checkConditionKey(String key) throws MalformedPolicyException {
        if (key.indexOf(':') <= 0) {
            throw new MalformedPolicyException(NO_VENDOR);
        }
    }

    static void checkTrust(Patterns actions) throws MalformedPolicyException {
        boolean allowed = actions.sense() == Sense.ONLY;
        for (String action : actions.values()) {
            allowed &= isTrustAction(action.toLowerCase(Locale.ROOT));
        }
        if (!allowed) {
            throw new MalformedPolicyException("AssumeRole policy may only specify STS AssumeRole actions.");
        }
    }

    private static boolean isTrustAction(String action) {
        if (!action.startsWith("sts:")) {
            return false;
        }
        String name = action.substring("sts:".length());
        int wildcard = 0;
        while (wildcard < name.length() && name.charAt(wildcard) != '*' && name.charAt(wildcard) != '?') {
            wildcard++;
        }
        String prefix = name.substring(0, wildcard);
        return wildcard == name.length()
                ? TRUST_ACTIONS.contains(name)
                : TRUST_ACTIONS.stream().anyMatch(candidate -> candidate.startsWith(prefix));
    }
}
