package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Sealer;
import gatehouse.gateway.Caller;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Says whether a code is a user's second factor. A code counts once: whoever accepts one stores the device that is
/// answered.
public final class MfaCodes {
    /// How many steps a device may have drifted since it was synchronized.
    private static final int AROUND = 1;

    /// And how many when it is synchronized: ten minutes.
    private static final int SYNCHRONIZING_AROUND = 20;

    private final Sealer sealer;
    private final Guesses guesses = new Guesses();

    public MfaCodes(Sealer sealer) {
        this.sealer = sealer;
    }

    /// The caller's device after it was used, to be stored; null where the device is not the caller's, or the code is
    /// wrong, too old, was used before, or comes after too many wrong ones.
    public @Nullable MfaDevice accept(View view, Caller caller, String serialNumber, String code, Instant now) {
        MfaDevice device = view.get(IamTables.MFA_DEVICES, IamTables.named(caller.account(), serialNumber));
        if (device == null
                || !guesses.mayGuess(device.serialNumber(), now)
                || !(caller.principal() instanceof Principal.User)
                || !caller.userId().equals(device.userId())) {
            return null;
        }
        long expected = Totp.step(now) + device.driftSteps();
        OptionalLong step = find(device, new Totp.Window(expected, AROUND, device.usedStep()), code);
        if (step.isEmpty()) {
            guesses.wrong(device.serialNumber(), now);
            return null;
        }
        return device.used(step.getAsLong());
    }

    /// The device with its clock known, by two codes of which the second came after the first.
    ///
    /// @throws gatehouse.model.iam.InvalidAuthenticationCodeException where they are not
    MfaDevice synchronize(MfaDevice device, @Nullable String first, @Nullable String second, Instant now) {
        long ours = Totp.step(now);
        OptionalLong step = find(
                device,
                new Totp.Window(ours, SYNCHRONIZING_AROUND, device.usedStep()),
                requireNonNull(first),
                requireNonNull(second));
        return device.synchronizedAt(step.orElseThrow(IamErrors::authenticationCode), ours);
    }

    private OptionalLong find(MfaDevice device, Totp.Window window, String... codes) {
        byte[] seed = sealer.open(device.sealedSeed(), MfaDevice.sealedFor(device.serialNumber()));
        try {
            return Totp.find(seed, window, codes);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
