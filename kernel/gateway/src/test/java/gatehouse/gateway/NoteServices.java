package gatehouse.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.NoteService.Note;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.Principal;
import gatehouse.policy.Region;
import gatehouse.store.Key;
import gatehouse.store.Store;
import gatehouse.store.StoreSettings;
import gatehouse.store.Table;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import gatehouse.store.rocks.RocksStore;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.sigv4.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Three services behind the gateway, on a real store, and a user who calls the first: a test says what
/// each does.
final class NoteServices implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String EVERYTHING = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";

    static final NoteService FIRST = new NoteService("First");
    static final NoteService SECOND = new NoteService("Second");
    static final NoteService THIRD = new NoteService("Third");
    static final NoteService GLOBAL = new NoteService("Global");
    static final NoteService ELSEWHERE = new NoteService("Elsewhere");

    private static final Table<Stored> NOTES = Table.of("test.notes", Stored.class, note -> Key.of(note.text()));
    private static final String REGION = "eu-west-1";
    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /// What a service's operation does once it is allowed, and its answer.
    interface Work extends BiFunction<Call, Transaction, String> {}

    /// A note that is there.
    record Stored(String text) {}

    final Store store;
    Work first = (call, tx) -> "";
    Work second = (call, tx) -> "";
    Work third = (call, tx) -> "";
    List<String> statements = List.of(EVERYTHING);

    @Nullable
    Service forbidden;

    Runnable whilePlanning = () -> {};
    Runnable afterSecond = () -> {};

    @Nullable
    Call latest;

    private final Gateway gateway;

    NoteServices(Path folder) throws IOException {
        Entropy entropy = new SystemEntropy();
        InstantSource clock = InstantSource.system();
        store = RocksStore.open(folder, StoreSettings.temporary().unsafeWithoutSync(), clock, entropy);
        List<Service> services = List.of(
                service(FIRST, (call, tx) -> first.apply(call, tx)).build(),
                service(SECOND, (call, tx) -> second.apply(call, tx)).build(),
                service(THIRD, (call, tx) -> third.apply(call, tx)).build(),
                service(GLOBAL, (call, tx) -> call.region().value())
                        .global(Region.US_EAST_1)
                        .build());
        gateway = new Gateway(
                new GatewayParts(store, new OneUser(), entropy, clock, clock, new SecurityLog(clock), 0), services);
    }

    private Service.Builder service(NoteService model, Work work) {
        String prefix = model.metadata().endpointPrefix();
        Handler<Note, Note> handler = (call, in) -> {
            if (model == FIRST) {
                whilePlanning.run();
            }
            latest = call;
            Resource resource = Resource.of("arn:aws:" + prefix + ":::" + in.text(), ACCOUNT);
            return Plan.require(Requirement.of(prefix + ":" + call.operation().name(), resource))
                    .commit(tx -> new Note(work.apply(call, tx)))
                    .afterwards(() -> {
                        if (model == SECOND) {
                            afterSecond.run();
                        }
                    });
        };
        return Service.of(model, prefix, ConstraintProfile.JSON)
                .on(model.write, handler)
                .on(model.get, handler);
    }

    /// Writes a note to the transaction.
    static void put(Transaction tx, String text) {
        tx.put(NOTES, new Stored(text));
    }

    /// Whether there is that note.
    static boolean has(View view, String text) {
        return view.get(NOTES, Key.of(text)) != null;
    }

    boolean has(String text) {
        return has(store.begin(), text);
    }

    /// Calls an operation of the first service's over HTTP; the answer's status and body.
    String call(Operation<?, ?> operation) {
        HttpRequest unsigned = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(
                        "host",
                        "localhost",
                        "content-type",
                        "application/x-amz-json-1.0",
                        "x-amz-target",
                        "First." + operation.name(),
                        "user-agent",
                        "a-client",
                        "referer",
                        "https://example.com/"),
                "{\"Text\":\"outer\"}".getBytes(UTF_8),
                new HttpRequest.Connection("192.0.2.1", false));
        Instant now = InstantSource.system().instant();
        HttpResponse response = gateway.handle(
                Signer.sign(unsigned, new Signer.Credentials(KEY_ID, SECRET, null), REGION, "first", now));
        return response.status() + " " + new String(response.body(), UTF_8);
    }

    String call() {
        return call(FIRST.write);
    }

    /// The records of an account in a region, in their order.
    List<String> events(String account, String region) {
        List<String> events = new ArrayList<>();
        store.log()
                .find(new EventLog.Query(account, region, null, null, null, null, 50))
                .entries()
                .forEach(entry -> events.addFirst(text(entry)));
        return events;
    }

    List<String> events() {
        return events(ACCOUNT, REGION);
    }

    /// Each record as its service, operation and error.
    List<String> outline() {
        return events().stream()
                .map(event -> field(event, "eventSource") + " " + field(event, "eventName") + " "
                        + Objects.requireNonNullElse(field(event, "errorCode"), "OK"))
                .toList();
    }

    /// How the call was decided whose record that is.
    @Nullable
    String decisions(String event) {
        return store
                .log()
                .find(new EventLog.Query(
                        ACCOUNT,
                        REGION,
                        new LogEntry.Attribute("EventId", requireNonNull(field(event, "eventID"))),
                        null,
                        null,
                        null,
                        1))
                .entries()
                .stream()
                .map(entry -> Judgements.decisions(entry.body()))
                .map(bytes -> bytes == null ? null : new String(bytes, UTF_8))
                .findFirst()
                .orElse(null);
    }

    /// The value of the record's first field of that name.
    static @Nullable String field(String event, String name) {
        int start = event.indexOf("\"" + name + "\":\"");
        if (start < 0) {
            return null;
        }
        int value = start + name.length() + 4;
        return event.substring(value, event.indexOf('"', value));
    }

    private static String text(LogEntry entry) {
        return Judgements.record(entry.body());
    }

    @Override
    public void close() {
        store.close();
    }

    /// A user with the policies of the test.
    private final class OneUser implements Identities {
        private static final Caller ALICE = new Caller(
                new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/alice", "AIDACKCEVSQ6C2EXAMPLE"),
                KEY_ID,
                "AIDACKCEVSQ6C2EXAMPLE",
                "alice",
                Map.of(),
                null);

        @Override
        public Credential credential(View view, String accessKeyId, @Nullable String sessionToken, Instant now) {
            return new Credential(ALICE, SECRET);
        }

        @Override
        public void admit(Caller caller, Service service, Operation<?, ?> operation) {
            if (forbidden != null && service.actionPrefix().equals(forbidden.actionPrefix())) {
                throw CommonErrors.accessDenied("Not with these credentials.");
            }
        }

        @Override
        public PolicySet policies(View view, Caller caller) {
            String document = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
            try {
                return PolicySet.identity(
                        List.of(new AttachedPolicy("test", Policy.parse(document, PolicyKind.IDENTITY))));
            } catch (MalformedPolicyException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public void used(Caller caller, String service, String region, Instant now) {
            // Nobody asks.
        }
    }
}
