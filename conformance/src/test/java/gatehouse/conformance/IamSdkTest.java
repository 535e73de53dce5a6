package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.conformance.SdkCase.Callers;
import gatehouse.model.iam.Iam;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.StatusType;

/// Every operation of IAM that is built, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IamSdkTest {
    /// What is not for root (`IamCredentialsSdkTest` has it), and what the SDK does not know yet
    /// (`OutboundFederationTest`, `IamDelegationTest`).
    private static final Set<String> ELSEWHERE = Set.of(
            "ChangePassword",
            "EnableOutboundWebIdentityFederation",
            "DisableOutboundWebIdentityFederation",
            "GetOutboundWebIdentityFederationInfo",
            "GetHumanReadableSummary");

    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final IamClient root = world.root();
    private final Callers<IamClient> callers =
            new Callers<>(root, server.iam(world.newUser("nobody")), new Events(server.cloudTrail(server.root())));

    @AfterAll
    void stop() {
        callers.nobody().close();
        callers.events().close();
        root.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyBuiltOperation() {
        return table().map(each -> each.test(callers));
    }

    @Test
    void theTableHoldsEveryBuiltOperation() {
        assertThat(table().map(SdkCase::operation))
                .containsExactlyInAnyOrderElementsOf(server.builtOperations(Iam.MODEL).stream()
                        .filter(operation -> !ELSEWHERE.contains(operation)
                                && !IamReportsSdkTest.OF_ORGANIZATIONS.containsKey(operation)
                                && !operation.contains("Delegation"))
                        .toList());
    }

    @Test
    void aKeyThatIsSwitchedOffIsRefusedAtOnce() {
        var credentials = world.newUser("switched-off");
        try (IamClient client = server.iam(credentials)) {
            root.updateAccessKey(in -> in.userName("switched-off")
                    .accessKeyId(credentials.accessKeyId())
                    .status(StatusType.INACTIVE));
            assertThatThrownBy(client::getUser).isInstanceOfSatisfying(IamException.class, refusal -> {
                assertThat(refusal.statusCode()).isEqualTo(403);
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
            });
        }
    }

    @Test
    void aPolicyOfAGroupCountsFromTheMomentThatItIsThereUntilTheMomentThatItIsGone() {
        String group = world.group();
        try (IamClient client = server.iam(world.newUser("member"))) {
            root.putGroupPolicy(in -> in.groupName(group).policyName("all").policyDocument(IamWorld.ALLOW_IAM));
            assertThatThrownBy(client::listUsers).hasMessageContaining("is not authorized to perform: iam:ListUsers");
            root.addUserToGroup(in -> in.groupName(group).userName("member"));
            assertThat(client.listUsers().users()).isNotEmpty();
            root.putUserPermissionsBoundary(
                    in -> in.userName("member").permissionsBoundary("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
            assertThatThrownBy(() -> client.createUser(in -> in.userName("beyond")))
                    .hasMessageContaining("because no permissions boundary allows the iam:CreateUser action");
            root.deleteUserPermissionsBoundary(in -> in.userName("member"));
            root.deleteGroupPolicy(in -> in.groupName(group).policyName("all"));
            assertThatThrownBy(client::listUsers).hasMessageContaining("is not authorized to perform: iam:ListUsers");
        }
    }

    @Test
    void pagesHoldEveryUserOnce() {
        List<String> made = Stream.generate(world::user).limit(7).toList();
        List<String> paged = root.listUsersPaginator(in -> in.maxItems(2)).users().stream()
                .map(user -> user.userName())
                .filter(made::contains)
                .toList();
        assertThat(paged).containsExactlyInAnyOrderElementsOf(made);
    }

    private Stream<SdkCase<IamClient>> table() {
        return Stream.of(
                        new IamEntityTable(world).rows(),
                        new IamPolicyTable(world).rows(),
                        new IamProfileTable(world).rows(),
                        new IamProviderTable(world).rows(),
                        new IamSimulationTable(world).rows(),
                        new IamCredentialTable(world, new Authenticator(server, world)).rows(),
                        new IamCertificateTable(world).rows(),
                        new IamAccountTable(server, world).rows(),
                        new IamReportTable(world).rows())
                .flatMap(each -> each);
    }
}
