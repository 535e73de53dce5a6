package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.identity.iam.Cases.Case;
import gatehouse.model.iam.Iam;
import gatehouse.ports.LinkedRoleUses.Use;
import gatehouse.ports.Organizations.Membership;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Traits.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What is true of every operation that is built.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {
    private TestServer server;
    private Client nobody;
    private World untouched;
    private int worlds;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = new TestServer(folder, new IamLimits(manyWorlds()));
        Set<String> iam = Set.of("iam.amazonaws.com");
        server.organizations.memberships.put(
                TestServer.ACCOUNT, new Membership("o-1234567890", TestServer.ACCOUNT, true, iam, Set.of()));
        nobody = server.client("nobody", null);
        server.linkedRoleUses = List.of(new Use("eu-central-1", List.of())); // Linked roles stay for all tests.
        untouched = World.make(server.root, 0);
    }

    /// Quotas that so many worlds in one account need.
    private static Map<Quota, Integer> manyWorlds() {
        return Map.of(
                Quota.GROUPS_PER_ACCOUNT, 10_000,
                Quota.ROLES_PER_ACCOUNT, 10_000,
                Quota.INSTANCE_PROFILES_PER_ACCOUNT, 10_000,
                Quota.SAML_PROVIDERS_PER_ACCOUNT, 10_000,
                Quota.OPEN_ID_PROVIDERS_PER_ACCOUNT, 10_000,
                Quota.SERVER_CERTIFICATES_PER_ACCOUNT, 10_000);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Case> all() {
        return Cases.all();
    }

    /// What a root user can do in a world: it has no password of IAM's, and vends tokens already.
    static Stream<Case> ofRoot() {
        return Cases.all()
                .filter(tested -> !Set.of("ChangePassword", "EnableOutboundWebIdentityFederation")
                        .contains(tested.operation()));
    }

    static Stream<Case> withInput() {
        return Cases.all()
                .filter(tested -> Iam.MODEL.operations().stream()
                        .anyMatch(operation -> operation.name().equals(tested.operation())
                                && operation.inputSchema().members().stream()
                                        .anyMatch(member -> member.traits().has(Flag.REQUIRED))));
    }

    @Test
    void everyBuiltOperationIsTestedHere() {
        List<String> built = Iam.MODEL.operations().stream()
                .filter(server.iam::isBuilt)
                .map(Operation::name)
                .toList();
        assertThat(Cases.all().map(Case::operation).toList()).containsExactlyInAnyOrderElementsOf(built);
    }

    @Test
    void thePackagesDocumentationNamesEveryOperationAndWhetherItIsBuilt() throws IOException {
        String text = Files.readString(Path.of("src/main/java/gatehouse/identity/iam/package-info.java"));
        for (Operation<?, ?> operation : Iam.MODEL.operations()) {
            String built = server.iam.isBuilt(operation) ? "(?s).*[:,]\\s+(///\\s+)?" : "(?s).*- not built: ";
            assertThat(text).matches(built + operation.name() + "\\b.*");
        }
    }

    @ParameterizedTest
    @MethodSource("ofRoot")
    void theRootUserMayDoItAndItIsRecorded(Case tested) {
        World world = World.make(server.root, ++worlds);
        Reply reply = server.root.iam(tested.operation(), tested.in(world));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);

        JsonNode event = server.lastIamEvent(TestServer.ACCOUNT);
        assertThat(event.path("eventName").asString()).isEqualTo(tested.operation());
        assertThat(event.path("eventSource").asString()).isEqualTo("iam.amazonaws.com");
        assertThat(event.path("awsRegion").asString()).isEqualTo("us-east-1");
        assertThat(event.path("userIdentity").path("type").asString()).isEqualTo("Root");
        assertThat(event.has("errorCode")).isFalse();
        boolean reads = Stream.of("Get", "List", "Simulate").anyMatch(tested.operation()::startsWith);
        assertThat(event.path("readOnly").asBoolean()).isEqualTo(reads);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whoHasNoPermissionIsDeniedInAwsWordsAndThatIsRecorded(Case tested) {
        Reply reply = nobody.iam(tested.operation(), tested.in(untouched));
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("AccessDenied");
        String message = "User: arn:aws:iam::" + TestServer.ACCOUNT + ":user/nobody is not authorized to perform: iam:"
                + tested.operation() + " on resource: " + untouched.fill(tested.resource())
                + " because no identity-based policy allows the iam:" + tested.operation() + " action";
        assertThat(reply.message()).isEqualTo(message);

        JsonNode event = server.lastIamEvent(TestServer.ACCOUNT);
        assertThat(event.path("eventName").asString()).isEqualTo(tested.operation());
        assertThat(event.path("errorCode").asString()).isEqualTo("AccessDenied");
        assertThat(event.path("errorMessage").asString()).isEqualTo(message);
        assertThat(event.path("responseElements").isNull()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("withInput")
    void aCallWithoutItsRequiredInputIsRefusedAndRecorded(Case tested) {
        Reply reply = server.root.iam(tested.operation());
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ValidationError");
        assertThat(reply.message()).contains("Value null at ").contains("Member must not be null");
        JsonNode event = server.lastIamEvent(TestServer.ACCOUNT);
        assertThat(event.path("eventName").asString()).isEqualTo(tested.operation());
        assertThat(event.path("errorCode").asString()).isEqualTo("ValidationError");
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherAccountDoesNotSeeOrTouchIt(Case tested) {
        Reply reply = server.otherRoot.iam(tested.operation(), tested.in(untouched));
        boolean needsOthersThing = tested.resource().contains("{user}")
                || tested.resource().contains("{group}")
                || tested.resource().contains("{role}")
                || tested.resource().contains("{policy}")
                || tested.resource().contains("mfa/device")
                || tested.resource().contains("mfa/free")
                || tested.resource().contains("{passed}")
                || tested.resource().contains("{profile}")
                || tested.resource().contains("{oidc}")
                || tested.resource().contains("{saml}")
                || tested.resource().startsWith("server certificate ")
                || tested.resource().contains("{linked}")
                || tested.resource().toLowerCase(Locale.ROOT).contains("{bare");
        if (needsOthersThing) {
            // The simulator says so in its own way.
            assertThat(reply.body())
                    .containsAnyOf(
                            "<Code>NoSuchEntity<",
                            "<Code>AccessDenied<",
                            "<Code>InvalidInput</Code><Message>Invalid Policy Source Arn: caller's account");
        } else {
            assertThat(reply.body()).doesNotContain("user" + untouched.number() + "<");
        }
    }
}
