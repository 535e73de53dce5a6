package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.Service;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.sigv4.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import tools.jackson.databind.JsonNode;

/// Every action that a service which is built asks the evaluator about, what it is done to and the condition keys that
/// come with it, against AWS's Service Authorization Reference. Where both differ, `differences.tsv` says why.
///
/// One user may do nothing, and each key that a request has is denied to it by a statement of its own: what the server
/// keeps of the denial tells which keys the request had. Others may do everything but what an operation needs as well
/// (to tag what is made, to pass a role, a change of an alias's key), and are denied that in the same way.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorizationReferenceTest {
    private static final String[] FOLLOWING = {
        "iam:Tag*",
        "iam:PassRole",
        "kms:TagResource",
        "kms:ReEncryptTo",
        "cloudhsm:TagResource",
        "sts:TagSession",
        "sts:SetSourceIdentity"
    };

    /// Operations that need one of those, beside those that make something with tags.
    private static final Set<String> FOLLOWED = Set.of("AddRoleToInstanceProfile", "AssumeRole", "ReEncrypt");

    private static final String KEYS = "arn:aws:kms:*:*:key/*";

    private final HsmOwner owner = new HsmOwner();
    private final TestServer server = TestServer.start(owner.tokens("reference", 1));
    private final ReferenceWorld world = new ReferenceWorld(server, owner);
    private final RawClient client = new RawClient(server.endpoint());
    private final Map<String, AuthorizationReference> references = new TreeMap<>();

    /// Of each action the keys that came with it at least once.
    private final Map<String, Set<String>> supplied = new TreeMap<>();

    private final Set<String> differences = new TreeSet<>();

    @AfterAll
    void stop() {
        client.close();
        world.close();
        server.close();
    }

    @Test
    void everyActionIsAsAwsDocumentsItOrTheReasonIsListed() {
        Set<String> keys = new TreeSet<>();
        for (String service : List.of("cloudhsm", "cloudtrail", "iam", "kms", "sts")) {
            AuthorizationReference reference = new AuthorizationReference(service);
            references.put(service, reference);
            keys.addAll(reference.keys());
        }
        observe(signer(world.user("observed", some -> ReferenceWorld.deny(some, "*", "*"), keys)), operation -> true);
        Signer.Credentials second =
                signer(world.user("second", some -> ReferenceWorld.deny(some, "*", FOLLOWING), keys));
        world.allowEverything("second");
        observe(second, AuthorizationReferenceTest::hasFollowingActions);
        Signer.Credentials third =
                signer(world.user("third", some -> ReferenceWorld.deny(some, KEYS, "kms:*Alias"), keys));
        world.allowEverything("third");
        observe(third, operation -> operation.name().endsWith("Alias"));
        supplied.forEach(this::compareKeys);
        assertThat(unexplained()).isEmpty();
    }

    private static Stream<Operation<?, ?>> built(Service service) {
        return service.model().operations().stream().filter(service::isBuilt).map(operation ->
                (Operation<?, ?>) operation);
    }

    private static boolean hasFollowingActions(Operation<?, ?> operation) {
        return FOLLOWED.contains(operation.name())
                || (operation.name().startsWith("Create")
                        && (operation.inputSchema().member("Tags") != null
                                || operation.inputSchema().member("TagList") != null));
    }

    private void observe(Signer.Credentials caller, Predicate<Operation<?, ?>> which) {
        server.services().stream()
                .filter(service -> references.containsKey(service.actionPrefix()))
                .forEach(service ->
                        built(service).filter(which).forEach(operation -> observe(service, operation, caller)));
    }

    private static Signer.Credentials signer(AwsCredentials credentials) {
        return new Signer.Credentials(credentials.accessKeyId(), credentials.secretAccessKey(), null);
    }

    private void observe(Service service, Operation<?, ?> operation, Signer.Credentials caller) {
        RawClient.Reply reply = client.signed(
                client.request(operation, world.input(operation)),
                caller,
                service.metadata().signingName());
        JsonNode explanation =
                Events.tree(server.admin("/_gatehouse/explain", "{\"requestId\":\"" + reply.requestId() + "\"}")
                        .body());
        JsonNode decisions = explanation.path("decisions");
        if (decisions.isEmpty()) {
            differences.add("undecided\t" + service.actionPrefix() + ":" + operation.name() + "\t" + reply.code());
        }
        decisions.forEach(this::note);
    }

    private void note(JsonNode decision) {
        String action = decision.path("action").asString();
        Set<String> keys = supplied.computeIfAbsent(action, each -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER));
        for (JsonNode policy : decision.path("policies")) {
            for (JsonNode statement : policy.path("statements")) {
                for (JsonNode condition : statement.path("conditions")) {
                    if (condition.path("operator").asString().equals("Null")
                            && condition.path("holds").asBoolean()) {
                        keys.add(condition.path("key").asString());
                    }
                }
            }
        }
        AuthorizationReference.Action documented = documented(action);
        String arn = decision.path("resource").asString();
        if (documented == null) {
            differences.add("action\t" + action + "\tit is not documented");
        } else if (!documented.isDoneTo(arn)) {
            differences.add("resource\t" + action + "\t" + arn);
        }
    }

    private AuthorizationReference.@Nullable Action documented(String action) {
        int colon = action.indexOf(':');
        AuthorizationReference reference = references.get(action.substring(0, colon));
        return reference == null ? null : reference.action(action.substring(colon + 1));
    }

    private void compareKeys(String action, Set<String> keys) {
        AuthorizationReference.Action documented = documented(action);
        if (documented == null) {
            return;
        }
        TreeSet<String> unlisted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        unlisted.addAll(keys);
        for (String key : documented.allKeys()) {
            String example = AuthorizationReference.example(key);
            if (!keys.contains(example)) {
                differences.add("absent\t" + action + "\t" + key);
            }
            unlisted.remove(example);
        }
        unlisted.forEach(key -> differences.add("more\t" + action + "\t" + key));
    }

    /// Differences that no line explains, and lines that explain none.
    private List<String> unexplained() {
        List<String> left = new ArrayList<>(differences);
        for (String[] line : AuthorizationReference.rows("differences.tsv", 4)) {
            assertThat(line).as(String.join(" ", line)).hasSize(4);
            if (!left.removeIf(each -> explains(line, each.split("\t")))) {
                left.add("explains nothing: " + String.join("\t", line));
            }
        }
        return left;
    }

    private static boolean explains(String[] line, String[] difference) {
        for (int i = 0; i < difference.length; i++) {
            boolean fits = line[i].endsWith("*")
                    ? difference[i].startsWith(line[i].substring(0, line[i].length() - 1))
                    : difference[i].equals(line[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
