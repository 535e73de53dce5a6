package gatehouse.policy;

import gatehouse.policy.compiled.CompiledPolicy;
import gatehouse.policy.document.PolicyDocument;

/// A policy document, compiled once into a form that evaluates quickly. Immutable.
public final class Policy {
    private final PolicyDocument document;
    private final PolicyKind kind;
    private final CompiledPolicy compiled;

    private Policy(PolicyDocument document, PolicyKind kind) {
        this.document = document;
        this.kind = kind;
        compiled = new CompiledPolicy(document);
    }

    /// Parses and compiles a document.
    ///
    /// @throws MalformedPolicyException with AWS's message
    public static Policy parse(String document, PolicyKind kind) throws MalformedPolicyException {
        return new Policy(PolicyDocument.parse(document, kind), kind);
    }

    /// Compiles a document that its maker knows to be right.
    static Policy of(PolicyDocument document, PolicyKind kind) {
        return new Policy(document, kind);
    }

    /// The document as a tree, for what a service asks beyond the decision (its version, whom it names).
    public PolicyDocument document() {
        return document;
    }

    /// The kind whose rules the document passed.
    public PolicyKind kind() {
        return kind;
    }

    CompiledPolicy compiled() {
        return compiled;
    }
}
