package gatehouse.conformance;

import gatehouse.gateway.Service;
import gatehouse.gateway.http.HttpLimits;
import gatehouse.keys.cloudhsm.HsmToken;
import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.server.GatehouseServer;
import gatehouse.server.OwnClient;
import gatehouse.server.RootKeySetting;
import gatehouse.server.ServerBeside;
import gatehouse.server.ServerSettings;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.server.ServerSettings.Lifetime;
import gatehouse.server.tls.TlsSetting;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.JsonNode;

/// An ephemeral server in this process, on a free port, and AWS's own clients for it.
final class TestServer implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String ROOT_KEY_ID = "AKIAROOTROOTROOTROOT";
    static final String ROOT_SECRET = "a-root-secret-that-only-tests-know-0123456789";

    private final GatehouseServer server;

    private TestServer(GatehouseServer server) {
        this.server = server;
    }

    static TestServer start() {
        return start(new TlsSetting.Off(), List.of());
    }

    static TestServer start(TlsSetting tls) {
        return start(tls, List.of());
    }

    /// With tokens that clusters may stand on.
    static TestServer start(List<HsmToken> hsms) {
        return start(new TlsSetting.Off(), hsms);
    }

    /// With external key store proxies that may be called.
    static TestServer start(XksSettings xks) {
        try {
            Path data = Files.createTempDirectory("gatehouse-test-");
            return start(data, Lifetime.EPHEMERAL, new TlsSetting.Off(), List.of(), xks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With a service of the tests.
    static TestServer beside(Service service) {
        try {
            Path data = Files.createTempDirectory("gatehouse-test-");
            ServerSettings settings =
                    settings(data, Lifetime.EPHEMERAL, new TlsSetting.Off(), List.of(), XksSettings.NONE);
            return new TestServer(ServerBeside.start(settings, List.of(service)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// On a folder that stays.
    static TestServer on(Path data, XksSettings xks) {
        return start(data, Lifetime.KEPT, new TlsSetting.Off(), List.of(), xks);
    }

    private static TestServer start(TlsSetting tls, List<HsmToken> hsms) {
        try {
            Path data = Files.createTempDirectory("gatehouse-test-");
            return start(data, Lifetime.EPHEMERAL, tls, hsms, XksSettings.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestServer start(
            Path data, Lifetime lifetime, TlsSetting tls, List<HsmToken> hsms, XksSettings xks) {
        try {
            return new TestServer(GatehouseServer.start(settings(data, lifetime, tls, hsms, xks)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSettings settings(
            Path data, Lifetime lifetime, TlsSetting tls, List<HsmToken> hsms, XksSettings xks) {
        return new ServerSettings(
                data,
                RootKeySetting.ofFile(data.resolve("root.key")),
                "127.0.0.1",
                0,
                ACCOUNT,
                new ChosenCredentials(ROOT_KEY_ID, ROOT_SECRET),
                lifetime,
                HttpLimits.DEFAULT,
                tls,
                Map.of(),
                hsms,
                xks);
    }

    URI endpoint() {
        return URI.create(server.endpoint());
    }

    Path data() {
        return server.settings().data();
    }

    List<Service> services() {
        return server.services();
    }

    AwsCredentials root() {
        return AwsBasicCredentials.create(ROOT_KEY_ID, ROOT_SECRET);
    }

    IamClient iam(AwsCredentials credentials) {
        return with(IamClient.builder(), credentials, Region.US_EAST_1);
    }

    StsClient sts(AwsCredentials credentials) {
        return with(StsClient.builder(), credentials, Region.US_EAST_1);
    }

    KmsClient kms(AwsCredentials credentials) {
        return kms(credentials, Region.US_EAST_1);
    }

    KmsClient kms(AwsCredentials credentials, Region region) {
        return with(KmsClient.builder(), credentials, region);
    }

    SecretsManagerClient secrets(AwsCredentials credentials, Region region) {
        return with(SecretsManagerClient.builder(), credentials, region);
    }

    CloudHsmV2Client cloudHsm(AwsCredentials credentials) {
        return with(CloudHsmV2Client.builder(), credentials, Region.US_EAST_1);
    }

    CloudTrailClient cloudTrail(AwsCredentials credentials) {
        return cloudTrail(credentials, Region.US_EAST_1);
    }

    CloudTrailClient cloudTrail(AwsCredentials credentials, Region region) {
        return with(CloudTrailClient.builder(), credentials, region);
    }

    /// The names of the operations of that service that are built.
    List<String> builtOperations(ServiceModel model) {
        Service service = services().stream()
                .filter(each -> each.model() == model)
                .findFirst()
                .orElseThrow();
        return model.operations().stream()
                .filter(service::isBuilt)
                .map(Operation::name)
                .toList();
    }

    /// Posts JSON to one of the server's own paths, as the root user.
    OwnClient.Answer admin(String path, String json) {
        try {
            return new OwnClient(
                            server.endpoint(), new ChosenCredentials(ROOT_KEY_ID, ROOT_SECRET), InstantSource.system())
                    .post("gatehouse", path, Map.of("content-type", "application/json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes an account; returns its root's credentials.
    AwsCredentials newAccount(String accountId) {
        OwnClient.Answer answer = admin("/_gatehouse/accounts", "{\"accountId\":\"" + accountId + "\"}");
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
        JsonNode made = Events.tree(answer.body());
        return AwsBasicCredentials.create(
                made.get("accessKeyId").asString(), made.get("secretAccessKey").asString());
    }

    /// Real time, which signatures are judged by.
    Instant now() {
        return InstantSource.system().instant();
    }

    @Override
    public void close() {
        server.close();
    }

    private <B extends AwsClientBuilder<B, C>, C> C with(B builder, AwsCredentials credentials, Region region) {
        return client(endpoint(), builder, credentials, region);
    }

    /// A client of any server.
    static <B extends AwsClientBuilder<B, C>, C> C client(
            URI endpoint, B builder, AwsCredentials credentials, Region region) {
        if (builder instanceof SdkSyncClientBuilder<?, ?> sync) {
            sync.httpClient(UrlConnectionHttpClient.create());
        }
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(each -> each.retryStrategy(RetryMode.STANDARD))
                .build();
    }
}
