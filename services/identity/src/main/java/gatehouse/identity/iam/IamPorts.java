package gatehouse.identity.iam;

import gatehouse.gateway.PastCalls;
import gatehouse.ports.DelegationPartners;
import gatehouse.ports.KnownService;
import gatehouse.ports.LinkedRoleUses;
import gatehouse.ports.Organizations;
import java.util.List;

/// What IAM asks of others: the calls that were recorded, the services that are served, the organizations that
/// accounts are in, the product providers that ask for delegation, and what needs the roles that are linked to
/// services.
public record IamPorts(
        PastCalls pastCalls,
        List<KnownService> services,
        Organizations organizations,
        DelegationPartners partners,
        LinkedRoleUses linkedRoleUses) {
    public IamPorts {
        services = List.copyOf(services);
    }
}
