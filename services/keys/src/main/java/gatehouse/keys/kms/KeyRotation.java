package gatehouse.keys.kms;

import java.time.Instant;

/// How a key rotates by itself: every so many days, and next at a moment.
public record KeyRotation(int periodDays, Instant next) {}
