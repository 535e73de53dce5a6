package gatehouse.gateway;

import gatehouse.policy.Region;
import gatehouse.store.View;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.Operation;
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

    /// Who signed, and the request as it is to be read from here on.
    record Authenticated(Caller caller, HttpRequest request) {}

    Authenticated authenticate(Inbound inbound, View view, Instant now) throws AuthenticationFailure {
        SignatureV4 signature = inbound.signature();
        Identities.Credential credential =
                identities.credential(view, signature.accessKeyId(), signature.sessionToken(), now);
        HttpRequest request = signature.verify(
                inbound.request(), signingKeys, credential.secretAccessKey(), wallClock.instant(), rules(inbound));
        Caller caller = credential.caller();
        identities.used(
                caller,
                inbound.service().metadata().signingName(),
                signature.scope().region(),
                now);
        return new Authenticated(caller, request);
    }

    private static SignatureRules rules(Inbound inbound) {
        Service service = inbound.service();
        Family family = inbound.route().family();
        if (service.metadata().signingName().equals("s3")) {
            return SignatureRules.s3();
        }
        return SignatureV4.leavesPayloadOpen(inbound.request()) && mayLeavePayloadOpen(inbound)
                ? SignatureRules.unsignedPayload(family, service.skewMax())
                : SignatureRules.ordinary(family, service.skewMax());
    }

    private static boolean mayLeavePayloadOpen(Inbound inbound) {
        Operation<?, ?> operation = Router.operationOrNone(inbound.service(), inbound.protocol(), inbound.request());
        return operation != null && operation.has(Operation.Flag.UNSIGNED_PAYLOAD);
    }
}
