package gatehouse.policy.document;

import java.util.Optional;

/// The language's version. Policy variables exist from 2012 on; in 2008 `${` is plain text.
public enum Version {
    V2008_10_17("2008-10-17"),
    V2012_10_17("2012-10-17");

    private final String text;

    Version(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    static Optional<Version> of(String text) {
        for (Version version : values()) {
            if (version.text.equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
