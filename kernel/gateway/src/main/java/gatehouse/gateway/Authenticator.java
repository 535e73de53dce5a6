package gatehouse.gateway;

import gatehouse.policy.Region;
import gatehouse.store.View;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.SignatureRules;
import gatehouse.wire.sigv4.SignatureV4;
import gatehouse.wire.sigv4.SigningKeys;
import java.time.Instant;
import java.time.InstantSource;

/// Establishes who signed a request: scope, key, token, signature, in that order.
final class Authenticator {
    /// A key, a day, a region and a service each make one.
    private static final int SIGNING_KEYS_MAX = 20_000;

    private final Identities identities;
    private final InstantSource wallClock;
    private final SigningKeys signingKeys = new SigningKeys(SIGNING_KEYS_MAX);

    Authenticator(Identities identities, InstantSource wallClock) {
        this.identities = identities;
        this.wallClock = wallClock;
    }

    /// The region that the request is for.
    ///
    /// @throws AuthenticationFailure where the scope names none, or not the one of a global service
    Region region(Inbound inbound) throws AuthenticationFailure {
        SignatureV4 signature = inbound.signature();
        Region global = inbound.service().globalRegion();
        Region scoped = Regions.find(signature.scope().region());
        Region named = inbound.route().endpoint().region();
        Region expected = global != null ? global : named != null ? named : scoped != null ? scoped : Region.US_EAST_1;
        signature.requireScope(inbound.service().metadata().signingName(), expected.value());
        return expected;
    }

    Caller authenticate(Inbound inbound, View view, Instant now) throws AuthenticationFailure {
        SignatureV4 signature = inbound.signature();
        Identities.Credential credential =
                identities.credential(view, signature.accessKeyId(), signature.sessionToken(), now);
        signature.verify(
                inbound.request(),
                signingKeys,
                credential.secretAccessKey(),
                wallClock.instant(),
                SignatureRules.ordinary(
                        inbound.protocol().family(), inbound.service().skewMax()));
        Caller caller = credential.caller();
        identities.used(
                caller,
                inbound.service().metadata().signingName(),
                signature.scope().region(),
                now);
        return caller;
    }
}
