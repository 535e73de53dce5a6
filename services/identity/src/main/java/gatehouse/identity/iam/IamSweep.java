package gatehouse.identity.iam;

import gatehouse.ports.LinkedRoleUses;
import gatehouse.ports.LinkedRoleUses.Use;
import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Ends what calls only began: the deletion of service-linked roles, and reports of credentials and of last access. The
/// server runs it every second, and after its clock was advanced. Each piece of work is one transaction; one that is in
/// conflict with a call is left to the next run.
public final class IamSweep {
    /// How long the outcome of a deletion can be asked for. AWS does not say how long it keeps them.
    static final Duration TASKS_KEPT = Duration.ofDays(7);

    private static final int ROWS_PER_RUN = 100;

    private final Store store;
    private final LinkedRoleUses uses;
    private final AccessReportJobs accessReports;

    IamSweep(Store store, LinkedRoleUses uses, AccessReportJobs accessReports) {
        this.store = store;
        this.uses = uses;
        this.accessReports = accessReports;
    }

    /// Does what there is to do at `now`, up to a hundred pieces of each kind.
    public void run(Instant now) {
        List<LinkedRoleDeletion> open = store.begin()
                .scan(
                        IamTables.LINKED_ROLE_DELETIONS,
                        IamTables.LINKED_ROLE_DELETIONS_OPEN,
                        Key.ALL,
                        null,
                        ROWS_PER_RUN)
                .items();
        open.forEach(deletion -> commit(tx -> finish(tx, IamTables.task(deletion.account(), deletion.taskId()), now)));
        List<CredentialReport> asked = store.begin()
                .scan(IamTables.CREDENTIAL_REPORTS, IamTables.CREDENTIAL_REPORTS_OPEN, Key.ALL, null, ROWS_PER_RUN)
                .items();
        asked.forEach(report -> commit(tx -> generate(tx, report.account(), now)));
        forget(now);
        accessReports.run(now);
    }

    private void finish(Transaction tx, Key task, Instant now) {
        LinkedRoleDeletion deletion = tx.get(IamTables.LINKED_ROLE_DELETIONS, task);
        if (deletion == null || deletion.finished() != null) {
            return;
        }
        Role role = tx.get(IamTables.ROLES, IamTables.named(deletion.account(), deletion.roleName()));
        List<Use> inUse = role == null ? List.of() : uses.of(tx, deletion.account(), deletion.service(), role.arn());
        if (role != null && inUse.isEmpty()) {
            Roles.remove(tx, role);
        }
        tx.put(IamTables.LINKED_ROLE_DELETIONS, deletion.finishedAt(now.truncatedTo(ChronoUnit.SECONDS), inUse));
    }

    private static void generate(Transaction tx, String account, Instant now) {
        CredentialReport asked = tx.get(IamTables.CREDENTIAL_REPORTS, IamTables.account(account));
        if (asked == null || asked.generated() != null) {
            return;
        }
        byte[] csv = new CredentialReportRows(tx, account).csv();
        tx.put(IamTables.CREDENTIAL_REPORT_CONTENTS, new CredentialReportContent(account, csv));
        tx.put(IamTables.CREDENTIAL_REPORTS, new CredentialReport(account, now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private void forget(Instant now) {
        Instant before = now.minus(TASKS_KEPT);
        List<LinkedRoleDeletion> oldest = store.begin()
                .scan(
                        IamTables.LINKED_ROLE_DELETIONS,
                        IamTables.LINKED_ROLE_DELETIONS_BY_END,
                        Key.ALL,
                        null,
                        ROWS_PER_RUN)
                .items();
        for (LinkedRoleDeletion deletion : oldest) {
            Instant finished = deletion.finished();
            if (finished != null && finished.isBefore(before)) {
                commit(tx -> tx.delete(
                        IamTables.LINKED_ROLE_DELETIONS, IamTables.task(deletion.account(), deletion.taskId())));
            }
        }
    }

    private void commit(Work work) {
        Transaction tx = store.begin();
        work.in(tx);
        try {
            store.commit(tx, List.of());
        } catch (ConflictException _) {
            return; // It comes round again.
        }
    }

    @FunctionalInterface
    private interface Work {
        void in(Transaction tx);
    }
}
