package gatehouse.identity.iam;

/// How far the last uses follow the event history. There is one.
public record LastUsePosition(String name, long position) {}
