package gatehouse.identity.iam;

import gatehouse.identity.iam.AccessReport.Failure;
import gatehouse.identity.iam.AccessReport.OfOrganization;
import gatehouse.identity.iam.AccessReport.ReportedAction;
import gatehouse.identity.iam.AccessReport.ReportedService;
import gatehouse.identity.iam.AccessReport.ReportedUse;
import gatehouse.identity.iam.LastUse.Use;
import gatehouse.identity.iam.ReportedEntities.ReportedEntity;
import gatehouse.ports.KnownService;
import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import gatehouse.wire.shape.ServiceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Completes the reports of last access that were asked for.
final class AccessReportJobs {
    private static final int REPORTS_PER_RUN = 100;

    private static final Comparator<ReportedEntity> LATEST_FIRST = Comparator.comparing(
                    ReportedEntity::lastUse, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
            .thenComparing(ReportedEntity::arn);

    private final Store store;
    private final LastUses uses;
    private final List<KnownService> services;
    private final ReportSubject.Finder subjects;
    private final OrganizationScope.Finder organizations;

    AccessReportJobs(Store store, IamPorts ports, ReportSubject.Finder subjects) {
        this.store = store;
        this.uses = new LastUses(store, ports);
        this.services = ports.services();
        this.subjects = subjects;
        this.organizations = new OrganizationScope.Finder(ports.organizations());
    }

    /// Completes some of the reports that wait, which a crash leaves waiting. Who calls it while it runs waits.
    synchronized void run(Instant now) {
        List<AccessReport> waiting = store.begin()
                .scan(IamTables.ACCESS_REPORTS, IamTables.ACCESS_REPORTS_PENDING, Key.ALL, null, REPORTS_PER_RUN)
                .items();
        for (AccessReport report : waiting) {
            uses.follow(report.historyEnd());
            complete(report, now.truncatedTo(ChronoUnit.SECONDS));
            makeRoom(report.account());
        }
    }

    private void complete(AccessReport report, Instant now) {
        AccessReport completed;
        try {
            View view = store.begin();
            completed = report.completed(now, services(view, report, now.minus(IamLimits.ACCESS_TRACKING)));
        } catch (ServiceException e) {
            completed = report.failed(now, new Failure(e.error().code(), String.valueOf(e.getMessage())));
        }
        AccessReport done = completed;
        write(tx -> {
            if (tx.get(IamTables.ACCESS_REPORTS, IamTables.accessReport(report.jobId())) != null) {
                tx.put(IamTables.ACCESS_REPORTS, done);
            }
        });
    }

    private List<ReportedService> services(View view, AccessReport report, Instant oldest) {
        OfOrganization organization = report.organization();
        if (organization != null) {
            return organizations.find(view, report.account(), organization).services(view, services, oldest);
        }
        ReportSubject subject = subjects.find(view, report.account(), report.arn());
        List<ReportedService> reported = new ArrayList<>();
        for (KnownService service : services) {
            if (subject.services().contains(service.namespace())) {
                Summary summary = new Summary(report, oldest);
                List<ReportedEntity> entities = new ArrayList<>();
                for (ReportedEntity entity : subject.entities()) {
                    entities.add(summary.add(entity, LastUses.find(view, entity.id(), service.namespace())));
                }
                entities.sort(LATEST_FIRST);
                write(tx -> tx.put(
                        IamTables.REPORTED_ENTITIES,
                        new ReportedEntities(report.jobId(), service.namespace(), entities)));
                reported.add(summary.of(service));
            }
        }
        return reported;
    }

    /// What all entities together did with a service.
    private static final class Summary {
        private final AccessReport report;
        private final Instant oldest;
        private final Map<String, ReportedUse> actions = new TreeMap<>();
        private @Nullable ReportedUse latest;
        private int entities;

        Summary(AccessReport report, Instant oldest) {
            this.report = report;
            this.oldest = oldest;
        }

        ReportedEntity add(ReportedEntity entity, @Nullable LastUse use) {
            if (use == null || use.latest().time().isBefore(oldest)) {
                return entity;
            }
            ReportedUse last = reported(entity, use.latest());
            latest = latest == null ? last : latest.orLater(last);
            entities++;
            use.actions().forEach((action, each) -> {
                if (report.actions() && !each.time().isBefore(oldest)) {
                    actions.merge(action, reported(entity, each), ReportedUse::orLater);
                }
            });
            return entity.lastUsing(use.latest().time());
        }

        private static ReportedUse reported(ReportedEntity entity, Use use) {
            return new ReportedUse(entity.arn(), use.time(), use.region());
        }

        ReportedService of(KnownService service) {
            return new ReportedService(
                    service.namespace(),
                    service.name(),
                    entities,
                    latest,
                    actions.entrySet().stream()
                            .map(each -> new ReportedAction(each.getKey(), each.getValue()))
                            .toList());
        }
    }

    /// Deletes an account's oldest reports beyond those that are kept.
    private void makeRoom(String account) {
        write(tx -> {
            List<AccessReport> kept = tx.scan(
                            IamTables.ACCESS_REPORTS,
                            IamTables.ACCESS_REPORTS_COMPLETED,
                            IamTables.account(account),
                            null,
                            Integer.MAX_VALUE)
                    .items();
            for (AccessReport old : kept.subList(0, Math.max(0, kept.size() - IamLimits.ACCESS_REPORTS_KEPT_MAX))) {
                tx.delete(IamTables.ACCESS_REPORTS, IamTables.accessReport(old.jobId()));
                for (ReportedService service : old.services()) {
                    tx.delete(
                            IamTables.REPORTED_ENTITIES, IamTables.reportedEntities(old.jobId(), service.namespace()));
                }
            }
        });
    }

    /// Nobody else changes a report that exists.
    private void write(Consumer<Transaction> work) {
        Transaction tx = store.begin();
        work.accept(tx);
        try {
            store.commit(tx, List.of());
        } catch (ConflictException e) {
            throw new IllegalStateException("reports are completed twice at once", e);
        }
    }
}
