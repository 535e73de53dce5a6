package gatehouse.policy.document;

import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.PolicyKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy document that AWS would accept for its kind.
public record PolicyDocument(Version version, @Nullable String id, List<Statement> statements) {
    /// The longest text that is read, in characters: AWS's own longest policy has 144 thousand. Each service has
    /// its own, smaller quota.
    public static final int TEXT_CHARACTERS_MAX = 163_840;

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /// Reads a document. A document without Version is one of 2008-10-17; that managed policies must be of
    /// 2012-10-17 is IAM's rule, not the language's.
    ///
    /// @throws MalformedPolicyException with AWS's message
    public static PolicyDocument parse(String text, PolicyKind kind) throws MalformedPolicyException {
        return parse(text, kind, Version.V2008_10_17);
    }

    /// Reads a document that must be of that version or a later one.
    ///
    /// @throws MalformedPolicyException with AWS's message
    public static PolicyDocument parse(String text, PolicyKind kind, Version oldest) throws MalformedPolicyException {
        DocumentDraft draft = DocumentReader.read(text, kind);
        if (draft.version().compareTo(oldest) < 0) {
            throw new MalformedPolicyException("Policy document must be version " + oldest.text() + " or greater.");
        }
        return DocumentRules.check(draft, kind);
    }

    /// This document as JSON: lists are always arrays, Version is always there.
    public String toJson() {
        return DocumentPrinter.print(this);
    }
}
