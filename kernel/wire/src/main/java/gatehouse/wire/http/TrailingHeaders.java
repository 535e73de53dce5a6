package gatehouse.wire.http;

/// A body behind which headers come.
public interface TrailingHeaders {
    /// The headers; only after the body was read to its end.
    Headers trailingHeaders();
}
