package gatehouse.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.RootKey;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.Gateway;
import gatehouse.gateway.GatewayParts;
import gatehouse.gateway.Judgements;
import gatehouse.gateway.PastCalls;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Service;
import gatehouse.identity.iam.AccessKey;
import gatehouse.identity.iam.AwsManagedPolicies;
import gatehouse.identity.iam.EffectivePolicies;
import gatehouse.identity.iam.ExistingPrincipals;
import gatehouse.identity.iam.IamLimits;
import gatehouse.identity.iam.IamParts;
import gatehouse.identity.iam.IamPorts;
import gatehouse.identity.iam.IamService;
import gatehouse.identity.iam.IamSweep;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.ManagedPolicy;
import gatehouse.identity.iam.MfaCodes;
import gatehouse.identity.iam.PolicyCache;
import gatehouse.identity.iam.PolicyCatalogue;
import gatehouse.identity.iam.Role;
import gatehouse.identity.iam.UniqueId;
import gatehouse.identity.iam.User;
import gatehouse.identity.sts.SessionTokens;
import gatehouse.identity.sts.StsService;
import gatehouse.identity.sts.TokenKeys;
import gatehouse.model.iam.Iam;
import gatehouse.model.kms.Kms;
import gatehouse.model.sts.Sts;
import gatehouse.policy.AccountId;
import gatehouse.ports.KnownService;
import gatehouse.ports.LinkedRoleUses;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.StoreSettings;
import gatehouse.store.Transaction;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import gatehouse.store.rocks.RocksStore;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The gateway with STS and IAM over a real store, without sockets. It starts with two accounts and their roots.
public final class TestServer implements AutoCloseable {
    public static final String ACCOUNT = "111122223333";
    public static final String OTHER_ACCOUNT = "444455556666";

    /// When requests are signed: signatures are on real time, which stands still here.
    static final Instant WALL_TIME = Instant.parse("2026-03-01T10:00:00Z");

    private static final String REGION = "eu-central-1";
    private static final List<KnownService> SERVICES = List.of(
            KnownService.of(Iam.MODEL.metadata()),
            KnownService.of(Kms.MODEL.metadata()),
            KnownService.of(Sts.MODEL.metadata()));

    private static final ObjectMapper JSON = new ObjectMapper();

    public final TestClock clock = new TestClock(WALL_TIME);
    public final Store store;
    public final LastUsed lastUsed;
    public final Accounts accounts;
    public final Client root;
    public final Client otherRoot;
    public final Service iam;
    public final IamSweep iamSweep;

    /// What every service answers that is asked what it needs its role for.
    public List<LinkedRoleUses.Use> linkedRoleUses = List.of();
    public final Service sts;
    public final TestPartners partners = new TestPartners();

    public final TestOrganizations organizations = new TestOrganizations();

    private final SystemEntropy entropy = new SystemEntropy();
    private final Sealer sealer;
    private final Gateway gateway;

    public TestServer(Path folder) throws IOException {
        this(folder, new IamLimits(Map.of()));
    }

    public TestServer(Path folder, IamLimits limits) throws IOException {
        store = RocksStore.open(
                folder.resolve("data"), StoreSettings.temporary().unsafeWithoutSync(), clock, entropy);
        sealer = new Sealer(RootKey.create(folder.resolve("root.key"), entropy), entropy);
        accounts = new Accounts(sealer, entropy);
        lastUsed = new LastUsed(store);
        PolicyCatalogue catalogue = new PolicyCatalogue(AwsManagedPolicies.load());
        PolicyCache compiled = new PolicyCache();
        EffectivePolicies policies = new EffectivePolicies(compiled, catalogue);
        SessionTokens tokens = new SessionTokens(new TokenKeys(sealer, entropy), entropy, store::epoch);
        IdentityDirectory directory =
                new IdentityDirectory(new LongTermKeys(sealer), new Sessions(tokens), policies, compiled, lastUsed);
        IamService service = new IamService(
                new IamParts(sealer, entropy, limits, new ExistingPrincipals(), catalogue),
                new IamPorts(
                        new PastCalls(store.log()),
                        SERVICES,
                        organizations,
                        partners,
                        (view, account, linked, roleArn) -> linkedRoleUses));
        iam = service.service();
        iamSweep = service.sweep(store);
        sts = new StsService(tokens, policies, catalogue, new MfaCodes(sealer)).service();
        gateway = new Gateway(
                new GatewayParts(
                        store, directory, entropy, clock, () -> WALL_TIME, new SecurityLog(() -> WALL_TIME), 0),
                List.of(sts, iam));
        root = account(ACCOUNT);
        otherRoot = account(OTHER_ACCOUNT);
    }

