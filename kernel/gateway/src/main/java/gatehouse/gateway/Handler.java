package gatehouse.gateway;

import gatehouse.wire.shape.Shape;

/// An operation's own code: from the request to a [Plan], on the transaction's view. It may throw the operation's
/// modelled errors; the gateway then asks first whether the caller may call the operation at all.
@FunctionalInterface
public interface Handler<I extends Shape, O extends Shape> {
    Plan<O> plan(Call call, I input);
}
