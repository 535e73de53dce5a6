package gatehouse.gateway;

import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import java.util.List;

/// Through which services a call came, and its way on to others: AWS's forward access sessions.
public interface Forwarding {
    /// As [Call#via].
    List<String> via();

    /// As [Call#forward].
    <I extends Shape, O extends Shape> O forward(Operation<I, O> operation, I input);
}
