package gatehouse.policy;

/// A policy document that AWS would refuse. The message is AWS's own.
public final class MalformedPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedPolicyException(String message) {
        super(message, null, false, false);
    }
}
