package gatehouse.identity.iam;

import gatehouse.gateway.PastCalls;
import gatehouse.ports.KnownService;
import java.util.List;

/// What IAM asks of others: the calls that were recorded, and the services that are served.
public record IamPorts(PastCalls pastCalls, List<KnownService> services) {
    public IamPorts {
        services = List.copyOf(services);
    }
}
