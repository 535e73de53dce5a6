package gatehouse.wire.sigv4;

/// A bounded cache of derived signing keys, by access key, secret and scope.
public final class SigningKeys {}
