package gatehouse.keys.kms.xks;

/// An external key behind a proxy, and for whom it is used.
public record XksKey(XksTarget target, RequestMetadata metadata, String xksKeyId) {}
