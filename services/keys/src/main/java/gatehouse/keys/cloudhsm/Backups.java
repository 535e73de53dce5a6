package gatehouse.keys.cloudhsm;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.cloudhsmv2.CopyBackupToRegionRequest;
import gatehouse.model.cloudhsmv2.CopyBackupToRegionResponse;
import gatehouse.model.cloudhsmv2.DeleteBackupRequest;
import gatehouse.model.cloudhsmv2.DeleteBackupResponse;
import gatehouse.model.cloudhsmv2.DescribeBackupsRequest;
import gatehouse.model.cloudhsmv2.DescribeBackupsResponse;
import gatehouse.model.cloudhsmv2.ModifyBackupAttributesRequest;
import gatehouse.model.cloudhsmv2.ModifyBackupAttributesResponse;
import gatehouse.model.cloudhsmv2.RestoreBackupRequest;
import gatehouse.model.cloudhsmv2.RestoreBackupResponse;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// DescribeBackups, ModifyBackupAttributes, DeleteBackup, RestoreBackup, and CopyBackupToRegion, which is refused.
final class Backups {
    private static final List<String> FILTERS =
            List.of("backupIds", "sourceBackupIds", "clusterIds", "states", "neverExpires");
    private static final int PAGE_MAX = 50;

    Plan<DescribeBackupsResponse> describeBackups(Call call, DescribeBackupsRequest in) {
        return Plan.require(CloudHsmActions.onAny(call, "cloudhsm:DescribeBackups"))
                .reply(() -> {
                    Map<String, List<String>> filters = Filters.checked(in.filters(), FILTERS);
                    // What is shared with an account comes through RAM, of which it uses none.
                    List<ClusterBackup> shown =
                            Boolean.TRUE.equals(in.shared()) ? List.of() : sorted(call, in.sortAscending());
                    Pages<ClusterBackup> page = Pages.of(
                            shown.stream()
                                    .filter(each -> Filters.pass(filters, filter -> value(each, filter)))
                                    .toList(),
                            ClusterBackup::backupId,
                            in.nextToken(),
                            requireNonNullElse(in.maxResults(), PAGE_MAX));
                    return DescribeBackupsResponse.builder()
                            .backups(page.items().stream().map(Answers::backup).toList())
                            .nextToken(page.nextToken())
                            .build();
                });
    }

    Plan<ModifyBackupAttributesResponse> modifyBackupAttributes(Call call, ModifyBackupAttributesRequest in) {
        boolean never = requireNonNull(in.neverExpires());
        return change(
                call,
                "cloudhsm:ModifyBackupAttributes",
                requireNonNull(in.backupId()),
                backup -> ready(backup).expiring(never),
                backup -> ModifyBackupAttributesResponse.builder()
                        .backup(Answers.backup(backup))
                        .build());
    }

    Plan<DeleteBackupResponse> deleteBackup(Call call, DeleteBackupRequest in) {
        return change(
                call,
                "cloudhsm:DeleteBackup",
                requireNonNull(in.backupId()),
                backup -> ready(backup)
                        .deletedAt(call.now()
                                .plus(CloudHsmLimits.DELETED_BACKUP_KEPT)
                                .truncatedTo(ChronoUnit.MILLIS)),
                backup -> DeleteBackupResponse.builder()
                        .backup(Answers.backup(backup))
                        .build());
    }

    Plan<RestoreBackupResponse> restoreBackup(Call call, RestoreBackupRequest in) {
        return change(
                call,
                "cloudhsm:RestoreBackup",
                requireNonNull(in.backupId()),
                backup -> {
                    if (backup.isReady()) {
                        throw CloudHsmErrors.invalid("The backup " + backup.backupId() + " is not pending deletion.");
                    }
                    return backup.deletedAt(null);
                },
                backup -> RestoreBackupResponse.builder()
                        .backup(Answers.backup(backup))
                        .build());
    }

    /// The keys are in a token, and stay there.
    Plan<CopyBackupToRegionResponse> copyBackupToRegion(Call call, CopyBackupToRegionRequest in) {
        BackupName name = BackupName.of(call, requireNonNull(in.backupId()));
        ClusterBackup backup = name.find(call, call.view());
        List<Requirement> requirements = new ArrayList<>();
        requirements.add(CloudHsmActions.onBackup("cloudhsm:CopyBackupToRegion", name, backup)
                .with(CloudHsmActions.tags(in.tagList())));
        if (in.tagList() != null && !in.tagList().isEmpty()) {
            requirements.add(CloudHsmActions.toTag(call, "backup", in.tagList()));
        }
        return Plan.require(requirements).reply(() -> {
            if (backup == null) {
                throw CloudHsmErrors.notFound(name.backupId());
            }
            throw CloudHsmErrors.noHsm("Gatehouse cannot copy the backup " + name.backupId() + " to "
                    + in.destinationRegion() + ": the keys cannot leave their token. Nothing was done.");
        });
    }

    private static <O> Plan<O> change(
            Call call,
            String action,
            String backupId,
            Function<ClusterBackup, ClusterBackup> change,
            Function<ClusterBackup, O> answer) {
        BackupName name = new BackupName(call.account(), call.region().value(), backupId);
        ClusterBackup backup = name.find(call, call.view());
        return Plan.require(CloudHsmActions.onBackup(action, name, backup)).commit(tx -> {
            if (backup == null) {
                throw CloudHsmErrors.notFound(backupId);
            }
            ClusterBackup changed = change.apply(backup);
            tx.put(CloudHsmTables.BACKUPS, changed);
            return answer.apply(changed);
        });
    }

    private static ClusterBackup ready(ClusterBackup backup) {
        if (!backup.isReady()) {
            throw CloudHsmErrors.invalid("The backup " + backup.backupId() + " is pending deletion.");
        }
        return backup;
    }

    private static List<ClusterBackup> sorted(Call call, @Nullable Boolean ascending) {
        Comparator<ClusterBackup> byTime =
                Comparator.comparing(ClusterBackup::createDate).thenComparing(ClusterBackup::backupId);
        return call
                .view()
                .scan(
                        CloudHsmTables.BACKUPS,
                        CloudHsmTables.account(call.account(), call.region().value()),
                        null,
                        Integer.MAX_VALUE)
                .items()
                .stream()
                .filter(backup -> !backup.isGoneAt(call.now()))
                .sorted(Boolean.TRUE.equals(ascending) ? byTime : byTime.reversed())
                .toList();
    }

    private static @Nullable String value(ClusterBackup backup, String filter) {
        return switch (filter) {
            case "backupIds" -> backup.backupId();
            case "clusterIds" -> backup.source().clusterId();
            case "states" -> backup.isReady() ? "READY" : "PENDING_DELETION";
            case "neverExpires" -> Boolean.toString(backup.neverExpires());
            default -> null; // None is a copy of another.
        };
    }
}