    /// Makes one more account, and gives its root.
    public Client account(String id) {
        RootCredentials made = write(tx -> accounts.create(tx, new AccountId(id), clock.instant()));
        return new Client(this, made.accessKeyId(), made.secretAccessKey(), null);
    }

    public <T> T write(Function<Transaction, T> work) {
        Transaction tx = store.begin();
        T made = work.apply(tx);
        try {
            store.commit(tx, List.of());
        } catch (ConflictException e) {
            throw new IllegalStateException("a test's own write conflicts", e);
        }
        return made;
    }

    Reply answer(HttpRequest request) {
        HttpResponse response = gateway.handle(request);
        return new Reply(response.status(), new String(response.body(), UTF_8));
    }

    /// A user with one inline policy (none where it is null).
    public User user(String account, String name, @Nullable String policy) {
        User user = new User(
                account,
                name,
                "/",
                UniqueId.USER.next(entropy),
                clock.instant(),
                policy == null ? Map.of() : Map.of("inline", policy),
                List.of(),
                List.of(),
                null,
                Map.of());
        put(user);
        return user;
    }

    public void put(User user) {
        write(tx -> {
            tx.put(IamTables.USERS, user);
            return user;
        });
    }

    public void put(Role role) {
        write(tx -> {
            tx.put(IamTables.ROLES, role);
            return role;
        });
    }

    /// A new access key of a user.
    public Client key(User user) {
        String id = UniqueId.ACCESS_KEY.next(entropy);
        String secret = "secret-of-" + id + "-0123456789";
        byte[] sealed = sealer.seal(secret.getBytes(UTF_8), AccessKey.sealedFor(id));
        put(new AccessKey(id, user.account(), user.name(), true, clock.instant(), sealed));
        return new Client(this, id, secret, null);
    }

    public void put(AccessKey key) {
        write(tx -> {
            tx.put(IamTables.ACCESS_KEYS, key);
            return key;
        });
    }

    /// A user with a key.
    public Client client(String name, @Nullable String policy) {
        return key(user(ACCOUNT, name, policy));
    }

    /// A role with that trust policy and one inline policy (none where it is null), for at most two hours.
    public Role role(String account, String name, String trust, @Nullable String policy) {
        Role role = new Role(
                account,
                name,
                "/",
                UniqueId.ROLE.next(entropy),
                clock.instant(),
                trust,
                null,
                7200,
                policy == null ? Map.of() : Map.of("inline", policy),
                List.of(),
                null,
                Map.of());
        put(role);
        return role;
    }

    public String managedPolicy(String account, String name, String document) {
        ManagedPolicy policy = new ManagedPolicy(
                account,
                name,
                "/",
                UniqueId.POLICY.next(entropy),
                clock.instant(),
                clock.instant(),
                null,
                List.of(new ManagedPolicy.Version("v1", document, clock.instant())),
                "v1",
                2,
                Map.of());
        write(tx -> {
            tx.put(IamTables.POLICIES, policy);
            return policy;
        });
        return policy.arn();
    }

    /// What was sealed for that identity, as text.
    public String unseal(byte[] sealed, String identity) {
        return new String(sealer.open(sealed, identity), UTF_8);
    }

    /// The newest event in an account's trail.
    public JsonNode lastEvent(String account) {
        return JSON.readTree(Judgements.record(lastEntry(account, REGION).body()));
    }

    /// The newest event of IAM, which is in us-east-1.
    public JsonNode lastIamEvent(String account) {
        return JSON.readTree(Judgements.record(lastEntry(account, "us-east-1").body()));
    }

    public LogEntry lastEntry(String account, String region) {
        EventLog.Query query = new EventLog.Query(account, region, null, null, null, null, 1);
        return store.log().find(query).entries().getFirst();
    }

    public int events(String account) {
        EventLog.Query query = new EventLog.Query(account, REGION, null, null, null, null, 1000);
        return store.log().find(query).entries().size();
    }

    @Override
    public void close() {
        store.close();
    }
}
