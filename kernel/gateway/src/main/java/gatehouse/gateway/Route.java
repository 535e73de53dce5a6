package gatehouse.gateway;

import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import org.jspecify.annotations.Nullable;

/// Where a request goes.
sealed interface Route {
    /// How its answer is written.
    Protocol protocol();

    /// The model that its answer is written with.
    ServiceModel model();

    /// How authentication failures are worded: of the services with XML over REST, only S3 has words of its own.
    default Family family() {
        Family family = protocol().family();
        return family == Family.REST_XML && !model().metadata().noErrorWrapping() ? Family.QUERY : family;
    }

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
