package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.iam.IamClient;

/// Each of IAM's entities as Terraform's AWS provider leads its life, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IamLifeCyclesSdkTest {
    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final IamClient root = world.root();

    @AfterAll
    void stop() {
        root.close();
        server.close();
    }

    /// The last of them: of all that lived nothing is left.
    @TestFactory
    Stream<DynamicTest> everyEntityLives() {
        Map<String, Integer> before = root.getAccountSummary().summaryMapAsStrings();
        return Stream.concat(
                Stream.of(
                                new IamPrincipalLives(root).rows(),
                                new IamPolicyLives(root).rows(),
                                new IamCredentialLives(root, new Authenticator(server, world)).rows())
                        .flatMap(rows -> rows)
                        .map(LifeCycle::test),
                Stream.of(DynamicTest.dynamicTest(
                        "nothing is left",
                        () -> assertThat(root.getAccountSummary().summaryMapAsStrings())
                                .isEqualTo(before))));
    }
}
