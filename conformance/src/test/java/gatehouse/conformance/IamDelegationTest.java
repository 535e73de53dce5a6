package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests for temporary delegation where no account is a partner who could make one. The AWS SDK that is used
/// elsewhere does not know them.
final class IamDelegationTest {
    private static final String MISSING = "&DelegationRequestId=00000000-0000-4000-8000-000000000000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GetDelegationRequest",
                "AssociateDelegationRequest",
                "UpdateDelegationRequest",
                "AcceptDelegationRequest",
                "RejectDelegationRequest",
                "SendDelegationToken"
            })
    void thereIsNoRequest(String operation) throws IOException, InterruptedException {
        Answer answer = call("Action=" + operation + MISSING);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("Code")).isEqualTo("NoSuchEntity");
    }

    @Test
    void thereIsNothingToSummarize() throws IOException, InterruptedException {
        String arn = "&EntityArn=arn:aws:iam::111122223333:delegation-request/00000000-0000-4000-8000-000000000000";
        Answer answer = call("Action=GetHumanReadableSummary" + arn);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("Code")).isEqualTo("NoSuchEntity");
    }

    @Test
    void nobodyMakesAnyAndNoneIsListed() throws IOException, InterruptedException {
        Answer refused = call("Action=CreateDelegationRequest&Description=Setup&RequestorWorkflowId=workflow"
                + "&Permissions.PolicyTemplateArn=arn:aws:iam::aws:delegation-template/acme/setup"
                + "&NotificationChannel=arn:aws:sns:us-east-1:111122223333:delegations&SessionDuration=3600");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("Code")).isEqualTo("InvalidInput");
        assertThat(refused.text("Message")).contains("is not registered for this account");
        Answer listed = call("Action=ListDelegationRequests");
        assertThat(listed.succeeded()).isTrue();
        assertThat(listed.text("isTruncated")).isEqualTo("false");
    }

    private static Answer call(String form) throws IOException, InterruptedException {
        try (TestServer server = TestServer.start();
                SignedClient root =
                        new SignedClient(server.endpoint(), TestServer.ROOT_KEY_ID, TestServer.ROOT_SECRET)) {
            return root.iam(form);
        }
    }
}
