package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.conformance.SdkCase.Callers;
import gatehouse.keys.kms.xks.XksSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ConnectionStateType;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNameInUseException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.XksProxyAuthenticationCredentialType;
import software.amazon.awssdk.services.kms.model.XksProxyIncorrectAuthenticationCredentialException;
import software.amazon.awssdk.services.kms.model.XksProxyInvalidConfigurationException;
import software.amazon.awssdk.services.kms.model.XksProxyInvalidResponseException;
import software.amazon.awssdk.services.kms.model.XksProxyUriInUseException;
import software.amazon.awssdk.services.kms.model.XksProxyUriUnreachableException;
import software.amazon.awssdk.services.kms.model.XksProxyVpcEndpointServiceNotFoundException;
import tools.jackson.databind.node.ObjectNode;

/// KMS's external key stores through the AWS SDK, behind a proxy that wants mutual TLS and signatures.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExternalKeyStoresSdkTest {
    private static final String OTHER_ID = "ZYXWVUTSRQPONMLKJIHG";
    private static final String OTHER_SECRET = "another-secret".replace('-', '/') + "A".repeat(40);
    private static final String SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718";

    private final XksWorld xks = new XksWorld();
    private final ReferenceProxy proxy = xks.proxy;
    private final TestServer server = TestServer.start(xks.settings());
    private final IamWorld world = new IamWorld(server);
    private final KmsClient root = server.kms(server.root());
    private final Callers<KmsClient> callers =
            new Callers<>(root, server.kms(world.newUser("nobody")), new Events(server.cloudTrail(server.root())));

    @AfterAll
    void stop() {
        callers.nobody().close();
        callers.events().close();
        root.close();
        world.root().close();
        server.close();
        xks.close();
    }

    @AfterEach
    void makeRoom() {
        proxy.recover();
        CustomKeyStoresSdkTest.removeStores(root);
    }

    @TestFactory
    Stream<DynamicTest> everyOperation() {
        return table().map(each -> each.test(callers, this::makeRoom));
    }

    @Test
    void aStoreShowsItsProxyAndNeverTheSecret() {
        String store = create("shown");
        CustomKeyStoresListEntry entry = XksWorld.entry(root, store);
        assertThat(entry.customKeyStoreTypeAsString()).isEqualTo("EXTERNAL_KEY_STORE");
        assertThat(entry.cloudHsmClusterId()).isNull();
        assertThat(entry.connectionState()).isEqualTo(ConnectionStateType.DISCONNECTED);
        assertThat(entry.xksProxyConfiguration().uriEndpoint()).isEqualTo(XksWorld.ENDPOINT);
        assertThat(entry.xksProxyConfiguration().uriPath()).isEqualTo(ReferenceProxy.PATH);
        assertThat(entry.xksProxyConfiguration().accessKeyId()).isEqualTo(ReferenceProxy.ACCESS_KEY_ID);
        assertThat(entry.xksProxyConfiguration().connectivityAsString()).isEqualTo("PUBLIC_ENDPOINT");
        assertThat(proxy.lastSeen().path()).isEqualTo(ReferenceProxy.PATH + "/health");
        assertThat(proxy.lastSeen().body().at("/requestMetadata/kmsOperation").asString())
                .isEqualTo("CreateCustomKeyStore");
        assertThat(proxy.lastSeen().body().at("/requestMetadata/kmsRequestId").asString())
                .isEqualTo(callers.events()
                        .latest("CreateCustomKeyStore")
                        .path("requestID")
                        .asString());

        String event = callers.events()
                .with(LookupAttributeKey.EVENT_NAME, "CreateCustomKeyStore")
                .getFirst()
                .cloudTrailEvent();
        assertThat(event).contains("EXTERNAL_KEY_STORE", store, XksWorld.ENDPOINT);
        assertThat(event).doesNotContain(ReferenceProxy.SECRET).doesNotContain(ReferenceProxy.ACCESS_KEY_ID);
    }

    @Test
    void parametersMustGoTogether() {
        refused(in -> in.xksProxyUriPath(null), "ValidationException");
        refused(in -> in.xksProxyUriEndpoint(null), "ValidationException");
        refused(in -> in.xksProxyConnectivity((String) null), "ValidationException");
        refused(
                in -> in.xksProxyAuthenticationCredential((XksProxyAuthenticationCredentialType) null),
                "ValidationException");
        refused(in -> in.keyStorePassword("password1"), "ValidationException");
        refused(in -> in.customKeyStoreType("AWS_CLOUDHSM"), "ValidationException");
        refused(in -> in.xksProxyUriPath("/kms/xks/v2"), "ValidationException");
        refused(in -> in.xksProxyUriPath("/kms/xks/v1/more"), "ValidationException");
        refused(in -> in.xksProxyUriEndpoint("http://localhost"), "ValidationException");
        refused(in -> in.xksProxyUriEndpoint("https://localhost:8443"), "ValidationException");
        refused(in -> in.xksProxyVpcEndpointServiceName(SERVICE), "ValidationException");
        refused(in -> in.xksProxyConnectivity("VPC_ENDPOINT_SERVICE"), "ValidationException");
        assertThatThrownBy(() -> root.createCustomKeyStore(XksWorld.creation("service")
                        .xksProxyConnectivity("VPC_ENDPOINT_SERVICE")
                        .xksProxyVpcEndpointServiceName(SERVICE)
                        .build()))
                .isInstanceOf(XksProxyVpcEndpointServiceNotFoundException.class);
        assertThat(root.describeCustomKeyStores().customKeyStores()).isEmpty();
    }

    @Test
    void nameAndUriBelongToOneStore() {
        String first = create("first");
        assertThatThrownBy(() -> root.createCustomKeyStore(XksWorld.creation("first")
                        .xksProxyUriPath("/other/kms/xks/v1")
                        .build()))
                .isInstanceOf(CustomKeyStoreNameInUseException.class);
        assertThatThrownBy(() -> create("second")).isInstanceOf(XksProxyUriInUseException.class);
        assertThatThrownBy(() -> root.createCustomKeyStore(XksWorld.creation("upper")
                        .xksProxyUriEndpoint("https://LOCALHOST")
                        .build()))
                .isInstanceOf(XksProxyUriInUseException.class);
        // Its own is no other's.
        root.updateCustomKeyStore(
                in -> in.customKeyStoreId(first).newCustomKeyStoreName("first").xksProxyUriPath(ReferenceProxy.PATH));
    }

    @Test
    void onlyTheProxiesThatTheOperatorNamesAreCalled() {
        assertThatThrownBy(() -> root.createCustomKeyStore(XksWorld.creation("elsewhere")
                        .xksProxyUriEndpoint("https://127.0.0.1")
                        .build()))
                .isInstanceOf(XksProxyUriUnreachableException.class)
                .hasMessageContaining("--xks");
        try (TestServer closed = TestServer.start();
                KmsClient kms = closed.kms(closed.root())) {
            assertThatThrownBy(() ->
                            kms.createCustomKeyStore(XksWorld.creation("none").build()))
                    .isInstanceOf(XksProxyUriUnreachableException.class)
                    .hasMessageContaining("--xks");
        }
        proxy.redirect("https://example.com/kms/xks/v1/health");
        assertThatThrownBy(() -> create("redirected")).isInstanceOf(XksProxyInvalidResponseException.class);
    }

    @Test
    void whatAProxyFailsIsToldToWhoCreatesAStore() {
        proxy.allow(ReferenceProxy.ACCESS_KEY_ID, OTHER_SECRET);
        assertThatThrownBy(() -> create("wrong secret"))
                .isInstanceOf(XksProxyIncorrectAuthenticationCredentialException.class)
                .hasMessageContaining("could not authenticate AWS KMS");
        proxy.recover();
        assertThatThrownBy(() -> root.createCustomKeyStore(XksWorld.creation("wrong path")
                        .xksProxyUriPath("/wrong/kms/xks/v1")
                        .build()))
                .isInstanceOf(XksProxyInvalidConfigurationException.class)
                .hasMessageContaining("invalid URI path");
        fails(400, "ValidationException", XksProxyInvalidResponseException.class);
        fails(400, "InvalidStateException", XksProxyInvalidConfigurationException.class);
        fails(401, "AuthenticationFailedException", XksProxyIncorrectAuthenticationCredentialException.class);
        fails(403, "AccessDeniedException", XksProxyInvalidConfigurationException.class);
        fails(429, "ThrottlingException", XksProxyUriUnreachableException.class);
        fails(501, "UnsupportedOperationException", XksProxyInvalidResponseException.class);
        fails(503, "DependencyTimeoutException", XksProxyUriUnreachableException.class);
        fails(500, "InternalException", XksProxyInvalidResponseException.class);
        fails(418, "TeapotException", XksProxyInvalidResponseException.class);
        assertThat(root.describeCustomKeyStores().customKeyStores()).isEmpty();
    }

    @Test
    void anAnswerThatIsNotTheSpecificationsIsRefused() {
        for (String body : List.of("", "not json", "[]", "{}", "{\"errorName\":7}", "\u0000", "{\"a\":1}{}")) {
            proxy.answerInstead(500, body);
            assertThatThrownBy(() -> create("broken")).isInstanceOf(XksProxyInvalidResponseException.class);
            proxy.answerInstead(200, body);
            assertThatThrownBy(() -> create("broken")).isInstanceOf(XksProxyInvalidResponseException.class);
        }
        proxy.answerInstead(200, "{\"long\":\"" + "x".repeat(100_000) + "\"}");
        assertThatThrownBy(() -> create("long")).isInstanceOf(XksProxyInvalidResponseException.class);
        unhealthy(health -> health.put("xksProxyFleetSize", 0), XksProxyInvalidResponseException.class);
        unhealthy(health -> health.put("xksProxyFleetSize", 1.5), XksProxyInvalidResponseException.class);
        unhealthy(health -> health.remove("ekmVendor"), XksProxyInvalidResponseException.class);
        unhealthy(health -> health.putArray("ekmFleetDetails"), XksProxyInvalidResponseException.class);
        unhealthy(health -> manager(health).put("healthStatus", "TIRED"), XksProxyInvalidResponseException.class);
        unhealthy(health -> manager(health).put("healthStatus", "UNAVAILABLE"), XksProxyUriUnreachableException.class);
    }

    @Test
    void aConnectionThatFailsSaysWhy() {
        String store = create("connects");
        root.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        assertThat(XksWorld.entry(root, store).connectionState()).isEqualTo(ConnectionStateType.CONNECTED);
        root.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
        Map<String, String> codes = Map.of(
                "AccessDeniedException", "XKS_PROXY_ACCESS_DENIED",
                "AuthenticationFailedException", "INVALID_CREDENTIALS",
                "InvalidUriPathException", "XKS_PROXY_INVALID_CONFIGURATION",
                "ThrottlingException", "XKS_PROXY_NOT_REACHABLE",
                "DependencyTimeoutException", "XKS_PROXY_TIMED_OUT",
                "InternalException", "XKS_PROXY_INVALID_RESPONSE");
        codes.forEach((errorName, code) -> {
            proxy.fail(400, errorName);
            failsToConnect(store, code);
        });
        proxy.answerInstead(200, "?");
        failsToConnect(store, "XKS_PROXY_INVALID_RESPONSE");
        proxy.recover();
        proxy.change(health -> {
            manager(health).put("healthStatus", "UNAVAILABLE");
            return health;
        });
        failsToConnect(store, "XKS_PROXY_NOT_REACHABLE");
        proxy.recover();
        proxy.hang();
        failsToConnect(store, "XKS_PROXY_TIMED_OUT");
        proxy.recover();
        root.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        assertThat(XksWorld.entry(root, store).connectionState()).isEqualTo(ConnectionStateType.CONNECTED);
        assertThat(XksWorld.entry(root, store).connectionErrorCode()).isNull();
    }

    @Test
    void aFailedStoreMustBeDisconnectedFirst() {
        String store = create("failed");
        proxy.fail(403, "AccessDeniedException");
        root.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        for (ThrowingCallable each : List.<ThrowingCallable>of(
                () -> root.connectCustomKeyStore(in -> in.customKeyStoreId(store)),
                () -> root.updateCustomKeyStore(in -> in.customKeyStoreId(store).newCustomKeyStoreName("renamed")),
                () -> root.deleteCustomKeyStore(in -> in.customKeyStoreId(store)))) {
            assertThatThrownBy(each).isInstanceOf(CustomKeyStoreInvalidStateException.class);
        }
    }

    @Test
    void tlsIsWhatTheOperatorTrustsAndMutual() throws IOException {
        XksAuthority stranger = new XksAuthority("stranger");
        String full = "authorities=ca.pem\ncertificate=kms.pem\nkey=kms.key\n";
        try (ReferenceProxy untrusted =
                        new ReferenceProxy(stranger.serving(stranger.issue("localhost", "localhost")), false);
                ReferenceProxy misnamed = new ReferenceProxy(
                        xks.authority.serving(xks.authority.issue("other", "other.example.com")), false)) {
            unreachable(xks.settings(untrusted.port(), XksWorld.PATIENT_MILLIS, full), "TLS");
            unreachable(xks.settings(misnamed.port(), XksWorld.PATIENT_MILLIS, full), "TLS");
            unreachable(xks.settings(proxy.port(), XksWorld.PATIENT_MILLIS, ""), "TLS");
            unreachable(xks.settings(freePort(), XksWorld.PATIENT_MILLIS, full), "cannot communicate");
            xks.reopenToRefuseEarly();
            unreachable(xks.settings(proxy.port(), XksWorld.PATIENT_MILLIS, "authorities=ca.pem\n"), "TLS");
            xks.reopen();
        }
    }

    /// A port at which nobody listens.
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aProxyThatDoesNotAnswerIsToldInTime() {
        try (TestServer hasty = TestServer.start(
                        xks.settings(proxy.port(), 250, "authorities=ca.pem\ncertificate=kms.pem\nkey=kms.key\n"));
                KmsClient kms = hasty.kms(hasty.root())) {
            proxy.hang();
            assertThatThrownBy(() ->
                            kms.createCustomKeyStore(XksWorld.creation("slow").build()))
                    .isInstanceOf(XksProxyUriUnreachableException.class)
                    .hasMessageContaining("did not respond in time");
        }
    }

    @Test
    void eachSettingIsUpdatedInItsStateAndProvenBefore() {
        String store = XksWorld.connected(root, "updated");
        proxy.allow(OTHER_ID, OTHER_SECRET);
        assertThatThrownBy(() -> root.updateCustomKeyStore(in -> in.customKeyStoreId(store)
                        .xksProxyAuthenticationCredential(XksWorld.credential(OTHER_ID, OTHER_SECRET + "x"))))
                .isInstanceOf(XksProxyIncorrectAuthenticationCredentialException.class);
        assertThat(XksWorld.configuration(root, store).accessKeyId()).isEqualTo(ReferenceProxy.ACCESS_KEY_ID);
        root.updateCustomKeyStore(in -> in.customKeyStoreId(store)
                .newCustomKeyStoreName("renamed")
                .xksProxyAuthenticationCredential(XksWorld.credential(OTHER_ID, OTHER_SECRET)));
        assertThat(XksWorld.configuration(root, store).accessKeyId()).isEqualTo(OTHER_ID);
        assertThat(XksWorld.entry(root, store).customKeyStoreName()).isEqualTo("renamed");
        assertThatThrownBy(() -> root.updateCustomKeyStore(
                        in -> in.customKeyStoreId(store).xksProxyUriPath("/wrong/kms/xks/v1")))
                .isInstanceOf(XksProxyInvalidConfigurationException.class);
        for (UpdateCustomKeyStoreRequest each : List.of(
                update(store).xksProxyUriEndpoint(XksWorld.ENDPOINT).build(),
                update(store).xksProxyConnectivity("PUBLIC_ENDPOINT").build(),
                update(store).xksProxyVpcEndpointServiceName(SERVICE).build())) {
            assertThatThrownBy(() -> root.updateCustomKeyStore(each))
                    .isInstanceOf(CustomKeyStoreInvalidStateException.class);
        }
        // A name needs no proxy.
        proxy.fail(500, "InternalException");
        root.updateCustomKeyStore(in -> in.customKeyStoreId(store).newCustomKeyStoreName("again"));
        proxy.recover();

        root.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
        root.updateCustomKeyStore(in -> in.customKeyStoreId(store)
                .xksProxyUriEndpoint(XksWorld.ENDPOINT)
                .xksProxyAuthenticationCredential(
                        XksWorld.credential(ReferenceProxy.ACCESS_KEY_ID, ReferenceProxy.SECRET)));
        assertThatThrownBy(() -> root.updateCustomKeyStore(
                        in -> in.customKeyStoreId(store).xksProxyUriEndpoint("https://elsewhere.example.com")))
                .isInstanceOf(XksProxyUriUnreachableException.class);
        assertThatThrownBy(() -> root.updateCustomKeyStore(update(store)
                        .xksProxyUriEndpoint(XksWorld.ENDPOINT)
                        .xksProxyConnectivity("VPC_ENDPOINT_SERVICE")
                        .xksProxyVpcEndpointServiceName(SERVICE)
                        .build()))
                .isInstanceOf(XksProxyVpcEndpointServiceNotFoundException.class);
        assertThatThrownBy(() -> root.updateCustomKeyStore(
                        in -> in.customKeyStoreId(store).keyStorePassword("password1")))
                .hasMessageContaining("KeyStorePassword is not valid for EXTERNAL_KEY_STORE key stores");
    }

    @Test
    void anAccountHasTenStoresInARegion() {
        proxy.answerInstead(200, ReferenceProxy.health().toString());
        for (int i = 0; i < 10; i++) {
            root.createCustomKeyStore(XksWorld.creation("store" + i)
                    .xksProxyUriPath("/store-" + i + "/kms/xks/v1")
                    .build());
        }
        assertThatThrownBy(() -> create("eleventh")).isInstanceOf(LimitExceededException.class);
    }

    private static UpdateCustomKeyStoreRequest.Builder update(String store) {
        return UpdateCustomKeyStoreRequest.builder().customKeyStoreId(store);
    }

    private static ObjectNode manager(ObjectNode health) {
        return (ObjectNode) health.path("ekmFleetDetails").get(0);
    }

    private String create(String name) {
        return root.createCustomKeyStore(XksWorld.creation(name).build()).customKeyStoreId();
    }

    private void refused(Consumer<CreateCustomKeyStoreRequest.Builder> change, String code) {
        CreateCustomKeyStoreRequest.Builder creation = XksWorld.creation("refused");
        change.accept(creation);
        assertThatThrownBy(() -> root.createCustomKeyStore(creation.build()))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private void fails(int status, String errorName, Class<? extends KmsException> expected) {
        proxy.fail(status, errorName);
        assertThatThrownBy(() -> create("fails")).isInstanceOf(expected).hasMessageNotContaining("told to");
        proxy.recover();
    }

    private void unhealthy(Consumer<ObjectNode> change, Class<? extends KmsException> expected) {
        proxy.recover();
        proxy.change(health -> {
            change.accept(health);
            return health;
        });
        assertThatThrownBy(() -> create("unhealthy")).isInstanceOf(expected);
    }

    private void failsToConnect(String store, String code) {
        root.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        assertThat(XksWorld.entry(root, store).connectionState()).isEqualTo(ConnectionStateType.FAILED);
        assertThat(XksWorld.entry(root, store).connectionErrorCodeAsString()).isEqualTo(code);
        root.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
    }

    private static void unreachable(XksSettings settings, String words) {
        try (TestServer other = TestServer.start(settings);
                KmsClient kms = other.kms(other.root())) {
            assertThatThrownBy(() ->
                            kms.createCustomKeyStore(XksWorld.creation("tls").build()))
                    .isInstanceOf(XksProxyUriUnreachableException.class)
                    .hasMessageContaining(words);
        }
    }

    private Stream<SdkCase<KmsClient>> table() {
        return Stream.of(
                SdkCase.<KmsClient>of(
                                "CreateCustomKeyStore",
                                () -> kms -> kms.createCustomKeyStore(
                                        XksWorld.creation("new").build()))
                        .butNot(
                                kms -> kms.createCustomKeyStore(
                                        XksWorld.creation("second").build()),
                                "XksProxyUriInUseException"),
                SdkCase.<KmsClient>of(
                        "DescribeCustomKeyStores",
                        () -> {
                            create("described");
                            return kms -> kms.describeCustomKeyStores(in -> in.customKeyStoreName("described"));
                        },
                        ReferenceProxy.PATH),
                SdkCase.<KmsClient>of("UpdateCustomKeyStore", () -> {
                            String id = create("updates");
                            return kms -> kms.updateCustomKeyStore(
                                    in -> in.customKeyStoreId(id).xksProxyUriPath(ReferenceProxy.PATH));
                        })
                        .butNot(
                                kms -> kms.updateCustomKeyStore(
                                        in -> in.customKeyStoreId(any()).cloudHsmClusterId("cluster-aaaaaaaaaaa")),
                                "ValidationException"),
                SdkCase.<KmsClient>of("ConnectCustomKeyStore", () -> {
                    String id = create("connected");
                    return kms -> kms.connectCustomKeyStore(in -> in.customKeyStoreId(id));
                }),
                SdkCase.<KmsClient>of("DisconnectCustomKeyStore", () -> {
                            String id = XksWorld.connected(root, "disconnected");
                            return kms -> kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(id));
                        })
                        .butNot(
                                kms -> kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(any())),
                                "CustomKeyStoreInvalidStateException"),
                SdkCase.<KmsClient>of("DeleteCustomKeyStore", () -> {
                            String id = create("deleted");
                            return kms -> kms.deleteCustomKeyStore(in -> in.customKeyStoreId(id));
                        })
                        .butNot(
                                kms -> kms.deleteCustomKeyStore(
                                        in -> in.customKeyStoreId(XksWorld.connected(root, "not deleted"))),
                                "CustomKeyStoreInvalidStateException"));
    }

    private String any() {
        return root.describeCustomKeyStores().customKeyStores().getFirst().customKeyStoreId();
    }
}
