package gatehouse.wire.http;

/// A body that must come within a time. Only who reads it knows when something whole has come.
public interface PacedBody {
    /// A whole message has come: its sender has the whole time again.
    void beginAnew();
}
