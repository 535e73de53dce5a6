package gatehouse.identity.iam;

/// The metadata document of a SAML provider, as it was uploaded.
public record SamlMetadata(String account, String name, String document) {}
