package gatehouse.keys.cloudhsm;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.keys.cloudhsm.HsmCluster.Claim;
import gatehouse.keys.cloudhsm.HsmToken.Place;
import gatehouse.model.cloudhsmv2.BackupRetentionPolicy;
import gatehouse.model.cloudhsmv2.ClusterState;
import gatehouse.model.cloudhsmv2.CreateClusterRequest;
import gatehouse.model.cloudhsmv2.CreateClusterResponse;
import gatehouse.model.cloudhsmv2.DeleteClusterRequest;
import gatehouse.model.cloudhsmv2.DeleteClusterResponse;
import gatehouse.model.cloudhsmv2.DescribeClustersRequest;
import gatehouse.model.cloudhsmv2.DescribeClustersResponse;
import gatehouse.model.cloudhsmv2.InitializeClusterRequest;
import gatehouse.model.cloudhsmv2.InitializeClusterResponse;
import gatehouse.model.cloudhsmv2.ModifyClusterRequest;
import gatehouse.model.cloudhsmv2.ModifyClusterResponse;
import gatehouse.model.cloudhsmv2.NetworkType;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// CreateCluster, DescribeClusters, InitializeCluster, ModifyCluster and DeleteCluster.
final class Clusters {
    private static final List<String> FILTERS = List.of("clusterIds", "vpcIds", "states");
    private static final List<String> HSM_TYPES = List.of("hsm1.medium", "hsm2m.medium");
    private static final int PAGE_MAX = 25;

    private final HsmTokens tokens;
    private final Answers answers;
    private final Entropy entropy;
    private final CloudHsmLimits limits;

    Clusters(HsmTokens tokens, Entropy entropy, CloudHsmLimits limits) {
        this.tokens = tokens;
        this.answers = new Answers(tokens);
        this.entropy = entropy;
        this.limits = limits;
    }

    Plan<CreateClusterResponse> createCluster(Call call, CreateClusterRequest in) {
        String backupId = in.sourceBackupId();
        BackupName name = backupId == null ? null : BackupName.of(call, backupId);
        ClusterBackup backup = name == null ? null : name.find(call, call.view());
        List<Requirement> requirements = new ArrayList<>();
        requirements.add((name == null
                        ? CloudHsmActions.onAny(call, "cloudhsm:CreateCluster")
                        : CloudHsmActions.onBackup("cloudhsm:CreateCluster", name, backup))
                .with(CloudHsmActions.tags(in.tagList())));
        if (in.tagList() != null && !in.tagList().isEmpty()) {
            requirements.add(CloudHsmActions.toTag(call, "cluster", in.tagList()));
        }
        return Plan.require(requirements).commit(tx -> {
            if (name != null && backup == null) {
                throw CloudHsmErrors.notFound(name.backupId());
            }
            HsmCluster cluster = make(call, tx, in, backup);
            tx.put(CloudHsmTables.CLUSTERS, cluster);
            tx.put(
                    CloudHsmTables.TOKEN_USES,
                    new TokenUse(cluster.token(), cluster.lineage(), cluster.clusterId(), true));
            return CreateClusterResponse.builder()
                    .cluster(answers.cluster(cluster))
                    .build();
        });
    }

    Plan<DescribeClustersResponse> describeClusters(Call call, DescribeClustersRequest in) {
        return Plan.require(CloudHsmActions.onAny(call, "cloudhsm:DescribeClusters"))
                .reply(() -> {
                    Map<String, List<String>> filters = Filters.checked(in.filters(), FILTERS);
                    List<HsmCluster> shown = all(call, call.view()).stream()
                            .filter(each -> Filters.pass(filters, filter -> value(each, filter)))
                            .toList();
                    Pages<HsmCluster> page = Pages.of(
                            shown,
                            HsmCluster::clusterId,
                            in.nextToken(),
                            requireNonNullElse(in.maxResults(), PAGE_MAX));
                    return DescribeClustersResponse.builder()
                            .clusters(
                                    page.items().stream().map(answers::cluster).toList())
                            .nextToken(page.nextToken())
                            .build();
                });
    }

    Plan<InitializeClusterResponse> initializeCluster(Call call, InitializeClusterRequest in) {
        String id = requireNonNull(in.clusterId());
        HsmCluster cluster = find(call, call.view(), id);
        return Plan.require(CloudHsmActions.onCluster(call, "cloudhsm:InitializeCluster", id, cluster))
                .commit(tx -> {
                    if (cluster == null) {
                        throw CloudHsmErrors.notFound(id);
                    }
                    String csr = cluster.claim().csr();
                    if (cluster.isInitialized()) {
                        throw CloudHsmErrors.invalid("The cluster " + id + " is initialized already.");
                    }
                    if (csr == null || cluster.hsms().isEmpty()) {
                        throw CloudHsmErrors.invalid(
                                "The cluster " + id + " has no HSM yet, and so no certificate signing request.");
                    }
                    HsmCluster claimed = cluster.claimed(ClusterCertificate.check(
                            csr, requireNonNull(in.signedCert()), requireNonNull(in.trustAnchor()), call.now()));
                    tx.put(CloudHsmTables.CLUSTERS, claimed);
                    return InitializeClusterResponse.builder()
                            .state(answers.state(claimed))
                            .build();
                });
    }

