package gatehouse.policy;

/// A policy document that AWS would refuse. The message is IAM's own; services with words of theirs have
/// the [Flaw].
public final class MalformedPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Flaw flaw;

    /// What is wrong, as far as services differ in how they say it.
    public enum Flaw {
        NO_PRINCIPAL,
        INVALID_PRINCIPAL,
        /// A principal that would be an ARN.
        INVALID_ARN,
        OTHER
    }

    public MalformedPolicyException(String message) {
        this(message, Flaw.OTHER);
    }

    public MalformedPolicyException(String message, Flaw flaw) {
        super(message, null, false, false);
        this.flaw = flaw;
    }

    public Flaw flaw() {
        return flaw;
    }
}
