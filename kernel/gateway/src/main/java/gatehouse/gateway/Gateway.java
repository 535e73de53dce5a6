package gatehouse.gateway;

import gatehouse.gateway.Authenticator.Authenticated;
import gatehouse.policy.Region;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import gatehouse.store.log.LogEntry;
import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.sigv4.AuthenticationErrors;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.SignatureV4;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pipeline of a request to an AWS service, from its bytes to its durable record and its answer.
///
/// One attempt authenticates, decides, computes and commits on one transaction. Where something that the attempt
/// read has changed meanwhile, be it a key, a policy or the caller's own credential, the attempt starts again.
public final class Gateway implements HttpHandler {
    private static final int ATTEMPTS_MAX = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Store store;
    private final Router router;
    private final Authenticator authenticator;
    private final Executor executor;
    private final Recorder recorder;
    private final SecurityLog securityLog;
    private final Health health;
    private final Ids ids;
    private final Turns turns = new Turns();

    public Gateway(GatewayParts parts, List<Service> services) {
        this.store = parts.store();
        this.router = new Router(services);
        this.authenticator = new Authenticator(parts.identities(), parts.wallClock());
        DiskReserve diskReserve = new DiskReserve(parts.store(), parts.diskReserveBytes());
        this.health = new Health(diskReserve);
        this.ids = new Ids(parts.entropy());
        this.executor = new Executor(new Authorizer(parts.identities()), parts.clock(), diskReserve, services, ids);
        this.recorder = new Recorder(ids);
        this.securityLog = parts.securityLog();
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (Health.isAsked(request)) {
            return health.answer();
        }
        String requestId = ids.next();
        try {
            return answer(request, requestId);
        } catch (RuntimeException e) {
            LOG.error("request {} failed", requestId, e);
            return Router.protocolOf(request).writeError(Unserved.MODEL, CommonErrors.internalFailure(), requestId);
        }
    }

    @Override
    public boolean takesStream(HttpRequest head) {
        return router.takesStream(head);
    }

    @Override
    public int bodyBytesMax(HttpRequest head) {
        return router.bodyBytesMax(head);
    }

    private HttpResponse answer(HttpRequest request, String requestId) {
        SignatureV4 signature;
        try {
            signature = SignatureV4.parse(request);
        } catch (AuthenticationFailure e) {
            return refuse(request, router.route(request, null), e, requestId);
        }
        return switch (router.route(request, signature.scope())) {
            case Route.ToService route -> serve(new Inbound(request, requestId, route, signature));
            case Route.Nowhere route -> {
                securityLog.refused(request, Reason.WRONG_SCOPE, requestId);
                yield route.protocol().writeError(route.model(), route.answer(), requestId);
            }
        };
    }

    private HttpResponse serve(Inbound inbound) {
        try (Turns.Turn turn = turns.turn()) {
            for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
                turn.await(attempt);
                try {
                    return attempt(inbound, turn);
                } catch (ConflictException _) {
                    // What was read has changed: decide again on what is true now.
                    if (inbound.request().stream() != null) {
                        break; // The stream cannot be read again here, but its sender can send it again.
                    }
                } catch (AuthenticationFailure e) {
                    return refuse(inbound.request(), inbound.route(), e, inbound.requestId());
                }
            }
            return inbound.protocol()
                    .writeError(
                            inbound.service().model(),
                            CommonErrors.serviceUnavailable("Too many concurrent changes. Try again."),
                            inbound.requestId());
        }
    }

    private HttpResponse attempt(Inbound inbound, Turns.Turn turn) throws ConflictException, AuthenticationFailure {
        Transaction transaction = store.begin();
        Region region = authenticator.region(inbound);
        Authenticated who = authenticator.authenticate(inbound, transaction, executor.now());
        turn.of(who.caller().account());
        Attempt attempt = executor.execute(inbound.with(who.request()), who.caller(), region, transaction);
        HttpResponse response = response(inbound, attempt);
        List<LogEntry> entries = recorder.entries(attempt);
        if (attempt.succeeded() && !transaction.isReadOnly()) {
            store.commit(transaction, entries);
        } else if (transaction.isCurrent()) {
            store.append(entries);
        } else {
            throw new ConflictException();
        }
        attempt.runAfterwards();
        return response;
    }

    private static HttpResponse response(Inbound inbound, Attempt attempt) {
        ServiceException failure = attempt.failure();
        Operation<?, ?> operation = attempt.operation();
        Shape answer = attempt.answer();
        if (failure == null && operation != null && answer != null) {
            return inbound.protocol().writeOutput(operation, answer, inbound.requestId());
        }
        return inbound.protocol()
                .writeError(
                        inbound.service().model(),
                        failure == null ? CommonErrors.internalFailure() : failure,
                        inbound.requestId());
    }

    private HttpResponse refuse(HttpRequest request, Route route, AuthenticationFailure failure, String requestId) {
        securityLog.refused(request, failure.reason(), requestId);
        ServiceException answer =
                failure.reason() == Reason.MISSING_TOKEN ? Router.answerToAnyone(request, route) : null;
        return route.protocol()
                .writeError(
                        route.model(),
                        answer == null ? AuthenticationErrors.of(failure, route.family()) : answer,
                        requestId);
    }
}
