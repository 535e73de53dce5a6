package gatehouse.policy;

/// A policy document, compiled once into a form that evaluates quickly. Immutable.
public final class Policy {
    private Policy() {}

    /// Parses and compiles a document.
    ///
    /// @throws MalformedPolicyException with AWS's message
    public static Policy parse(String document, PolicyKind kind) throws MalformedPolicyException {
        throw new UnsupportedOperationException();
    }
}
