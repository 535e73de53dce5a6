package gatehouse.identity.iam;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A virtual MFA device; `userId` and `enableDate` are null where it is nobody's. It belongs to the
/// user's unique id, so that a rename does not touch it. The seed is sealed for `iam.mfa-device/` and
/// the serial number.
///
/// `driftSteps` is how far the device's clock is ahead of ours; `usedStep` is that of the last code that was accepted:
/// none up to it is accepted again.
public record MfaDevice(
        String account,
        String serialNumber,
        byte[] sealedSeed,
        @Nullable String userId,
        @Nullable Instant enableDate,
        long driftSteps,
        long usedStep,
        Map<String, String> tags) {
    /// What the seed of that device is sealed for.
    static String sealedFor(String serialNumber) {
        return "iam.mfa-device/" + serialNumber;
    }

    /// The name in the serial number, which is an ARN.
    String name() {
        return serialNumber.substring(serialNumber.lastIndexOf('/') + 1);
    }

    MfaDevice enabled(String userIdNow, Instant now) {
        return new MfaDevice(account, serialNumber, sealedSeed, userIdNow, now, driftSteps, usedStep, tags);
    }

    MfaDevice deactivated() {
        return new MfaDevice(account, serialNumber, sealedSeed, null, null, 0, usedStep, tags);
    }

    MfaDevice used(long step) {
        return new MfaDevice(account, serialNumber, sealedSeed, userId, enableDate, driftSteps, step, tags);
    }

    MfaDevice synchronizedAt(long step, long ourStep) {
        return new MfaDevice(account, serialNumber, sealedSeed, userId, enableDate, step - ourStep, step, tags);
    }

    MfaDevice withTags(Map<String, String> tagsNow) {
        return new MfaDevice(account, serialNumber, sealedSeed, userId, enableDate, driftSteps, usedStep, tagsNow);
    }

    MfaDevice withSeed(byte[] sealedSeedNow) {
        return new MfaDevice(account, serialNumber, sealedSeedNow, userId, enableDate, driftSteps, usedStep, tags);
    }

    @Override
    public String toString() {
        return "MfaDevice[" + serialNumber + "]";
    }
}