    Plan<ModifyClusterResponse> modifyCluster(Call call, ModifyClusterRequest in) {
        String id = requireNonNull(in.clusterId());
        HsmCluster cluster = find(call, call.view(), id);
        return Plan.require(CloudHsmActions.onCluster(call, "cloudhsm:ModifyCluster", id, cluster))
                .commit(tx -> {
                    if (cluster == null) {
                        throw CloudHsmErrors.notFound(id);
                    }
                    if (in.hsmType() == null && in.backupRetentionPolicy() == null) {
                        throw CloudHsmErrors.invalid("Specify the HsmType or the BackupRetentionPolicy.");
                    }
                    if (in.hsmType() != null
                            && !in.hsmType().equals(cluster.plan().hsmType())) {
                        throw CloudHsmErrors.invalid("The HSM type of the cluster " + id
                                + " cannot be changed: its keys stay in the token that it stands on.");
                    }
                    HsmCluster modified = in.backupRetentionPolicy() == null
                            ? cluster
                            : cluster.retaining(days(in.backupRetentionPolicy()));
                    tx.put(CloudHsmTables.CLUSTERS, modified);
                    return ModifyClusterResponse.builder()
                            .cluster(answers.cluster(modified))
                            .build();
                });
    }

    Plan<DeleteClusterResponse> deleteCluster(Call call, DeleteClusterRequest in) {
        String id = requireNonNull(in.clusterId());
        HsmCluster cluster = find(call, call.view(), id);
        return Plan.require(CloudHsmActions.onCluster(call, "cloudhsm:DeleteCluster", id, cluster))
                .commit(tx -> {
                    if (cluster == null) {
                        throw CloudHsmErrors.notFound(id);
                    }
                    if (!cluster.hsms().isEmpty()) {
                        throw CloudHsmErrors.invalid("The cluster " + id + " has HSMs: delete them first.");
                    }
                    tx.delete(
                            CloudHsmTables.CLUSTERS, CloudHsmTables.resource(cluster.account(), cluster.region(), id));
                    release(tx, cluster);
                    return DeleteClusterResponse.builder()
                            .cluster(answers.cluster(cluster, ClusterState.DELETED))
                            .build();
                });
    }

    static @Nullable HsmCluster find(Call call, View view, String clusterId) {
        return view.get(
                CloudHsmTables.CLUSTERS,
                CloudHsmTables.resource(call.account(), call.region().value(), clusterId));
    }

    static List<HsmCluster> all(Call call, View view) {
        return view.scan(
                        CloudHsmTables.CLUSTERS,
                        CloudHsmTables.account(call.account(), call.region().value()),
                        null,
                        Integer.MAX_VALUE)
                .items();
    }

    /// A token that never had an HSM of the cluster holds nothing of it; any other is kept for its backups.
    private static void release(Transaction tx, HsmCluster cluster) {
        if (cluster.claim().csr() == null && cluster.lineage().equals(cluster.clusterId())) {
            tx.delete(CloudHsmTables.TOKEN_USES, CloudHsmTables.token(cluster.token()));
        } else {
            tx.put(
                    CloudHsmTables.TOKEN_USES,
                    new TokenUse(cluster.token(), cluster.lineage(), cluster.clusterId(), false));
        }
    }

    private HsmCluster make(Call call, Transaction tx, CreateClusterRequest in, @Nullable ClusterBackup backup) {
        String hsmType = requireNonNull(in.hsmType());
        if (!HSM_TYPES.contains(hsmType)) {
            throw CloudHsmErrors.invalid(
                    "The HSM type " + hsmType + " does not exist. Use " + String.join(" or ", HSM_TYPES) + ".");
        }
        if (in.networkType() != null && !in.networkType().equals(NetworkType.IPV4)) {
            throw CloudHsmErrors.invalid("The HSMs of this Gatehouse have addresses of the NetworkType IPV4 only.");
        }
        if (all(call, tx).size() >= limits.clustersPerRegionMax()) {
            throw CloudHsmErrors.invalid(
                    "The account has " + limits.clustersPerRegionMax() + " clusters in this region, its quota.");
        }
        String mode = in.mode() == null ? null : in.mode().value();
        HsmToken token = backup == null
                ? free(call, tx, requireNonNull(in.subnetIds()), mode)
                : again(tx, backup, requireNonNull(in.subnetIds()), mode);
        String id = CloudHsmIds.of(entropy, "cluster");
        return new HsmCluster(
                call.account(),
                call.region().value(),
                id,
                call.now().truncatedTo(ChronoUnit.MILLIS),
                new HsmCluster.Plan(
                        hsmType,
                        token.mode(),
                        token.vpcId(),
                        subnets(token, in.subnetIds()),
                        backup == null ? null : backup.backupId()),
                token.name(),
                backup == null ? id : backup.source().lineage(),
                in.backupRetentionPolicy() == null
                        ? CloudHsmLimits.RETENTION_DAYS_DEFAULT
                        : days(in.backupRetentionPolicy()),
                backup == null ? Claim.NONE : backup.source().claim(),
                List.of(),
                ResourceTags.map(in.tagList(), limits.tagsPerResourceMax()));
    }

