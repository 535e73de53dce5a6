package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.conformance.SdkCase.Callers;
import gatehouse.crypto.pkcs11.HangingLibrary;
import gatehouse.crypto.pkcs11.SoftHsm;
import gatehouse.keys.cloudhsm.HsmToken;
import gatehouse.model.kms.Kms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CloudHsmClusterInUseException;
import software.amazon.awssdk.services.kms.model.CloudHsmClusterInvalidConfigurationException;
import software.amazon.awssdk.services.kms.model.CloudHsmClusterNotActiveException;
import software.amazon.awssdk.services.kms.model.CloudHsmClusterNotFoundException;
import software.amazon.awssdk.services.kms.model.CloudHsmClusterNotRelatedException;
import software.amazon.awssdk.services.kms.model.ConnectionErrorCodeType;
import software.amazon.awssdk.services.kms.model.ConnectionStateType;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNameInUseException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.IncorrectTrustAnchorException;
import software.amazon.awssdk.services.sts.StsClient;

/// KMS's custom key stores through the AWS SDK, on clusters of SoftHSM2's tokens, one of which can hang.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CustomKeyStoresSdkTest {
    private static final String NO_STORE = "cks-1234567890abcdef0";

    private final HsmOwner owner = new HsmOwner();
    private final HangingLibrary hanging = hanging();
    private final TestServer server = TestServer.start(tokens());
    private final IamWorld world = new IamWorld(server);
    private final CloudHsmV2Client hsm = server.cloudHsm(server.root());
    private final KmsClient root = server.kms(server.root());
    private final Callers<KmsClient> callers =
            new Callers<>(root, server.kms(world.newUser("nobody")), new Events(server.cloudTrail(server.root())));
    private final String hangingCluster = owner.whole(hsm);

    private static HangingLibrary hanging() {
        try {
            return new HangingLibrary(Files.createTempDirectory("gatehouse-hanging-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first cluster stands on the first token by name.
    private List<HsmToken> tokens() {
        List<HsmToken> tokens = new ArrayList<>(owner.tokens("stores", 12));
        tokens.addFirst(owner.token("a-hanging-one", hanging.newToken("stores hanging")));
        return tokens;
    }

    @AfterAll
    void stop() throws IOException {
        hanging.recover();
        callers.nobody().close();
        callers.events().close();
        root.close();
        hsm.close();
        world.root().close();
        server.close();
    }

    @AfterEach
    void makeRoom() throws IOException {
        hanging.recover();
        removeStores(root);
        hsm.describeClusters().clusters().stream()
                .filter(each -> !each.clusterId().equals(hangingCluster))
                .forEach(each -> HsmOwner.delete(hsm, each));
    }

    static void removeStores(KmsClient kms) {
        for (CustomKeyStoresListEntry each : kms.describeCustomKeyStores().customKeyStores()) {
            if (each.connectionState() != ConnectionStateType.DISCONNECTED) {
                kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(each.customKeyStoreId()));
            }
            kms.deleteCustomKeyStore(in -> in.customKeyStoreId(each.customKeyStoreId()));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyOperation() {
        return table().map(each -> each.test(callers, this::makeRoom));
    }

    @Test
    void theTableHoldsEveryOperationOfCustomKeyStores() {
        assertThat(table().map(SdkCase::operation))
                .containsExactlyInAnyOrderElementsOf(server.builtOperations(Kms.MODEL).stream()
                        .filter(each -> each.contains("CustomKeyStore"))
                        .toList());
    }

    @Test
    void aStoreStandsOnAnActiveClusterOfItsOwnWithTwoHsms() {
        String empty = owner.empty(hsm);
        assertThatThrownBy(() -> create("empty", empty)).isInstanceOf(CloudHsmClusterNotActiveException.class);
        assertThatThrownBy(() -> create("none", "cluster-aaaaaaaaaaa"))
                .isInstanceOf(CloudHsmClusterNotFoundException.class);
        String cluster = owner.active(hsm).clusterId();
        assertThatThrownBy(() -> create("one", cluster))
                .isInstanceOf(CloudHsmClusterInvalidConfigurationException.class);
        hsm.createHsm(in -> in.clusterId(cluster).availabilityZone(HsmOwner.SECOND_ZONE));
        owner.authority("wrong");
        assertThatThrownBy(() -> root.createCustomKeyStore(in -> in.customKeyStoreName("wrong")
                        .cloudHsmClusterId(cluster)
                        .keyStorePassword(SoftHsm.PIN)
                        .trustAnchorCertificate(owner.anchor("wrong"))))
                .isInstanceOf(IncorrectTrustAnchorException.class);
        create("first", cluster);
        assertThatThrownBy(() -> create("second", cluster)).isInstanceOf(CloudHsmClusterInUseException.class);
        assertThatThrownBy(() -> create("first", hangingCluster)).isInstanceOf(CustomKeyStoreNameInUseException.class);
        String other = create("other", hangingCluster);
        assertThatThrownBy(() -> root.updateCustomKeyStore(
                        in -> in.customKeyStoreId(other).cloudHsmClusterId(cluster)))
                .isInstanceOf(CloudHsmClusterNotRelatedException.class);
    }

    @Test
    void aWrongPasswordIsToldAndTheRightOneConnects() {
        String store = root.createCustomKeyStore(in -> in.customKeyStoreName("wrong")
                        .cloudHsmClusterId(owner.whole(hsm))
                        .keyStorePassword("no-such-password")
                        .trustAnchorCertificate(owner.anchor("ca")))
                .customKeyStoreId();
        assertThat(entry(store).connectionState()).isEqualTo(ConnectionStateType.DISCONNECTED);
        root.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        assertThat(entry(store).connectionState()).isEqualTo(ConnectionStateType.FAILED);
        assertThat(entry(store).connectionErrorCode()).isEqualTo(ConnectionErrorCodeType.INVALID_CREDENTIALS);

        assertThatThrownBy(() -> root.connectCustomKeyStore(in -> in.customKeyStoreId(store)))
                .isInstanceOf(CustomKeyStoreInvalidStateException.class);
        assertThatThrownBy(() -> root.deleteCustomKeyStore(in -> in.customKeyStoreId(store)))
                .isInstanceOf(CustomKeyStoreInvalidStateException.class);
        root.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
        root.updateCustomKeyStore(in -> in.customKeyStoreId(store).keyStorePassword(SoftHsm.PIN));
        root.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        assertThat(entry(store).connectionState()).isEqualTo(ConnectionStateType.CONNECTED);
        assertThat(entry(store).connectionErrorCode()).isNull();
        // A name is all that a connected store changes.
        root.updateCustomKeyStore(in -> in.customKeyStoreId(store).newCustomKeyStoreName("right"));
        assertThat(entry(store).customKeyStoreName()).isEqualTo("right");
        assertThatThrownBy(() -> root.updateCustomKeyStore(
                        in -> in.customKeyStoreId(store).xksProxyUriPath("/kms/xks/v1")))
                .hasMessageContaining("XksProxyUriPath is not valid for AWS_CLOUDHSM key stores");
    }

    @Test
    void anHsmThatHangsDelaysNobodyElse() throws Exception {
        String store = create("hanging", hangingCluster);
        hanging.hang();
        try (StsClient sts = server.sts(server.root());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            Future<?> connecting = callers.submit(() -> root.connectCustomKeyStore(in -> in.customKeyStoreId(store)));
            int answered = 0;
            while (!connecting.isDone()) {
                long before = System.nanoTime();
                sts.getCallerIdentity();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
                answered++;
            }
            connecting.get();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(4));
            assertThat(answered).isGreaterThan(10);
        }
        assertThat(entry(store).connectionErrorCode()).isEqualTo(ConnectionErrorCodeType.NETWORK_ERRORS);

        hanging.recover();
        root.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
        root.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        assertThat(entry(store).connectionState()).isEqualTo(ConnectionStateType.CONNECTED);
    }

    private CustomKeyStoresListEntry entry(String store) {
        return root.describeCustomKeyStores(in -> in.customKeyStoreId(store))
                .customKeyStores()
                .getFirst();
    }

    private String create(String name, String cluster) {
        return root.createCustomKeyStore(in -> in.customKeyStoreName(name)
                        .cloudHsmClusterId(cluster)
                        .keyStorePassword(SoftHsm.PIN)
                        .trustAnchorCertificate(owner.anchor("ca")))
                .customKeyStoreId();
    }

    private String connected() {
        String store = create("connected", owner.whole(hsm));
        root.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        return store;
    }

    private static SdkCase<KmsClient> on(
            String operation, Supplier<String> made, Function<String, Function<KmsClient, AwsResponse>> call) {
        return SdkCase.of(operation, () -> call.apply(made.get()));
    }

    private Stream<SdkCase<KmsClient>> table() {
        return Stream.of(
                on(
                                "CreateCustomKeyStore",
                                () -> owner.whole(hsm),
                                cluster -> kms -> kms.createCustomKeyStore(in -> in.customKeyStoreName("new")
                                        .cloudHsmClusterId(cluster)
                                        .keyStorePassword(SoftHsm.PIN)
                                        .trustAnchorCertificate(owner.anchor("ca"))))
                        .butNot(
                                kms -> kms.createCustomKeyStore(in -> in.customKeyStoreName("incomplete")),
                                "ValidationException"),
                on(
                                "DescribeCustomKeyStores",
                                () -> create("described", hangingCluster),
                                id -> kms -> kms.describeCustomKeyStores(in -> in.customKeyStoreName("described")))
                        .butNot(
                                kms -> kms.describeCustomKeyStores(in -> in.customKeyStoreId(NO_STORE)),
                                "CustomKeyStoreNotFoundException"),
                on(
                                "UpdateCustomKeyStore",
                                () -> create("updated", hangingCluster),
                                id -> kms -> kms.updateCustomKeyStore(
                                        in -> in.customKeyStoreId(id).newCustomKeyStoreName("renamed")))
                        .butNot(
                                kms -> kms.updateCustomKeyStore(
                                        in -> in.customKeyStoreId(connected()).keyStorePassword(SoftHsm.PIN)),
                                "CustomKeyStoreInvalidStateException"),
                on(
                                "ConnectCustomKeyStore",
                                () -> create("connects", hangingCluster),
                                id -> kms -> kms.connectCustomKeyStore(in -> in.customKeyStoreId(id)))
                        .butNot(
                                kms -> kms.connectCustomKeyStore(in -> in.customKeyStoreId(NO_STORE)),
                                "CustomKeyStoreNotFoundException"),
                on(
                                "DisconnectCustomKeyStore",
                                this::connected,
                                id -> kms -> kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(id)))
                        .butNot(
                                kms -> kms.disconnectCustomKeyStore(
                                        in -> in.customKeyStoreId(create("idle", hangingCluster))),
                                "CustomKeyStoreInvalidStateException"),
                on(
                                "DeleteCustomKeyStore",
                                () -> create("deleted", hangingCluster),
                                id -> kms -> kms.deleteCustomKeyStore(in -> in.customKeyStoreId(id)))
                        .butNot(
                                kms -> kms.deleteCustomKeyStore(in -> in.customKeyStoreId(connected())),
                                "CustomKeyStoreInvalidStateException"));
    }
}
