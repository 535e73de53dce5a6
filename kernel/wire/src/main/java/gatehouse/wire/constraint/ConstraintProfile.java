package gatehouse.wire.constraint;

import java.util.Set;

public record ConstraintProfile(String errorCode, Set<String> off) {
 public static ConstraintProfile of(String c){return new ConstraintProfile(c,Set.of());}}
