package gatehouse.identity.iam;

/// Another name of an account, which no other account has.
public record AccountAlias(String alias, String account) {}
