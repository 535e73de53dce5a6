package gatehouse.identity.iam;

/// What an account's credential report says: CSV in UTF-8.
public record CredentialReportContent(String account, byte[] csv) {}
