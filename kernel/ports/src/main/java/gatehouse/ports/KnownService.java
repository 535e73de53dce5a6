package gatehouse.ports;

import gatehouse.gateway.Service;
import gatehouse.wire.shape.ServiceModel;

/// A service that is served here: its full name, its namespace (its name in policies: `kms`), and CloudTrail's event
/// source.
public record KnownService(String name, String namespace, String eventSource) {
    public static KnownService of(ServiceModel.Metadata metadata) {
        return new KnownService(
                metadata.serviceFullName(), Service.actionPrefix(metadata), Service.eventSource(metadata));
    }
}
