package gatehouse.identity.iam;

import gatehouse.gateway.PastCalls;
import gatehouse.ports.DelegationPartners;
import gatehouse.ports.KnownService;
import gatehouse.ports.Organizations;
import java.util.List;

/// What IAM asks of others: the calls that were recorded, the services that are served, the organizations that
/// accounts are in, and the product providers that ask for delegation.
public record IamPorts(
        PastCalls pastCalls, List<KnownService> services, Organizations organizations, DelegationPartners partners) {
    public IamPorts {
        services = List.copyOf(services);
    }
}
