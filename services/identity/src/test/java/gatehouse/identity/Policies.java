package gatehouse.identity;

/// Policy documents of the tests.
public final class Policies {
    private Policies() {}

    public static String allow(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }

    public static String trust(String principal, String... actions) {
        return trustIf("{}", principal, actions);
    }

    public static String trustIf(String condition, String principal, String... actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":[\"" + String.join("\",\"", actions) + "\"],\"Condition\":" + condition + "}]}";
    }
}
