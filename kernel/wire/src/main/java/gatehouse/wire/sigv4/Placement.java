package gatehouse.wire.sigv4;

/// Where a request carries its signature.
public enum Placement {
    /// In the Authorization header.
    HEADER,
    /// In the query: a presigned URL.
    QUERY
}
