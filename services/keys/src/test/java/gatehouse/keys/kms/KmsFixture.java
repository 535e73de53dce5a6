package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.RootKey;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SealingKeys;
import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.Gateway;
import gatehouse.gateway.GatewayParts;
import gatehouse.gateway.Judgements;
import gatehouse.gateway.PastCalls;
import gatehouse.gateway.SecurityLog;
import gatehouse.keys.kms.store.CustomKeyStores;
import gatehouse.keys.kms.xks.XksClient;
import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.ports.HsmClusters;
import gatehouse.store.Store;
import gatehouse.store.StoreSettings;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import gatehouse.store.rocks.RocksStore;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.sigv4.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// KMS behind the real gateway on a real store, and signed requests to it.
final class KmsFixture implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String REGION = "us-east-1";

    private static final ObjectMapper JSON = new ObjectMapper();

    final TestClock clock = new TestClock();
    final TestIdentities identities = new TestIdentities();
    final Sealer sealer;
    final Store store;
    final KmsSweep sweep;
    final String root = identities.root(ACCOUNT);
    final String otherRoot = identities.root(OTHER_ACCOUNT);

    private final CallingServices calling = new CallingServices();
    private final CustomKeyStores stores;
    private final Gateway gateway;

    KmsFixture(Path folder, KmsLimits limits) throws IOException {
        this(folder, limits, new Ground());
    }

    /// What KMS stands on.
    private record Ground(
            StoreSettings settings,
            UnaryOperator<Store> around,
            HsmClusters clusters,
            @Nullable SealingKeys sealingKeys) {
        Ground() {
            this(
                    StoreSettings.temporary().unsafeWithoutSync(),
                    store -> store,
                    (view, account, region, clusterId) -> null,
                    null);
        }

        Ground with(StoreSettings other) {
            return new Ground(other, around, clusters, sealingKeys);
        }

        Ground with(UnaryOperator<Store> other) {
            return new Ground(settings, other, clusters, sealingKeys);
        }

        Ground with(HsmClusters other) {
            return new Ground(settings, around, other, sealingKeys);
        }

        Ground with(SealingKeys other) {
            return new Ground(settings, around, clusters, other);
        }
    }

    private KmsFixture(Path folder, KmsLimits limits, Ground ground) throws IOException {
        Entropy entropy = new SystemEntropy();
        SealingKeys sealingKeys = ground.sealingKeys != null
                ? ground.sealingKeys
                : RootKey.openFor(folder.resolve("root.key"), null, entropy);
        sealer = new Sealer(sealingKeys, entropy);
        store = ground.around.apply(RocksStore.open(folder.resolve("store"), ground.settings, clock, entropy));
        stores = new CustomKeyStores(
                ground.clusters,
                new XksClient(XksSettings.NONE, InstantSource.system()),
                KmsService::hasKeys,
                sealer,
                entropy);
        KmsService kms = new KmsService(
                new KmsParts(store, sealer, entropy, identities, new PastCalls(store.log()), stores), limits);
        sweep = kms.sweep();
        gateway = new Gateway(
                new GatewayParts(
                        store,
                        identities,
                        entropy,
                        clock,
                        InstantSource.system(),
                        new SecurityLog(InstantSource.system()),
                        0),
                Stream.concat(Stream.of(kms.service()), calling.services().stream())
                        .toList());
    }

    static KmsFixture in(Path folder) throws IOException {
        return new KmsFixture(folder, KmsLimits.DEFAULTS);
    }

    /// On a store that lasts and never loses what was answered.
    static KmsFixture lasting(Path folder) throws IOException {
        return new KmsFixture(folder, KmsLimits.DEFAULTS, new Ground().with(StoreSettings.lasting()));
    }

    /// On a store that lasts, with secrets sealed under these keys.
    static KmsFixture sealedUnder(SealingKeys keys, Path folder) throws IOException {
        Ground ground =
                new Ground().with(StoreSettings.lasting().unsafeWithoutSync()).with(keys);
        return new KmsFixture(folder, KmsLimits.DEFAULTS, ground);
    }

    /// With an audit trail in segments of so many records.
    static KmsFixture withSegments(int records, Path folder) throws IOException {
        Ground ground =
                new Ground().with(StoreSettings.temporary().unsafeWithoutSync().withSegmentEntries(records));
        return new KmsFixture(folder, KmsLimits.DEFAULTS, ground);
    }

    /// On a store with something around it.
    static KmsFixture around(Path folder, UnaryOperator<Store> around) throws IOException {
        return new KmsFixture(folder, KmsLimits.DEFAULTS, new Ground().with(around));
    }

    /// Beside clusters that custom key stores can be on.
    static KmsFixture beside(HsmClusters clusters, Path folder) throws IOException {
        return new KmsFixture(folder, KmsLimits.DEFAULTS, new Ground().with(clusters));
    }

    /// A signed call in [#REGION]; `body` is JSON in which single quotes stand for double ones.
    Answer call(String accessKey, String operation, String body) {
        return callIn(REGION, accessKey, operation, body);
    }

    Answer callIn(String region, String accessKey, String operation, String body) {
        return send(new Signed(region, "kms", accessKey), "TrentService." + operation, body);
    }

    /// A call that a service (`secretsmanager`, `ssm`) makes for its caller.
    Answer callVia(String service, String accessKey, String operation, String body) {
        calling.ask(operation, body.replace('\'', '"'));
        Answer own = send(new Signed(REGION, service, accessKey), CallingServices.target(service), "{}");
        byte[] answer = calling.answer();
        return own.status() == 200 && answer.length > 0 ? new Answer(200, JSON.readTree(answer)) : own;
    }

    /// Who signs for what.
    private record Signed(String region, String service, String accessKey) {}

    /// A call that nobody has signed yet.
    static HttpRequest request(String target, String body) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(
                        "host",
                        "localhost:4566",
                        "content-type",
                        "application/x-amz-json-1.1",
                        "x-amz-target",
                        target,
                        "user-agent",
                        "test"),
                body.replace('\'', '"').getBytes(UTF_8),
                new HttpRequest.Connection("192.0.2.1", false));
    }

    private Answer send(Signed by, String target, String body) {
        Instant signedAt = InstantSource.system().instant();
        HttpResponse response = gateway.handle(Signer.sign(
                request(target, body),
                new Signer.Credentials(by.accessKey, TestIdentities.SECRET, null),
                by.region,
                by.service,
                signedAt));
        byte[] json = response.body().length == 0 ? "{}".getBytes(UTF_8) : response.body();
        return new Answer(response.status(), JSON.readTree(json));
    }

    /// A new key of the root user's; its id.
    String key() {
        return call(root, "CreateKey", "{}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    /// A new key of that spec for that use; its id.
    String key(String spec, String usage) {
        return call(root, "CreateKey", "{'KeySpec':'" + spec + "','KeyUsage':'" + usage + "'}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    /// A new key with these statements, and no others, in its policy.
    String keyWith(String... statements) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        String body = "{'Policy':" + JSON.writeValueAsString(policy) + ",'BypassPolicyLockoutSafetyCheck':true}";
        return call(root, "CreateKey", body)
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String arn(String keyId) {
        return "arn:aws:kms:" + REGION + ":" + ACCOUNT + ":key/" + keyId;
    }

    static String json(String text) {
        return JSON.writeValueAsString(text);
    }

    /// The newest audit record of an operation in an account.
    JsonNode event(String account, String operation) {
        EventLog.Found found = store.log()
                .find(new EventLog.Query(
                        account, REGION, new LogEntry.Attribute("EventName", operation), null, null, null, 1));
        return JSON.readTree(Judgements.record(found.entries().getFirst().body()));
    }

    JsonNode event(String operation) {
        return event(ACCOUNT, operation);
    }

    /// What is kept of how the newest call of an operation in an account was decided, as JSON.
    String decisions(String account, String operation) {
        EventLog.Found found = store.log()
                .find(new EventLog.Query(
                        account, REGION, new LogEntry.Attribute("EventName", operation), null, null, null, 1));
        return new String(
                requireNonNull(Judgements.decisions(found.entries().getFirst().body())), UTF_8);
    }

    @Override
    public void close() {
        stores.disconnectHere();
        store.close();
    }
}
