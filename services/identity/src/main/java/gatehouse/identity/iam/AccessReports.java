package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.PastCalls;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.AccessReport.Failure;
import gatehouse.identity.iam.AccessReport.ReportedAction;
import gatehouse.identity.iam.AccessReport.ReportedService;
import gatehouse.identity.iam.AccessReport.ReportedUse;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.identity.iam.ReportedEntities.ReportedEntity;
import gatehouse.model.iam.AccessAdvisorUsageGranularityType;
import gatehouse.model.iam.EntityDetails;
import gatehouse.model.iam.EntityInfo;
import gatehouse.model.iam.ErrorDetails;
import gatehouse.model.iam.GenerateServiceLastAccessedDetailsRequest;
import gatehouse.model.iam.GenerateServiceLastAccessedDetailsResponse;
import gatehouse.model.iam.GetServiceLastAccessedDetailsRequest;
import gatehouse.model.iam.GetServiceLastAccessedDetailsResponse;
import gatehouse.model.iam.GetServiceLastAccessedDetailsWithEntitiesRequest;
import gatehouse.model.iam.GetServiceLastAccessedDetailsWithEntitiesResponse;
import gatehouse.model.iam.JobStatusType;
import gatehouse.model.iam.PolicyOwnerEntityType;
import gatehouse.model.iam.ServiceLastAccessed;
import gatehouse.model.iam.TrackedActionLastAccessed;
import gatehouse.store.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports of what users, groups, roles and policies were last used for. [AccessReportJobs] completes them.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
final class AccessReports {
    private final IamParts parts;
    private final PastCalls calls;
    private final ReportSubject.Finder subjects;

    AccessReports(IamParts parts, IamPorts ports, ReportSubject.Finder subjects) {
        this.parts = parts;
        this.calls = ports.pastCalls();
        this.subjects = subjects;
    }

    Plan<GenerateServiceLastAccessedDetailsResponse> generate(Call call, GenerateServiceLastAccessedDetailsRequest in) {
        String arn = requireNonNull(in.arn());
        boolean actions = AccessAdvisorUsageGranularityType.ACTION_LEVEL.equals(in.granularity());
        return Plan.require(subjects.require(call, arn)).commit(tx -> {
            subjects.find(tx, call.account(), arn);
            if (!hasRoom(tx, call.account())) {
                throw IamErrors.throttled();
            }
            AccessReport services = AccessReport.begun(JobId.next(parts.entropy()), call, arn, calls.end());
            AccessReport report = actions ? services.withActions() : services;
            tx.put(IamTables.ACCESS_REPORTS, report);
            return new GenerateServiceLastAccessedDetailsResponse(report.jobId());
        });
    }

    /// Whether another report of the account may wait for its completion.
    static boolean hasRoom(View view, String account) {
        List<AccessReport> waiting = view.scan(
                        IamTables.ACCESS_REPORTS,
                        IamTables.ACCESS_REPORTS_PENDING,
                        IamTables.account(account),
                        null,
                        IamLimits.ACCESS_REPORTS_PENDING_MAX)
                .items();
        return waiting.size() < IamLimits.ACCESS_REPORTS_PENDING_MAX;
    }

