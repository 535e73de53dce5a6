package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.PastCalls;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.AccessReport.OfOrganization;
import gatehouse.identity.iam.AccessReport.ReportedService;
import gatehouse.identity.iam.AccessReport.ReportedUse;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.AccessDetail;
import gatehouse.model.iam.GenerateOrganizationsAccessReportRequest;
import gatehouse.model.iam.GenerateOrganizationsAccessReportResponse;
import gatehouse.model.iam.GetOrganizationsAccessReportRequest;
import gatehouse.model.iam.GetOrganizationsAccessReportResponse;
import gatehouse.model.iam.SortKeyType;
import gatehouse.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports of what an organization's accounts were last used for. [AccessReportJobs] completes them, and a report that
/// cannot be made says there why: the model lists no other error than that too many are waiting.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-view-data-orgs.html
final class OrganizationAccessReports {
    private static final Comparator<ReportedService> BY_TIME = Comparator.comparing(
                    OrganizationAccessReports::time, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(ReportedService::namespace);

    private final IamParts parts;
    private final PastCalls calls;

    OrganizationAccessReports(IamParts parts, IamPorts ports) {
        this.parts = parts;
        this.calls = ports.pastCalls();
    }

    Plan<GenerateOrganizationsAccessReportResponse> generate(Call call, GenerateOrganizationsAccessReportRequest in) {
        OfOrganization subject = new OfOrganization(requireNonNull(in.entityPath()), in.organizationsPolicyId());
        return Plan.require(requirements(call, subject)).commit(tx -> {
            if (!AccessReports.hasRoom(tx, call.account())) {
                throw IamErrors.tooManyReports();
            }
            AccessReport report = AccessReport.begun(
                            JobId.next(parts.entropy()),
                            call,
                            "arn:aws:iam::" + call.account() + ":access-report/" + subject.path(),
                            calls.end())
                    .with(subject);
            tx.put(IamTables.ACCESS_REPORTS, report);
            return new GenerateOrganizationsAccessReportResponse(report.jobId());
        });
    }

    /// The operation's own action, and those of Organizations that AWS documents as required beside it.
    private static List<Requirement> requirements(Call call, OfOrganization subject) {
        String account = call.account();
        String organizations = "arn:aws:organizations::" + account + ":";
        Resource entity = Resource.of(organizations + subject.entityResource(), account);
        Resource policy = Resource.of(
                organizations + "policy/" + subject.organizationId() + "/service_control_policy/"
                        + requireNonNullElse(subject.policyId(), "*"),
                account);
        Resource report = Resource.of("arn:aws:iam::" + account + ":access-report/" + subject.path(), account);
        return List.of(
                Requirement.of(Entities.action(call), report).with(IamKeys.organizationsPolicy(subject.policyId())),
                Requirement.of("organizations:ListRoots", Resource.any(account)),
                Requirement.of("organizations:ListParents", entity),
                Requirement.of("organizations:ListChildren", entity),
                Requirement.of("organizations:ListPoliciesForTarget", entity),
                Requirement.of("organizations:DescribePolicy", policy),
                Requirement.of("organizations:ListTargetsForPolicy", policy));
    }

    /// AWS binds a job to its account here, and not, as those on users and roles, to who asked for it.
    Plan<GetOrganizationsAccessReportResponse> get(Call call, GetOrganizationsAccessReportRequest in) {
        return Plan.require(AccessReports.require(call)).commit(tx -> {
            AccessReport report = demand(tx, call, requireNonNull(in.jobId()));
            List<ReportedService> services = sorted(report.services(), in.sortKey());
            Slice<ReportedService> page = Paging.of(in.marker(), in.maxItems()).list(services);
            GetOrganizationsAccessReportResponse.Builder answer = GetOrganizationsAccessReportResponse.builder()
                    .jobStatus(AccessReports.status(report))
                    .jobCreationDate(report.created())
                    .jobCompletionDate(report.completed())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .errorDetails(AccessReports.error(report.failure()));
            if (report.completed() != null && report.failure() == null) {
                answer.numberOfServicesAccessible(services.size())
                        .numberOfServicesNotAccessed((int) services.stream()
                                .filter(service -> service.latest() == null)
                                .count())
                        .accessDetails(page.map(OrganizationAccessReports::shape));
            }
            return answer.build();
        });
    }

    private static AccessReport demand(View view, Call call, String jobId) {
        AccessReport report = view.get(IamTables.ACCESS_REPORTS, IamTables.accessReport(jobId));
        if (report == null || report.organization() == null || !report.account().equals(call.account())) {
            throw IamErrors.noSuchJob(jobId);
        }
        return report;
    }

    private static List<ReportedService> sorted(List<ReportedService> services, @Nullable SortKeyType key) {
        List<ReportedService> sorted = new ArrayList<>(services);
        sorted.sort(order(requireNonNullElse(key, SortKeyType.SERVICE_NAMESPACE_ASCENDING)));
        return sorted;
    }

    private static Comparator<ReportedService> order(SortKeyType key) {
        Comparator<ReportedService> byName = Comparator.comparing(ReportedService::namespace);
        if (key.equals(SortKeyType.LAST_AUTHENTICATED_TIME_ASCENDING)) {
            return BY_TIME;
        }
        if (key.equals(SortKeyType.LAST_AUTHENTICATED_TIME_DESCENDING)) {
            return BY_TIME.reversed();
        }
        return key.equals(SortKeyType.SERVICE_NAMESPACE_DESCENDING) ? byName.reversed() : byName;
    }

    private static @Nullable Instant time(ReportedService service) {
        ReportedUse latest = service.latest();
        return latest == null ? null : latest.time();
    }

    private static AccessDetail shape(ReportedService service) {
        AccessDetail.Builder shape = AccessDetail.builder()
                .serviceName(service.name())
                .serviceNamespace(service.namespace())
                .totalAuthenticatedEntities(service.entities());
        ReportedUse latest = service.latest();
        if (latest != null) {
            shape.region(latest.region()).entityPath(latest.arn()).lastAuthenticatedTime(latest.time());
        }
        return shape.build();
    }
}
