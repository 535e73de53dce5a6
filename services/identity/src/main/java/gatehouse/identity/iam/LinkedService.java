package gatehouse.identity.iam;

import org.jspecify.annotations.Nullable;

/// A service that has a role linked to it: its principal (`ssm.amazonaws.com`), the role's name, the name of the
/// managed policy that the role has, and whether a suffix tells apart several of them.
record LinkedService(String principal, String roleName, String policyName, boolean isSuffixAllowed) {
    private static final int ROLE_NAME_CHARS_MAX = 64;

    /// The name of the role with that suffix.
    ///
    /// @throws gatehouse.model.iam.InvalidInputException where the service allows none, or the name gets too long
    String roleName(@Nullable String suffix) {
        if (suffix == null) {
            return roleName;
        }
        if (!isSuffixAllowed) {
            throw IamErrors.suffixNotAllowed(principal);
        }
        String name = roleName + "_" + suffix;
        if (name.length() > ROLE_NAME_CHARS_MAX) {
            throw IamErrors.roleNameTooLong(name, ROLE_NAME_CHARS_MAX);
        }
        return name;
    }

    /// Where the service's roles are.
    static String path(String principal) {
        return Role.SERVICE_LINKED_PATH + principal + "/";
    }

    String trustPolicy() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":[\"sts:AssumeRole\"],\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":[\"" + principal + "\"]}}]}";
    }

    String policyArn() {
        return "arn:aws:iam::" + AwsManagedPolicies.ACCOUNT + ":policy" + Role.SERVICE_LINKED_PATH + policyName;
    }
}
