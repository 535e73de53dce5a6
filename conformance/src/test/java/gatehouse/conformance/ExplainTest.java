package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.server.OwnClient;
import gatehouse.server.ServerSettings.ChosenCredentials;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import tools.jackson.databind.JsonNode;

/// What is kept of decisions, asked for by the ids that callers have.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExplainTest {
    private static final String PATH = "/_gatehouse/explain";

    private static final String READS_OWN = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Path","Effect":"Allow","Action":"iam:GetUser","Resource":"*",
            "Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1","aws:userid":"someone"}}}]}""";

    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);

    @AfterAll
    void stop() {
        world.root().close();
        server.close();
    }

    private static String question(String id) {
        return "{\"requestId\":\"" + id + "\"}";
    }

    private JsonNode explain(String id) {
        OwnClient.Answer answer = server.admin(PATH, question(id));
        assertThat(answer.status()).isEqualTo(200);
        return Events.tree(answer.body());
    }

    private String deniedGetUser(AwsCredentials caller) {
        try (IamClient iam = server.iam(caller)) {
            return catchThrowableOfType(IamException.class, () -> iam.getUser(in -> in.userName("anyone")))
                    .requestId();
        }
    }

    @Test
    void aDenialTellsTheConditionThatFailedAndWithWhichValues() {
        AwsCredentials caller = world.newUser("explained");
        world.root()
                .putUserPolicy(in -> in.userName("explained").policyName("own").policyDocument(READS_OWN));
        JsonNode explanation = explain(deniedGetUser(caller));
        assertThat(explanation.path("eventName").asString()).isEqualTo("GetUser");
        assertThat(explanation.path("principal").asString()).endsWith(":user/explained");
        JsonNode decision = explanation.path("decisions").path(0);
        assertThat(decision.path("outcome").asString()).isEqualTo("DENIED");
        assertThat(decision.path("deniedBy").asString()).isEqualTo("IDENTITY");
        JsonNode statement =
                decision.path("policies").path(0).path("statements").path(0);
        assertThat(statement.path("sid").asString()).isEqualTo("Path");
        assertThat(statement.path("conditions").path(0).path("holds").asBoolean())
                .isTrue();
        JsonNode failing = statement.path("conditions").path(1);
        assertThat(failing.path("holds").asBoolean()).isFalse();
        assertThat(failing.path("expected").path(0).asString()).isEqualTo("someone");
        assertThat(failing.path("actual").path(0).asString()).startsWith("AIDA");
        assertThat(decision.path("changes").path(0).path("kind").asString()).isEqualTo("CONDITIONS_MUST_HOLD");
    }

    @Test
    void anAllowedCallKeepsThePolicyItsVersionAndTheStatement() {
        AwsCredentials caller = world.newUser("allowed");
        String policy = world.policyOfTwoVersions();
        world.root().attachUserPolicy(in -> in.userName("allowed").policyArn(policy));
        String version =
                world.root().getPolicy(in -> in.policyArn(policy)).policy().defaultVersionId();
        String requestId;
        try (IamClient iam = server.iam(caller)) {
            requestId = iam.listUsers().responseMetadata().requestId();
        }
        JsonNode decided =
                explain(requestId).path("decisions").path(0).path("statements").path(0);
        assertThat(decided.path("policy").asString()).isEqualTo(policy);
        assertThat(decided.path("version").asString()).isEqualTo(version);
        assertThat(decided.path("index").asInt()).isZero();
    }

    @Test
    void whatIsKeptIsOfThenNotOfNow() {
        AwsCredentials caller = world.newUser("changed");
        String requestId = deniedGetUser(caller);
        world.root()
                .putUserPolicy(in ->
                        in.userName("changed").policyName("all").policyDocument(READS_OWN.replace("someone", "*")));
        JsonNode decision = explain(requestId).path("decisions").path(0);
        assertThat(decision.path("policies").isEmpty()).isTrue();
        assertThat(decision.path("changes").path(0).path("kind").asString()).isEqualTo("ALLOW_MUST_BE_ADDED");
    }

    @Test
    void theIdOfTheEventIsTakenToo() {
        String requestId = deniedGetUser(world.newUser("found"));
        String eventId = explain(requestId).path("eventId").asString();
        assertThat(eventId).isNotEqualTo(requestId);
        assertThat(explain(eventId).path("requestId").asString()).isEqualTo(requestId);
        try (Events events = new Events(server.cloudTrail(server.root()))) {
            assertThat(events.of("GetUser", requestId).eventId()).isEqualTo(eventId);
        }
    }

    @Test
    void askingNeedsAPermissionOfItsOwn() throws IOException {
        AwsCredentials caller = world.newUser("curious");
        String requestId = deniedGetUser(caller);
        ChosenCredentials credentials = new ChosenCredentials(caller.accessKeyId(), caller.secretAccessKey());
        OwnClient.Answer answer = new OwnClient(server.endpoint().toString(), credentials, InstantSource.system())
                .post("gatehouse", PATH, Map.of("content-type", "application/json"), question(requestId));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("AccessDenied", "gatehouse:ExplainDecision");
    }

    @Test
    void anotherAccountsCallIsNotOnRecord() throws IOException {
        String requestId = deniedGetUser(world.newUser("private"));
        AwsCredentials other = server.newAccount("333333333333");
        ChosenCredentials credentials = new ChosenCredentials(other.accessKeyId(), other.secretAccessKey());
        OwnClient.Answer answer = new OwnClient(server.endpoint().toString(), credentials, InstantSource.system())
                .post("gatehouse", PATH, Map.of("content-type", "application/json"), question(requestId));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("DecisionNotFoundException", requestId, "333333333333");
    }
}