    Plan<GetServiceLastAccessedDetailsResponse> get(Call call, GetServiceLastAccessedDetailsRequest in) {
        return Plan.require(require(call)).commit(tx -> {
            AccessReport report = demand(tx, call, requireNonNull(in.jobId()));
            Slice<ReportedService> page =
                    Paging.of(in.marker(), in.maxItems()).list(report.services(), ReportedService::namespace);
            return GetServiceLastAccessedDetailsResponse.builder()
                    .jobStatus(status(report))
                    .jobType(
                            report.actions()
                                    ? AccessAdvisorUsageGranularityType.ACTION_LEVEL
                                    : AccessAdvisorUsageGranularityType.SERVICE_LEVEL)
                    .jobCreationDate(report.created())
                    .jobCompletionDate(report.completed())
                    .servicesLastAccessed(page.map(AccessReports::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .error(error(report.failure()))
                    .build();
        });
    }

    Plan<GetServiceLastAccessedDetailsWithEntitiesResponse> withEntities(
            Call call, GetServiceLastAccessedDetailsWithEntitiesRequest in) {
        return Plan.require(require(call)).commit(tx -> {
            AccessReport report = demand(tx, call, requireNonNull(in.jobId()));
            List<ReportedEntity> entities = entities(tx, report, requireNonNull(in.serviceNamespace()));
            Slice<ReportedEntity> page = Paging.of(in.marker(), in.maxItems()).list(entities);
            return GetServiceLastAccessedDetailsWithEntitiesResponse.builder()
                    .jobStatus(status(report))
                    .jobCreationDate(report.created())
                    .jobCompletionDate(report.completed())
                    .entityDetailsList(page.map(AccessReports::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .error(error(report.failure()))
                    .build();
        });
    }

    /// None where the subject may not use the service.
    private static List<ReportedEntity> entities(View view, AccessReport report, String service) {
        ReportedEntities found =
                view.get(IamTables.REPORTED_ENTITIES, IamTables.reportedEntities(report.jobId(), service));
        return found == null || report.completed() == null ? List.of() : found.entities();
    }

    static Requirement require(Call call) {
        return Requirement.of(Entities.action(call), Resource.any(call.account()));
    }

    /// Whoever asked for a report reads it: the same user, or the same role in whatever session.
    private static AccessReport demand(View view, Call call, String jobId) {
        AccessReport report = view.get(IamTables.ACCESS_REPORTS, IamTables.accessReport(jobId));
        if (report == null || report.organization() != null || !report.ownerId().equals(AccessReport.ownerId(call))) {
            throw IamErrors.noSuchJob(jobId);
        }
        return report;
    }

    static JobStatusType status(AccessReport report) {
        if (report.completed() == null) {
            return JobStatusType.IN_PROGRESS;
        }
        return report.failure() == null ? JobStatusType.COMPLETED : JobStatusType.FAILED;
    }

    static @Nullable ErrorDetails error(@Nullable Failure failure) {
        return failure == null
                ? null
                : ErrorDetails.builder()
                        .code(failure.code())
                        .message(failure.message())
                        .build();
    }

    private static ServiceLastAccessed shape(ReportedService service) {
        ServiceLastAccessed.Builder shape = ServiceLastAccessed.builder()
                .serviceName(service.name())
                .serviceNamespace(service.namespace())
                .totalAuthenticatedEntities(service.entities());
        ReportedUse latest = service.latest();
        if (latest != null) {
            shape.lastAuthenticated(latest.time())
                    .lastAuthenticatedEntity(latest.arn())
                    .lastAuthenticatedRegion(latest.region());
        }
        if (!service.actions().isEmpty()) {
            shape.trackedActionsLastAccessed(
                    service.actions().stream().map(AccessReports::shape).toList());
        }
        return shape.build();
    }

    private static TrackedActionLastAccessed shape(ReportedAction action) {
        return TrackedActionLastAccessed.builder()
                .actionName(action.name())
                .lastAccessedEntity(action.latest().arn())
                .lastAccessedTime(action.latest().time())
                .lastAccessedRegion(action.latest().region())
                .build();
    }

    private static EntityDetails shape(ReportedEntity entity) {
        return EntityDetails.builder()
                .entityInfo(EntityInfo.builder()
                        .arn(entity.arn())
                        .name(entity.name())
                        .type(entity.role() ? PolicyOwnerEntityType.ROLE : PolicyOwnerEntityType.USER)
                        .id(entity.id())
                        .path(entity.path())
                        .build())
                .lastAuthenticated(entity.lastUse())
                .build();
    }
}
