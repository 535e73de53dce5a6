package gatehouse.wire.http;

/// Looks at a body's bytes as they pass and judges them at their end.
public interface BodyCheck {
    void update(byte[] bytes, int offset, int length);

    /// Called once, after the last byte.
    ///
    /// @throws RejectedBodyException where the body is not what it should be
    void finish() throws RejectedBodyException;
}
