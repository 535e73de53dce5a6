package gatehouse.identity.iam;

/// How far the last uses follow the event history. There is one, of an empty name.
public record LastUsePosition(String name, long position) {}
