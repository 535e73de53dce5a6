package gatehouse.identity.iam;

import gatehouse.gateway.PastCalls;
import gatehouse.ports.KnownService;
import gatehouse.ports.Organizations;
import java.util.List;

/// What IAM asks of others: the calls that were recorded, the services that are served, and the organizations that
/// accounts are in.
public record IamPorts(PastCalls pastCalls, List<KnownService> services, Organizations organizations) {
    public IamPorts {
        services = List.copyOf(services);
    }
}
