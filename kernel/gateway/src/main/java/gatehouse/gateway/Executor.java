package gatehouse.gateway;

import gatehouse.policy.Region;
import gatehouse.store.Transaction;
import gatehouse.wire.checksum.Checksums;
import gatehouse.wire.constraint.ConstraintChecker;
import gatehouse.wire.encoding.GzipBody;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.protocol.ProtocolErrors;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs an authenticated call: reads its input, checks it, plans, authorizes, and only then works.
final class Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

    private final Authorizer authorizer;
    private final InstantSource clock;
    private final DiskReserve diskReserve;

    Executor(Authorizer authorizer, InstantSource clock, DiskReserve diskReserve) {
        this.authorizer = authorizer;
        this.clock = clock;
        this.diskReserve = diskReserve;
    }

    Instant now() {
        return clock.instant();
    }

    /// One attempt, with every failure in it: what a client may see, and what it may not.
    Attempt execute(Inbound inbound, Caller caller, Region region, Transaction transaction) {
        Attempt attempt = new Attempt(inbound, caller, region, clock.instant());
        try {
            run(attempt, transaction);
        } catch (ServiceException e) {
            attempt.failed(e);
        } catch (SerializationException e) {
            attempt.failed(ProtocolErrors.serialization(inbound.protocol().family(), e));
        } catch (UncheckedIOException e) {
            attempt.failed(
                    e.getCause() instanceof RejectedBodyException rejected ? rejected.answer() : bug(attempt, e));
        } catch (RuntimeException | StackOverflowError e) {
            // However deep a library follows what a client nested: the call is recorded as every other.
            attempt.failed(bug(attempt, e));
        }
        return attempt;
    }

    private static ServiceException bug(Attempt attempt, Throwable e) {
        LOG.error("request {} failed in {}", attempt.inbound().requestId(), attempt.operationName(), e);
        return CommonErrors.internalFailure();
    }

    private void run(Attempt attempt, Transaction transaction) {
        Inbound inbound = attempt.inbound();
        Service service = inbound.service();
        HttpRequest request =
                isForm(inbound) ? GzipBody.decodedForm(inbound.request(), service.model()) : inbound.request();
        String name = inbound.protocol().operationName(request, service.model());
        Operation<?, ?> operation = name == null ? null : service.model().operation(name);
        if (operation == null) {
            throw ProtocolErrors.unknownOperation(inbound.protocol().family(), service.model(), name);
        }
        Service.Built<?, ?> built = service.built(operation);
        attempt.found(operation, built == null ? Trail.byName(operation.name()) : built.trail());
        Call call = attempt.call(transaction);
        authorizer.admit(service, call);
        if (built == null) {
            authorizer.demand(call, Authorizer.byName(service, call));
            throw CommonErrors.notBuilt(service.actionPrefix(), operation.name());
        }
        diskReserve.admit(attempt.trail(), operation);
        attempt.succeeded(run(built, attempt, call, transaction, request));
    }

    private static boolean isForm(Inbound inbound) {
        return switch (inbound.protocol().family()) {
            case QUERY, EC2 -> true;
            case JSON, CBOR, REST_JSON, REST_XML -> false;
        };
    }

    private <I extends Shape, O extends Shape> O run(
            Service.Built<I, O> built, Attempt attempt, Call call, Transaction transaction, HttpRequest request) {
        Inbound inbound = attempt.inbound();
        Operation<I, O> operation = built.operation();
        // Checksums are of what was sent, so they come before anything is decompressed.
        HttpRequest plain = GzipBody.decoded(Checksums.verify(request, operation), operation);
        I input = inbound.protocol().readInput(plain, operation);
        attempt.read(input);
        ConstraintChecker.check(input, operation.name(), inbound.service().constraints());
        Plan<O> plan = plan(built, inbound.service(), call, input);
        authorizer.demand(inbound.service(), call, plan);
        O answer = plan.run(transaction);
        attempt.afterwards(plan.afterwards());
        return answer;
    }

    /// A handler may fail before it could say what it requires; whether the caller learns of that failure is then
    /// decided by the operation's own action.
    private <I extends Shape, O extends Shape> Plan<O> plan(
            Service.Built<I, O> built, Service service, Call call, I input) {
        try {
            return built.handler().plan(call, input);
        } catch (InvalidRequest e) {
            throw e.answer();
        } catch (ServiceException e) {
            if (!OpenCalls.contains(service.actionPrefix(), built.operation())) {
                authorizer.demand(call, Authorizer.byName(service, call));
            }
            throw e;
        }
    }
}
