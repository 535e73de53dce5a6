package gatehouse.identity.iam;

import gatehouse.identity.iam.AccessReport.OfOrganization;
import gatehouse.identity.iam.AccessReport.ReportedService;
import gatehouse.identity.iam.AccessReport.ReportedUse;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.document.Statement;
import gatehouse.ports.KnownService;
import gatehouse.ports.Organizations;
import gatehouse.ports.Organizations.ControlPolicy;
import gatehouse.ports.Organizations.Entity;
import gatehouse.ports.Organizations.Membership;
import gatehouse.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a report on an entity of an organization is about: the services that service control policies let its accounts
/// use, and the accounts, by their paths, whose use of them counts. The management account is limited by no such
/// policy, and counts only where it is the entity itself.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateOrganizationsAccessReport.html
record OrganizationScope(List<AllowedServices> ceilings, List<String> accounts) {

    /// Finds what reports are about, or says in Organizations' words why there is no such thing.
    record Finder(Organizations organizations) {
        OrganizationScope find(View view, String account, OfOrganization subject) {
            Membership membership = organizations.of(view, account);
            if (membership == null) {
                throw IamErrors.organizationsNotInUse();
            }
            if (!membership.managementAccount().equals(account)) {
                throw IamErrors.organizationsDenied();
            }
            Entity entity = subject.organizationId().equals(membership.organizationId())
                    ? organizations.entity(view, subject.path())
                    : null;
            if (entity == null) {
                throw IamErrors.noSuchTarget();
            }
            if (entity.controlPolicies().isEmpty()) {
                throw IamErrors.controlPoliciesNotEnabled();
            }
            if (subject.entityId().equals(account)) {
                return new OrganizationScope(List.of(), entity.accounts());
            }
            List<String> limited = entity.accounts().stream()
                    .filter(path -> !path.endsWith("/" + account))
                    .toList();
            String policyId = subject.policyId();
            return policyId == null
                    ? new OrganizationScope(
                            entity.controlPolicies().stream()
                                    .map(OrganizationScope::allowed)
                                    .toList(),
                            limited)
                    : ofPolicy(organizations.controlPolicy(view, membership.organizationId(), policyId), limited);
        }

        private static OrganizationScope ofPolicy(@Nullable ControlPolicy policy, List<String> accounts) {
            if (policy == null) {
                throw IamErrors.noSuchControlPolicy();
            }
            return new OrganizationScope(
                    List.of(allowed(List.of(policy.document()))),
                    accounts.stream()
                            .filter(path -> isBelow(path, policy.targets()))
                            .toList());
        }

        private static boolean isBelow(String path, Set<String> targets) {
            return Stream.of(path.split("/", -1)).anyMatch(targets::contains);
        }
    }

    private static AllowedServices allowed(List<String> documents) {
        List<Statement> statements = new ArrayList<>();
        for (String document : documents) {
            try {
                statements.addAll(PolicyDocument.parse(document, PolicyKind.SERVICE_CONTROL)
                        .statements());
            } catch (MalformedPolicyException _) {
                return new AllowedServices(List.of()); // What cannot be read denies.
            }
        }
        return new AllowedServices(statements);
    }

    /// Each of those services that may be used, and who did so last: its use has the account's path.
    List<ReportedService> services(View view, List<KnownService> known, Instant oldest) {
        List<ReportedService> reported = new ArrayList<>();
        for (KnownService service : known) {
            if (ceilings.stream().allMatch(each -> each.contains(service.namespace()))) {
                reported.add(service(view, service, oldest));
            }
        }
        return reported;
    }

    private ReportedService service(View view, KnownService service, Instant oldest) {
        ReportedUse latest = null;
        int users = 0;
        for (String path : accounts) {
            LastUse use = LastUses.find(view, path.substring(path.lastIndexOf('/') + 1), service.namespace());
            if (use != null && !use.latest().time().isBefore(oldest)) {
                ReportedUse found =
                        new ReportedUse(path, use.latest().time(), use.latest().region());
                latest = latest == null ? found : latest.orLater(found);
                users++;
            }
        }
        return new ReportedService(service.namespace(), service.name(), users, latest, List.of());
    }
}
