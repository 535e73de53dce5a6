package gatehouse.gateway;

import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import org.jspecify.annotations.Nullable;

/// Where a request goes.
sealed interface Route {
    /// How its answer is written.
    Protocol protocol();

    /// The model that its answer is written with.
    ServiceModel model();

    /// To a service that speaks so.
    record ToService(Service service, Protocol protocol, Endpoint endpoint) implements Route {
        @Override
        public ServiceModel model() {
            return service.model();
        }
    }

    /// To none. `service` is the one that it seems to be for, or null, and decides only how the refusal is written.
    record Nowhere(Protocol protocol, @Nullable Service service, ServiceException answer) implements Route {
        @Override
        public ServiceModel model() {
            return service == null ? Unserved.MODEL : service.model();
        }
    }
}
