package gatehouse.wire.constraint;

import java.util.Set;

public record ConstraintProfile(String errorCode, Set<String> off) {}
