package gatehouse.conformance;

import static gatehouse.conformance.HsmOwner.SECOND_SUBNET;
import static gatehouse.conformance.HsmOwner.SECOND_ZONE;
import static gatehouse.conformance.HsmOwner.SUBNET;
import static gatehouse.conformance.HsmOwner.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.conformance.SdkCase.Callers;
import gatehouse.model.cloudhsmv2.CloudHSMV2;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.cloudhsmv2.model.BackupRetentionType;
import software.amazon.awssdk.services.cloudhsmv2.model.BackupState;
import software.amazon.awssdk.services.cloudhsmv2.model.CloudHsmInvalidRequestException;
import software.amazon.awssdk.services.cloudhsmv2.model.CloudHsmServiceException;
import software.amazon.awssdk.services.cloudhsmv2.model.Cluster;
import software.amazon.awssdk.services.cloudhsmv2.model.ClusterState;
import software.amazon.awssdk.services.cloudhsmv2.model.Tag;

/// Every operation of CloudHSM, through the AWS SDK, on tokens of SoftHSM2.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CloudHsmSdkTest {
    private static final String NO_CLUSTER = "cluster-aaaaaaaaaaa";
    private static final String NO_BACKUP = "backup-aaaaaaaaaaa";
    private static final Tag TAG = Tag.builder().key("team").value("blue").build();
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudhsm:DescribeBackups",\
            "Resource":"*","Principal":{"AWS":"arn:aws:iam::111122223333:root"}}]}""";

    private final HsmOwner owner = new HsmOwner();
    private final TestServer server = TestServer.start(owner.tokens("sdk", 30));
    private final IamWorld world = new IamWorld(server);
    private final CloudHsmV2Client root = server.cloudHsm(server.root());
    private final Callers<CloudHsmV2Client> callers =
            new Callers<>(root, server.cloudHsm(world.newUser("nobody")), new Events(server.cloudTrail(server.root())));

    @AfterAll
    void stop() {
        callers.nobody().close();
        callers.events().close();
        root.close();
        world.root().close();
        server.close();
    }

    @AfterEach
    void makeRoom() {
        root.describeClusters().clusters().forEach(each -> HsmOwner.delete(root, each));
    }

    @TestFactory
    Stream<DynamicTest> everyOperation() {
        return table().map(each -> each.test(callers, this::makeRoom));
    }

    @Test
    void theTableHoldsEveryBuiltOperationButTheOneThatIsRefused() {
        assertThat(Stream.concat(table().map(SdkCase::operation), Stream.of("CopyBackupToRegion")))
                .containsExactlyInAnyOrderElementsOf(server.builtOperations(CloudHSMV2.MODEL));
    }

    @Test
    void aClusterIsClaimedByACertificateOfItsOwnRequestOnly() {
        String id = owner.withHsm(root);
        Cluster cluster = HsmOwner.cluster(root, id);
        assertThat(cluster.state()).isEqualTo(ClusterState.UNINITIALIZED);
        assertThat(cluster.subnetMapping()).isEqualTo(Map.of(ZONE, SUBNET, SECOND_ZONE, SECOND_SUBNET));
        String csr = cluster.certificates().clusterCsr();
        String other =
                HsmOwner.cluster(root, owner.withHsm(root)).certificates().clusterCsr();
        owner.authority("other");

        refused(id, owner.issue("ca", other), owner.anchor("ca"), "is not for the key of the cluster's CSR");
        refused(id, owner.issue("ca", csr), owner.anchor("other"), "was not issued by the TrustAnchor");
        refused(id, owner.issue("ca", csr), owner.issue("ca", other), "must be a self-signed certificate");
        refused(id, "no certificate", owner.anchor("ca"), "is not a certificate in PEM");
        assertThatThrownBy(() -> root.createHsm(in -> in.clusterId(id).availabilityZone(SECOND_ZONE)))
                .hasMessageContaining("already contains an HSM but has not yet been fully activated");

        String certificate = owner.issue("ca", csr);
        root.initializeCluster(in -> in.clusterId(id).signedCert(certificate).trustAnchor(owner.anchor("ca")));
        Cluster active = HsmOwner.cluster(root, id);
        assertThat(active.state()).isEqualTo(ClusterState.ACTIVE);
        assertThat(active.certificates().clusterCsr()).isNull();
        assertThat(active.certificates().clusterCertificate()).isEqualTo(certificate);
        refused(id, certificate, owner.anchor("ca"), "is initialized already");
        root.createHsm(in -> in.clusterId(id).availabilityZone(SECOND_ZONE));
        assertThat(HsmOwner.cluster(root, id).hsms()).hasSize(2);
        assertThatThrownBy(() -> root.createHsm(in -> in.clusterId(id).availabilityZone(ZONE)))
                .isInstanceOf(CloudHsmServiceException.class)
                .hasMessageContaining("has no more HSM in " + ZONE);
    }

    @Test
    void aBackupBringsAClusterBackOntoItsToken() {
        Cluster first = owner.active(root);
        String backup = backupOf(first);
        assertThatThrownBy(() -> fromBackup(backup)).hasMessageContaining("they cannot be in two");
        root.deleteCluster(in -> in.clusterId(first.clusterId()));

        Cluster again = fromBackup(backup);
        assertThat(again.sourceBackupId()).isEqualTo(backup);
        assertThat(again.state()).isEqualTo(ClusterState.ACTIVE);
        assertThat(again.certificates()).isEqualTo(first.certificates());
        root.createHsm(in -> in.clusterId(again.clusterId()).availabilityZone(ZONE));
        assertThat(HsmOwner.cluster(root, again.clusterId()).state()).isEqualTo(ClusterState.ACTIVE);
    }

    @Test
    void aTokenThatHeldKeysIsGivenToNoOtherCluster() {
        String used = owner.withHsm(root);
        String csr = HsmOwner.cluster(root, used).certificates().clusterCsr();
        HsmOwner.delete(root, HsmOwner.cluster(root, used));
        String next = owner.withHsm(root);
        assertThat(HsmOwner.cluster(root, next).certificates().clusterCsr()).isNotEqualTo(csr);
    }

    @Test
    void deletedBackupsCanBeRestoredForSevenDaysAndOthersEndWithTheirRetention() {
        String kept = backupOf(owner.active(root));
        String deleted = backupOf(owner.active(root));
        root.modifyBackupAttributes(in -> in.backupId(kept).neverExpires(true));
        assertThat(root.deleteBackup(in -> in.backupId(deleted)).backup().backupState())
                .isEqualTo(BackupState.PENDING_DELETION);
        server.admin("/_gatehouse/clock", "{\"advance\":\"P6D\"}");
        assertThat(root.restoreBackup(in -> in.backupId(deleted)).backup().deleteTimestamp())
                .isNull();
        server.admin("/_gatehouse/clock", "{\"advance\":\"P91D\"}");
        assertThat(root.describeBackups().backups())
                .extracting(each -> each.backupId())
                .contains(kept)
                .doesNotContain(deleted);
    }

    @Test
    void whatCannotBeIsRefusedClearly() {
        String backup = backupOf(owner.active(root));
        assertThatThrownBy(
                        () -> root.copyBackupToRegion(in -> in.backupId(backup).destinationRegion("eu-west-1")))
                .isInstanceOf(CloudHsmServiceException.class)
                .hasMessageContaining("the keys cannot leave their token. Nothing was done.");
        assertThatThrownBy(
                        () -> root.createCluster(in -> in.hsmType("hsm1.medium").subnetIds("subnet-0d0d0d0d")))
                .isInstanceOf(CloudHsmInvalidRequestException.class)
                .hasMessageContaining("No HSM of this Gatehouse stands in the subnets subnet-0d0d0d0d");
        try (TestServer bare = TestServer.start();
                CloudHsmV2Client client = bare.cloudHsm(bare.root())) {
            assertThatThrownBy(() -> owner.empty(client))
                    .isInstanceOf(CloudHsmServiceException.class)
                    .hasMessageContaining("This Gatehouse has no HSM in us-east-1");
        }
    }

    @Test
    void listsComeInPages() {
        owner.empty(root);
        owner.empty(root);
        assertThat(root.describeClustersPaginator(in -> in.maxResults(1)).stream()
                        .flatMap(each -> each.clusters().stream()))
                .hasSize(2);
        String id = owner.empty(root);
        root.tagResource(in ->
                in.resourceId(id).tagList(TAG, Tag.builder().key("a").value("b").build()));
        assertThat(root.listTagsPaginator(in -> in.resourceId(id).maxResults(1)).stream()
                        .flatMap(each -> each.tagList().stream())
                        .map(Tag::key))
                .containsExactly("a", "team");
    }

    private void refused(String id, String certificate, String anchor, String message) {
        assertThatThrownBy(() -> root.initializeCluster(
                        in -> in.clusterId(id).signedCert(certificate).trustAnchor(anchor)))
                .isInstanceOf(CloudHsmInvalidRequestException.class)
                .hasMessageContaining(message);
    }

    private Cluster fromBackup(String backup) {
        return root.createCluster(
                        in -> in.hsmType("hsm2m.medium").sourceBackupId(backup).subnetIds(SUBNET))
                .cluster();
    }

    /// The backup that the last HSM of a cluster leaves.
    private String backupOf(Cluster cluster) {
        cluster.hsms()
                .forEach(each ->
                        root.deleteHsm(in -> in.clusterId(cluster.clusterId()).hsmId(each.hsmId())));
        return root.describeBackups(in -> in.filters(Map.of("clusterIds", List.of(cluster.clusterId()))))
                .backups()
                .getFirst()
                .backupId();
    }

    private String arnOf(String backup) {
        return root.describeBackups(in -> in.filters(Map.of("backupIds", List.of(backup))))
                .backups()
                .getFirst()
                .backupArn();
    }

    private String withPolicy() {
        String arn = arnOf(backupOf(owner.active(root)));
        root.putResourcePolicy(in -> in.resourceArn(arn).policy(POLICY));
        return arn;
    }

    private static SdkCase<CloudHsmV2Client> on(
            String operation, Supplier<String> made, Function<String, Function<CloudHsmV2Client, AwsResponse>> call) {
        return SdkCase.of(operation, () -> call.apply(made.get()));
    }

    private Stream<SdkCase<CloudHsmV2Client>> table() {
        return Stream.of(clusters(), hsms(), backups(), policiesAndTags()).flatMap(each -> each);
    }

    private Stream<SdkCase<CloudHsmV2Client>> clusters() {
        return Stream.of(
                SdkCase.<CloudHsmV2Client>of(
                                "CreateCluster",
                                () -> hsm -> hsm.createCluster(in -> in.hsmType("hsm2m.medium")
                                        .subnetIds(SUBNET)
                                        .tagList(TAG)),
                                "State=UNINITIALIZED",
                                "Value=90",
                                "vpc-0c0c0c0c")
                        .butNot(
                                hsm -> hsm.createCluster(
                                        in -> in.hsmType("hsm9.medium").subnetIds(SUBNET)),
                                "CloudHsmInvalidRequestException"),
                on("DescribeClusters", () -> owner.empty(root), id -> hsm -> hsm.describeClusters())
                        .butNot(
                                hsm -> hsm.describeClusters(in -> in.filters(Map.of("x", List.of("y")))),
                                "CloudHsmInvalidRequestException"),
                on("InitializeCluster", () -> owner.withHsm(root), id -> {
                            String csr =
                                    HsmOwner.cluster(root, id).certificates().clusterCsr();
                            String certificate = owner.issue("ca", csr);
                            return hsm -> hsm.initializeCluster(in ->
                                    in.clusterId(id).signedCert(certificate).trustAnchor(owner.anchor("ca")));
                        })
                        .butNot(
                                hsm -> hsm.initializeCluster(in ->
                                        in.clusterId(NO_CLUSTER).signedCert("x").trustAnchor("x")),
                                "CloudHsmResourceNotFoundException"),
                on(
                                "ModifyCluster",
                                () -> owner.empty(root),
                                id -> hsm -> hsm.modifyCluster(in -> in.clusterId(id)
                                        .backupRetentionPolicy(of -> of.type(BackupRetentionType.DAYS)
                                                .value("7"))))
                        .butNot(
                                hsm -> hsm.modifyCluster(in -> in.clusterId(NO_CLUSTER)),
                                "CloudHsmResourceNotFoundException"),
                on("DeleteCluster", () -> owner.empty(root), id -> hsm -> hsm.deleteCluster(in -> in.clusterId(id)))
                        .butNot(
                                hsm -> hsm.deleteCluster(in -> in.clusterId(owner.withHsm(root))),
                                "CloudHsmInvalidRequestException"));
    }

    private Stream<SdkCase<CloudHsmV2Client>> hsms() {
        return Stream.of(
                SdkCase.<CloudHsmV2Client>of(
                                "CreateHsm",
                                () -> {
                                    String id = owner.empty(root);
                                    return hsm ->
                                            hsm.createHsm(in -> in.clusterId(id).availabilityZone(ZONE));
                                },
                                "State=ACTIVE",
                                "10.0.1.10")
                        .butNot(
                                hsm -> hsm.createHsm(
                                        in -> in.clusterId(owner.empty(root)).availabilityZone("us-east-1c")),
                                "CloudHsmInvalidRequestException"),
                on(
                                "DeleteHsm",
                                () -> owner.withHsm(root),
                                id -> hsm ->
                                        hsm.deleteHsm(in -> in.clusterId(id).eniIp("10.0.1.10")))
                        .butNot(
                                hsm -> hsm.deleteHsm(in -> in.clusterId(NO_CLUSTER)),
                                "CloudHsmInvalidRequestException"));
    }

    private Stream<SdkCase<CloudHsmV2Client>> backups() {
        return Stream.of(
                on("DescribeBackups", () -> backupOf(owner.active(root)), id -> hsm -> hsm.describeBackups())
                        .butNot(
                                hsm -> hsm.describeBackups(in -> in.nextToken("none")),
                                "CloudHsmInvalidRequestException"),
                on(
                                "ModifyBackupAttributes",
                                () -> backupOf(owner.active(root)),
                                id -> hsm -> hsm.modifyBackupAttributes(
                                        in -> in.backupId(id).neverExpires(true)))
                        .butNot(
                                hsm -> hsm.modifyBackupAttributes(
                                        in -> in.backupId(NO_BACKUP).neverExpires(true)),
                                "CloudHsmResourceNotFoundException"),
                on(
                                "DeleteBackup",
                                () -> backupOf(owner.active(root)),
                                id -> hsm -> hsm.deleteBackup(in -> in.backupId(id)))
                        .butNot(
                                hsm -> hsm.deleteBackup(in -> in.backupId(NO_BACKUP)),
                                "CloudHsmResourceNotFoundException"),
                on(
                                "RestoreBackup",
                                () -> {
                                    String id = backupOf(owner.active(root));
                                    root.deleteBackup(in -> in.backupId(id));
                                    return id;
                                },
                                id -> hsm -> hsm.restoreBackup(in -> in.backupId(id)))
                        .butNot(
                                hsm -> hsm.restoreBackup(in -> in.backupId(NO_BACKUP)),
                                "CloudHsmResourceNotFoundException"));
    }

    private Stream<SdkCase<CloudHsmV2Client>> policiesAndTags() {
        return Stream.of(
                on(
                                "PutResourcePolicy",
                                () -> arnOf(backupOf(owner.active(root))),
                                arn -> hsm -> hsm.putResourcePolicy(
                                        in -> in.resourceArn(arn).policy(POLICY)))
                        .butNot(
                                hsm -> hsm.putResourcePolicy(
                                        in -> in.resourceArn(withPolicy()).policy("{}")),
                                "CloudHsmInvalidRequestException"),
                on(
                                "GetResourcePolicy",
                                this::withPolicy,
                                arn -> hsm -> hsm.getResourcePolicy(in -> in.resourceArn(arn)))
                        .butNot(hsm -> hsm.getResourcePolicy(in -> {}), "CloudHsmInvalidRequestException"),
                on(
                                "DeleteResourcePolicy",
                                this::withPolicy,
                                arn -> hsm -> hsm.deleteResourcePolicy(in -> in.resourceArn(arn)))
                        .butNot(
                                hsm -> hsm.deleteResourcePolicy(
                                        in -> in.resourceArn(arnOf(backupOf(owner.active(root))))),
                                "CloudHsmResourceNotFoundException"),
                on(
                                "TagResource",
                                () -> owner.empty(root),
                                id -> hsm ->
                                        hsm.tagResource(in -> in.resourceId(id).tagList(TAG)))
                        .butNot(
                                hsm -> hsm.tagResource(
                                        in -> in.resourceId(owner.empty(root)).tagList(TAG, TAG)),
                                "CloudHsmTagException"),
                on(
                                "UntagResource",
                                () -> owner.empty(root),
                                id -> hsm -> hsm.untagResource(
                                        in -> in.resourceId(id).tagKeyList("team")))
                        .butNot(
                                hsm -> hsm.untagResource(
                                        in -> in.resourceId(NO_BACKUP).tagKeyList("team")),
                                "CloudHsmResourceNotFoundException"),
                on("ListTags", () -> backupOf(owner.active(root)), id -> hsm -> hsm.listTags(in -> in.resourceId(id)))
                        .butNot(
                                hsm -> hsm.listTags(in -> in.resourceId(NO_CLUSTER)),
                                "CloudHsmResourceNotFoundException"));
    }
}
