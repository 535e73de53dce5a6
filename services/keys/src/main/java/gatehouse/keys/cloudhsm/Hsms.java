package gatehouse.keys.cloudhsm;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.keys.cloudhsm.HsmCluster.Claim;
import gatehouse.keys.cloudhsm.HsmCluster.ClusterHsm;
import gatehouse.keys.cloudhsm.HsmToken.Place;
import gatehouse.model.cloudhsmv2.CreateHsmRequest;
import gatehouse.model.cloudhsmv2.CreateHsmResponse;
import gatehouse.model.cloudhsmv2.DeleteHsmRequest;
import gatehouse.model.cloudhsmv2.DeleteHsmResponse;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// CreateHsm and DeleteHsm. The first HSM of a cluster makes the key of the cluster's certificate signing request;
/// the last that is deleted leaves a backup.
final class Hsms {
    private static final Logger LOG = LoggerFactory.getLogger(Hsms.class);

    private final HsmTokens tokens;
    private final Answers answers;
    private final Entropy entropy;
    private final CloudHsmLimits limits;

    Hsms(HsmTokens tokens, Entropy entropy, CloudHsmLimits limits) {
        this.tokens = tokens;
        this.answers = new Answers(tokens);
        this.entropy = entropy;
        this.limits = limits;
    }

    Plan<CreateHsmResponse> createHsm(Call call, CreateHsmRequest in) {
        String id = requireNonNull(in.clusterId());
        HsmCluster cluster = Clusters.find(call, call.view(), id);
        return Plan.require(CloudHsmActions.onCluster(call, "cloudhsm:CreateHsm", id, cluster))
                .compute(() -> {
                    if (cluster == null) {
                        throw CloudHsmErrors.notFound(id);
                    }
                    Place place = place(call, cluster, in);
                    return new Made(cluster, place, request(cluster));
                })
                .commit((tx, made) -> {
                    ClusterHsm hsm = new ClusterHsm(
                            CloudHsmIds.of(entropy, "hsm"),
                            made.place().availabilityZone(),
                            made.place().subnetId(),
                            made.place().ipAddress());
                    List<ClusterHsm> hsms = new ArrayList<>(made.cluster().hsms());
                    hsms.add(hsm);
                    HsmCluster larger = made.cluster().withHsms(hsms).claimed(made.claim());
                    tx.put(CloudHsmTables.CLUSTERS, larger);
                    return CreateHsmResponse.builder()
                            .hsm(answers.hsm(larger, hsm))
                            .build();
                });
    }

    Plan<DeleteHsmResponse> deleteHsm(Call call, DeleteHsmRequest in) {
        String id = requireNonNull(in.clusterId());
        HsmCluster cluster = Clusters.find(call, call.view(), id);
        // The Service Authorization Reference has no resource for it.
        return Plan.require(CloudHsmActions.onAny(call, "cloudhsm:DeleteHsm")).commit(tx -> {
            if (Stream.of(in.hsmId(), in.eniId(), in.eniIp())
                            .filter(each -> each != null)
                            .count()
                    != 1) {
                throw CloudHsmErrors.invalid("Specify one of HsmId, EniId and EniIp.");
            }
            if (cluster == null) {
                throw CloudHsmErrors.notFound(id);
            }
            ClusterHsm hsm = cluster.hsms().stream()
                    .filter(each -> each.hsmId().equals(in.hsmId())
                            || (in.eniIp() != null && in.eniIp().equals(each.ipAddress())))
                    .findFirst()
                    .orElseThrow(() -> CloudHsmErrors.notFound("of that name in the cluster " + id));
            List<ClusterHsm> left = cluster.hsms().stream()
                    .filter(each -> !each.hsmId().equals(hsm.hsmId()))
                    .toList();
            tx.put(CloudHsmTables.CLUSTERS, cluster.withHsms(left));
            if (left.isEmpty() && cluster.isInitialized()) {
                tx.put(CloudHsmTables.BACKUPS, backup(call, cluster.withHsms(left)));
            }
            return DeleteHsmResponse.builder().hsmId(hsm.hsmId()).build();
        });
    }

    private ClusterBackup backup(Call call, HsmCluster cluster) {
        return new ClusterBackup(
                cluster.account(),
                cluster.region(),
                CloudHsmIds.of(entropy, "backup"),
                call.now().truncatedTo(ChronoUnit.MILLIS),
                cluster,
                false,
                null,
                null,
                cluster.tags());
    }

    /// Where the operator's token has an HSM that the cluster does not have yet.
    private Place place(Call call, HsmCluster cluster, CreateHsmRequest in) {
        if (!cluster.hsms().isEmpty() && !cluster.isInitialized()) {
            throw CloudHsmErrors.notActivated(cluster.clusterId());
        }
        String zone = requireNonNull(in.availabilityZone());
        String subnet = cluster.plan().subnets().get(zone);
        if (subnet == null) {
            throw CloudHsmErrors.invalid(
                    "The cluster " + cluster.clusterId() + " has no subnet in the Availability Zone " + zone + ".");
        }
        int hsms = Clusters.all(call, call.view()).stream()
                .mapToInt(each -> each.hsms().size())
                .sum();
        if (hsms >= limits.hsmsPerRegionMax()) {
            throw CloudHsmErrors.invalid(
                    "The account has " + limits.hsmsPerRegionMax() + " HSMs in this region, its quota.");
        }
        List<Place> free = new ArrayList<>(token(cluster).places().stream()
                .filter(each -> each.availabilityZone().equals(zone)
                        && each.subnetId().equals(subnet)
                        && (in.ipAddress() == null || in.ipAddress().equals(each.ipAddress())))
                .toList());
        for (ClusterHsm taken : cluster.hsms()) {
            free.remove(new Place(taken.availabilityZone(), taken.subnetId(), taken.ipAddress()));
        }
        if (free.isEmpty()) {
            throw CloudHsmErrors.noHsm("The token of the cluster " + cluster.clusterId() + " has no more HSM in " + zone
                    + (in.ipAddress() == null ? "." : " with the IP address " + in.ipAddress() + "."));
        }
        return free.getFirst();
    }

    private HsmToken token(HsmCluster cluster) {
        HsmToken token = tokens.named(cluster.token());
        if (token == null) {
            throw CloudHsmErrors.noHsm("The operator of this Gatehouse names the token of the cluster "
                    + cluster.clusterId() + " no more.");
        }
        return token;
    }

    private Claim request(HsmCluster cluster) {
        if (cluster.claim().csr() != null) {
            return cluster.claim();
        }
        HsmToken token = token(cluster);
        try {
            Claim claim = new Claim(ClusterRequest.sign(token, cluster.clusterId()), null, null);
            tokens.note(token, null);
            return claim;
        } catch (TokenException e) {
            tokens.note(token, e.failure());
            throw CloudHsmErrors.failed(e);
        } catch (UncheckedIOException e) {
            LOG.error("The PIN file of the HSM {} cannot be read", token.name(), e);
            throw CloudHsmErrors.noHsm("This Gatehouse cannot read the PIN of the cluster's token.");
        }
    }

    private record Made(HsmCluster cluster, Place place, Claim claim) {}
}