    /// A token of this region that no cluster has stood on, whose HSMs stand in these subnets.
    private HsmToken free(Call call, View view, List<String> subnetIds, @Nullable String mode) {
        List<HsmToken> here = tokens.all().stream()
                .filter(token -> token.region().equals(call.region().value()))
                .toList();
        if (here.isEmpty()) {
            throw CloudHsmErrors.noHsm("This Gatehouse has no HSM in "
                    + call.region().value() + ": its operator names PKCS#11 tokens with --hsms. Nothing was done.");
        }
        List<HsmToken> fitting = here.stream()
                .filter(token -> subnets(token, subnetIds).size() == subnetIds.size())
                .filter(token -> mode == null || mode.equals(token.mode()))
                .toList();
        if (fitting.isEmpty()) {
            throw CloudHsmErrors.invalid("No HSM of this Gatehouse stands in the subnets "
                    + String.join(", ", subnetIds) + ", each in another Availability Zone"
                    + (mode == null ? "." : ", in the mode " + mode + "."));
        }
        return fitting.stream()
                .filter(token -> view.get(CloudHsmTables.TOKEN_USES, CloudHsmTables.token(token.name())) == null)
                .findFirst()
                .orElseThrow(() -> CloudHsmErrors.noHsm(
                        "All HSMs of this Gatehouse in these subnets hold keys of other clusters. Nothing was done."));
    }

    /// The token that the backup tells of, where its last cluster is gone.
    private HsmToken again(View view, ClusterBackup backup, List<String> subnetIds, @Nullable String mode) {
        if (!backup.isReady()) {
            throw CloudHsmErrors.invalid("The backup " + backup.backupId() + " is pending deletion.");
        }
        HsmToken token = tokens.named(backup.source().token());
        TokenUse use = view.get(
                CloudHsmTables.TOKEN_USES, CloudHsmTables.token(backup.source().token()));
        if (token == null
                || use == null
                || !use.lineage().equals(backup.source().lineage())) {
            throw CloudHsmErrors.noHsm("The token of the backup " + backup.backupId() + " is not there any more.");
        }
        if (use.standing()) {
            throw CloudHsmErrors.invalid("The keys of the backup " + backup.backupId() + " are in the cluster "
                    + use.clusterId() + ": they cannot be in two. Delete it first.");
        }
        if (subnets(token, subnetIds).size() != subnetIds.size() || (mode != null && !mode.equals(token.mode()))) {
            throw CloudHsmErrors.invalid(
                    "The token of the backup " + backup.backupId() + " has no HSMs in these subnets and this mode.");
        }
        return token;
    }

    /// These subnets by availability zone, without those in which the token has no HSM.
    private static Map<String, String> subnets(HsmToken token, List<String> subnetIds) {
        Map<String, String> found = new HashMap<>();
        for (Place place : token.places()) {
            if (subnetIds.contains(place.subnetId())) {
                found.put(place.availabilityZone(), place.subnetId());
            }
        }
        return found;
    }

    private static int days(BackupRetentionPolicy policy) {
        String value = policy.value();
        // The model allows three digits at most.
        int days = value == null ? 0 : Integer.parseInt(value);
        if (policy.type() == null
                || days < CloudHsmLimits.RETENTION_DAYS_MIN
                || days > CloudHsmLimits.RETENTION_DAYS_MAX) {
            throw CloudHsmErrors.invalid("The BackupRetentionPolicy must be of Type DAYS with a Value between "
                    + CloudHsmLimits.RETENTION_DAYS_MIN + " and " + CloudHsmLimits.RETENTION_DAYS_MAX + ".");
        }
        return days;
    }

    private @Nullable String value(HsmCluster cluster, String filter) {
        return switch (filter) {
            case "clusterIds" -> cluster.clusterId();
            case "vpcIds" -> cluster.plan().vpcId();
            default -> answers.state(cluster).value();
        };
    }
}
