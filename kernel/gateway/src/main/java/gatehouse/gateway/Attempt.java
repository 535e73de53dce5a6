package gatehouse.gateway;

import gatehouse.policy.Region;
import gatehouse.store.View;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt of an authenticated call, filled in as it proceeds: what the audit record is made from. Used by the
/// request's own thread only.
final class Attempt {
    private final Inbound inbound;
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

    Attempt(Inbound inbound, Caller caller, Region region, Instant time) {
        this.inbound = inbound;
        this.caller = caller;
        this.region = region;
        this.time = time;
    }

    void found(Operation<?, ?> asked, Trail itsTrail) {
        operation = asked;
        trail = itsTrail;
    }

    void read(Shape shape) {
        input = shape;
    }

    void succeeded(Shape shape) {
        answer = shape;
    }

    void failed(ServiceException error) {
        failure = error;
    }

    void afterwards(Runnable action) {
        afterwards = action;
    }

    Runnable afterwards() {
        return afterwards;
    }

    Call call(View view) {
        Operation<?, ?> asked = operation;
        if (asked == null) {
            throw new IllegalStateException("a call needs its operation");
        }
        return new Call(caller, asked, region, inbound.requestId(), time, view, notes, inbound.request());
    }

    Inbound inbound() {
        return inbound;
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
