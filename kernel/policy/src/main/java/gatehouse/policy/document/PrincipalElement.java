package gatehouse.policy.document;

import java.util.List;

/// The value of Principal or NotPrincipal.
public record PrincipalElement(Sense sense, List<Entry> entries) {
    public PrincipalElement {
        entries = List.copyOf(entries);
    }

    /// What an entry names.
    public enum Kind {
        /// The bare `"*"`.
        EVERYONE("*"),
        AWS("AWS"),
        SERVICE("Service"),
        FEDERATED("Federated"),
        CANONICAL_USER("CanonicalUser");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /// One principal: for `AWS` an account id, an ARN, a unique id or `*`.
    public record Entry(Kind kind, String value) {}
}
