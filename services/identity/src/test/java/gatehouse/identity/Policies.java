package gatehouse.identity;

/// Policy documents of the tests.
public final class Policies {
    private Policies() {}

    public static String allow(String action, String resource) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}"""
                .formatted(action, resource);
    }

    public static String trust(String principal, String... actions) {
        return trustIf("{}", principal, actions);
    }

    public static String trustIf(String condition, String principal, String... actions) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},\
                "Action":["%s"],"Condition":%s}]}"""
                .formatted(principal, String.join("\",\"", actions), condition);
    }
}
