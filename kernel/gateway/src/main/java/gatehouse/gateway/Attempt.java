package gatehouse.gateway;

import gatehouse.policy.Region;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attempt of an authenticated call, filled in as it proceeds: what the audit record is made from. Used by the
/// request's own thread only.
///
/// The calls that it forwards are attempts of their own, kept with it.
final class Attempt implements Forwarding {
    private final Asked asked;
    private final Caller caller;
    private final Region region;
    private final Instant time;
    private final AuditNotes notes = new AuditNotes();
    private @Nullable Operation<?, ?> operation;
    private Trail trail = Trail.WRITE;
    private @Nullable Shape input;
    private @Nullable Shape answer;
    private @Nullable ServiceException failure;
    private Runnable afterwards = () -> {};
    private List<Attempt> forwarded = List.of();
    private boolean hasWritten;
    private @Nullable Executor executor;
    private @Nullable Transaction transaction;

    Attempt(Asked asked, Caller caller, Region region, Instant time) {
        this.asked = asked;
        this.caller = caller;
        this.region = region;
        this.time = time;
    }

    void found(Operation<?, ?> known, Trail itsTrail) {
        operation = known;
        trail = itsTrail;
    }

    void read(Shape shape) {
        input = shape;
    }

    void succeeded(Shape shape) {
        answer = shape;
    }

    /// It has failed, and so have those of its forwarded calls that changed something: nothing of that is
    /// kept.
    void failed(ServiceException error) {
        failure = error;
        answer = null;
        for (Attempt each : forwarded) {
            if (each.succeeded() && each.hasWritten) {
                each.failed(CommonErrors.undone());
            }
        }
    }

    /// It has changed something, as a part of another call.
    void hasWritten(boolean something) {
        hasWritten = something;
    }

    void afterwards(Runnable action) {
        afterwards = action;
    }

    /// Does what was to be done once this and what it forwarded are durable.
    void runAfterwards() {
        if (succeeded()) {
            afterwards.run();
        }
        if (!forwarded.isEmpty()) {
            forwarded.forEach(Attempt::runAfterwards);
        }
    }

    /// It is allowed, and works: from now on it may forward calls, in its transaction.
    void working(Executor by, Transaction in) {
        executor = by;
        transaction = in;
    }

    void worked() {
        executor = null;
        transaction = null;
    }

    /// Begins an attempt of a call that is forwarded.
    Attempt forwarding(Forwarded what) {
        Region global = what.service().globalRegion();
        Attempt attempt = new Attempt(what, caller, global == null ? region : global, time);
        if (forwarded.isEmpty()) {
            forwarded = new ArrayList<>(1);
        }
        forwarded.add(attempt);
        return attempt;
    }

    @Override
    public List<String> via() {
        return asked.via();
    }

    @Override
    public <I extends Shape, O extends Shape> O forward(Operation<I, O> what, I withInput) {
        Executor by = executor;
        Transaction in = transaction;
        if (by == null || in == null) {
            throw new IllegalStateException(operationName() + " forwards a call when it is not at work");
        }
        return by.forward(this, in, what, withInput);
    }

    List<Attempt> forwarded() {
        return forwarded;
    }

    Call call(View view) {
        Operation<?, ?> known = operation;
        if (known == null) {
            throw new IllegalStateException("a call needs its operation");
        }
        return new Call(caller, known, region, asked.requestId(), time, view, notes, asked.request(), this);
    }

    Asked asked() {
        return asked;
    }

    Caller caller() {
        return caller;
    }

    Region region() {
        return region;
    }

    Instant time() {
        return time;
    }

    AuditNotes notes() {
        return notes;
    }

    @Nullable
    Operation<?, ?> operation() {
        return operation;
    }

    Trail trail() {
        return trail;
    }

    @Nullable
    Shape input() {
        return input;
    }

    @Nullable
    Shape answer() {
        return answer;
    }

    boolean succeeded() {
        return failure == null;
    }

    @Nullable
    ServiceException failure() {
        return failure;
    }

    /// The operation's name; `UnknownOperation` where the service has none of the name that the client sent.
    String operationName() {
        Operation<?, ?> known = operation;
        return known == null ? "UnknownOperation" : known.name();
    }
}
