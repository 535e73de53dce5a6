package gatehouse.wire.sigv4;

import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.SignatureRules.Expiry;
import java.time.Duration;
import java.time.Instant;

/// Whether a signature is of now.
final class Validity {
    private Validity() {}

    static void require(SignatureV4 signature, Instant now, SignatureRules rules) throws AuthenticationFailure {
        Instant signedAt = signature.signedAt();
        if (signature.placement() == Placement.QUERY && rules.expiry() == Expiry.AS_SIGNED) {
            Duration expires = PresignedUrl.requireExpiry(signature.expires());
            if (now.isAfter(signedAt.plus(expires))) {
                throw new AuthenticationFailure(Reason.EXPIRED, "Request has expired").in(Placement.QUERY);
            }
        } else {
            requireRecent(signature, now, rules.skewMax());
        }
        Instant latest = now.plus(rules.skewMax());
        if (signedAt.isAfter(latest)) {
            throw new AuthenticationFailure(
                            Reason.NOT_YET_CURRENT,
                            "Signature not yet current: " + SigningTime.basicFormat(signedAt) + " is still later than "
                                    + SigningTime.basicFormat(latest) + " (" + SigningTime.basicFormat(now) + " + "
                                    + rules.skewMax().toMinutes() + " min.)")
                    .in(signature.placement());
        }
    }

    private static void requireRecent(SignatureV4 signature, Instant now, Duration skewMax)
            throws AuthenticationFailure {
        Instant earliest = now.minus(skewMax);
        if (signature.signedAt().isBefore(earliest)) {
            throw new AuthenticationFailure(
                            Reason.EXPIRED,
                            "Signature expired: " + SigningTime.basicFormat(signature.signedAt())
                                    + " is now earlier than " + SigningTime.basicFormat(earliest) + " ("
                                    + SigningTime.basicFormat(now) + " - " + skewMax.toMinutes() + " min.)")
                    .in(signature.placement());
        }
    }
}
