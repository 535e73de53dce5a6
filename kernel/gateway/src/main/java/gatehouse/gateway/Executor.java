package gatehouse.gateway;

import gatehouse.policy.Region;
import gatehouse.store.Transaction;
import gatehouse.store.Transaction.Savepoint;
import gatehouse.wire.checksum.Checksums;
import gatehouse.wire.constraint.ConstraintChecker;
import gatehouse.wire.encoding.GzipBody;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.protocol.ProtocolErrors;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs an authenticated call: reads its input, checks it, plans, authorizes, and only then works. A call
/// that this work forwards to another service runs in the same way, but for the reading.
final class Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

    private final Authorizer authorizer;
    private final InstantSource clock;
    private final DiskReserve diskReserve;
    private final Map<String, Service> services;
    private final Ids ids;

    Executor(Authorizer authorizer, InstantSource clock, DiskReserve diskReserve, List<Service> services, Ids ids) {
        this.authorizer = authorizer;
        this.clock = clock;
        this.diskReserve = diskReserve;
        this.services = services.stream()
                .collect(Collectors.toUnmodifiableMap(each -> each.metadata().serviceId(), each -> each));
        this.ids = ids;
    }

    Instant now() {
        return clock.instant();
    }

    /// One attempt, with every failure in it: what a client may see, and what it may not.
    Attempt execute(Inbound inbound, Caller caller, Region region, Transaction transaction) {
        Attempt attempt = new Attempt(inbound, caller, region, clock.instant());
        try {
            run(attempt, inbound, transaction);
        } catch (SerializationException e) {
            attempt.failed(ProtocolErrors.serialization(inbound.protocol().family(), e));
        } catch (RuntimeException | StackOverflowError e) {
            attempt.failed(answer(attempt, e));
        }
        return attempt;
    }

    /// Runs an operation that the work of `outer` forwards to its service. Where it fails, nothing is left
    /// of it but its record.
    ///
    /// @throws ServiceException the operation's error
    <I extends Shape, O extends Shape> O forward(
            Attempt outer, Transaction transaction, Operation<I, O> operation, I input) {
        ServiceModel.Metadata metadata = operation.service().metadata();
        Service service = services.get(metadata.serviceId());
        if (service == null) {
            throw CommonErrors.notServed(Service.actionPrefix(metadata));
        }
        Attempt attempt = outer.forwarding(Forwarded.of(service, ids.next(), outer.asked()));
        Savepoint before = transaction.savepoint();
        try {
            O answer = run(attempt, transaction, operation, () -> input);
            attempt.hasWritten(before.hasWritesSince());
            return answer;
        } catch (RuntimeException | StackOverflowError e) {
            before.rollBack();
            ServiceException answer = answer(attempt, e);
            attempt.failed(answer);
            throw answer;
        }
    }

    /// What the client sees. However deep a library follows what it nested, the call is recorded as every other.
    private static ServiceException answer(Attempt attempt, Throwable e) {
        if (e instanceof ServiceException answer) {
            return answer;
        }
        if (e instanceof UncheckedIOException && e.getCause() instanceof RejectedBodyException rejected) {
            return rejected.answer();
        }
        LOG.error("request {} failed in {}", attempt.asked().requestId(), attempt.operationName(), e);
        return CommonErrors.internalFailure();
    }

    private void run(Attempt attempt, Inbound inbound, Transaction transaction) {
        ServiceModel model = inbound.service().model();
        HttpRequest request = isForm(inbound) ? GzipBody.decodedForm(inbound.request(), model) : inbound.request();
        String name = inbound.protocol().operationName(request, model);
        Operation<?, ?> operation = name == null ? null : model.operation(name);
        if (operation == null) {
            throw ProtocolErrors.unknownOperation(inbound.protocol().family(), model, name);
        }
        run(attempt, transaction, operation, request, inbound.protocol());
    }

    private static boolean isForm(Inbound inbound) {
        return switch (inbound.protocol().family()) {
            case QUERY, EC2 -> true;
            case JSON, CBOR, REST_JSON, REST_XML -> false;
        };
    }

    private <I extends Shape, O extends Shape> void run(
            Attempt attempt, Transaction transaction, Operation<I, O> operation, HttpRequest request, Protocol by) {
        run(attempt, transaction, operation, () -> {
            // Checksums are of what was sent, so they come before anything is decompressed.
            HttpRequest plain = GzipBody.decoded(Checksums.verify(request, operation), operation);
            return by.readInput(plain, operation);
        });
    }

    /// Runs an operation with an input that is read once the caller may make the call at all.
    private <I extends Shape, O extends Shape> O run(
            Attempt attempt, Transaction transaction, Operation<I, O> operation, Supplier<I> reader) {
        Service service = attempt.asked().service();
        Service.Built<I, O> built = service.built(operation);
        attempt.found(operation, built == null ? Trail.byName(operation.name()) : built.trail());
        Call call = attempt.call(transaction);
        authorizer.admit(service, call);
        if (built == null) {
            authorizer.demand(call, Authorizer.byName(service, call));
            throw CommonErrors.notBuilt(service.actionPrefix(), operation.name());
        }
        diskReserve.admit(attempt.trail(), operation);
        I input = reader.get();
        attempt.read(input);
        ConstraintChecker.check(input, operation.name(), service.constraints());
        Plan<O> plan = plan(built, service, call, input);
        authorizer.demand(service, call, plan);
        O answer = work(attempt, plan, transaction);
        attempt.succeeded(answer);
        attempt.afterwards(plan.afterwards());
        return answer;
    }

    /// The only moment at which the call may forward others: it is allowed, and its record is not written
    /// yet.
    private <O> O work(Attempt attempt, Plan<O> plan, Transaction transaction) {
        attempt.working(this, transaction);
        try {
            return plan.run(transaction);
        } finally {
            attempt.worked();
        }
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
