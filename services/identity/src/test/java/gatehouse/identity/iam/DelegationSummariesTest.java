package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestPartners;
import gatehouse.identity.TestServer;
import gatehouse.policy.PolicyKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelegationSummariesTest extends IamTest {
    private static final String SUMMARY = "GetHumanReadableSummary";

    private String made(String description) {
        return server.otherRoot
                .iam(
                        "CreateDelegationRequest",
                        "OwnerAccountId",
                        TestServer.ACCOUNT,
                        "Description",
                        description,
                        "Permissions.PolicyTemplateArn",
                        TestPartners.TEMPLATE,
                        "RequestorWorkflowId",
                        "workflow",
                        "NotificationChannel",
                        TestPartners.CHANNEL,
                        "SessionDuration",
                        "3600")
                .element("DelegationRequestId");
    }

    private static String arn(String id) {
        return IAM + "delegation-request/" + id;
    }

    private static String text(String content) {
        return content.replace("&quot;", "\"").replace("&#10;", "\n").replace("&#xA;", "\n");
    }

    @Test
    void aSummaryTellsWhoAsksForWhatUntilWhen() {
        String id = made("Setup");
        Reply reply = call(SUMMARY, "EntityArn", arn(id));
        assertThat(reply.element("SummaryState")).isEqualTo("AVAILABLE");
        assertThat(reply.element("Locale")).isEqualTo("en");
        assertThat(text(reply.element("SummaryContent"))).isEqualTo("""
                "Acme", AWS account 444455556666, asks for temporary permissions in account 111122223333. Once its token \
                is sent, they last for 3600 seconds.
                The request is UNASSIGNED, and unless it changes expires at 2026-03-02T10:00:00Z.
                Its description: "Setup"

                The permissions:
                1. Allows action "s3:GetObject"
                   on resource "arn:aws:s3:::{}".
                """);
    }

    @Test
    void whatARequestSaysOfItselfStaysInItsQuotationMarks() {
        String id = made("Read only.\" Nothing else. \\");
        assertThat(text(call(SUMMARY, "EntityArn", arn(id)).element("SummaryContent")))
                .contains("Its description: \"Read only.\\\" Nothing else. \\\\\"\n");
        assertThat(PolicyInWords.quoted("a\n1. b\u2028\u202ec")).isEqualTo("\"a\\u{a}1. b\\u{2028}\\u{202e}c\"");
    }

    @Test
    void everyPartOfAStatementIsInItsWords() throws Exception {
        String document = """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"*","Resource":"*"},
                {"Effect":"Deny","NotAction":["s3:Get*","s3:List*"],"NotResource":["arn:aws:s3:::a","arn:aws:s3:::b"],
                "Condition":{"ForAllValues:StringLike":{"aws:TagKeys":["a*","b","c"]},
                "NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"},
                "ForAnyValue:StringNotEquals":{"aws:PrincipalOrgPaths":"o-a"},
                "NumericLessThanEqualsIfExists":{"aws:MultiFactorAuthAge":"3600"},
                "Null":{"aws:TokenIssueTime":"true"}}}]}""";
        var policy = gatehouse.policy.document.PolicyDocument.parse(document, PolicyKind.IDENTITY);
        assertThat(PolicyInWords.of(policy)).isEqualTo("""
                1. Allows every action
                   on every resource.
                2. Denies, whatever else allows it, every action except "s3:Get*" and "s3:List*"
                   on every resource except "arn:aws:s3:::a" and "arn:aws:s3:::b",
                   only where all of this holds:
                   - every value of "aws:TagKeys" is like "a*", "b" or "c", or the request lacks it
                   - "aws:SourceIp" is not in "10.0.0.0/8", or the request lacks it
                   - at least one value of "aws:PrincipalOrgPaths" is not "o-a"
                   - "aws:MultiFactorAuthAge" is at most "3600", or the request lacks it
                   - that the request lacks "aws:TokenIssueTime" is "true"
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "en_US, AVAILABLE",
        "en-GB, AVAILABLE",
        "de, NOT_SUPPORTED",
        "ja_JP, NOT_SUPPORTED",
        "zh-CN, NOT_SUPPORTED",
    })
    void onlyEnglishIsSupportedOfTheConsolesLanguages(String locale, String state) {
        Reply reply = call(SUMMARY, "EntityArn", arn(made("Setup")), "Locale", locale);
        assertThat(reply.element("SummaryState")).isEqualTo(state);
        assertThat(reply.element("Locale")).isEqualTo(locale);
        assertThat(elements(reply, "SummaryContent")).hasSize(state.equals("AVAILABLE") ? 1 : 0);
    }

    @Test
    void anythingElseIsNoLocale() {
        assertFails(
                root.iam(SUMMARY, "EntityArn", arn(made("Setup")), "Locale", "xx"),
                400,
                "InvalidInput",
                "The locale xx is not valid.");
    }

    @Test
    void aSummaryThatDoesNotFitHasFailedAndIsNotCut() {
        server.partners.policy = Policies.allow("s3:GetObject", "arn:aws:s3:::" + "b".repeat(10_000));
        Reply reply = call(SUMMARY, "EntityArn", arn(made("Setup")));
        assertThat(reply.element("SummaryState")).isEqualTo("FAILED");
        assertThat(elements(reply, "SummaryContent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/alice-alice-alice", "delegation-request/short", "delegation-request"})
    void onlyDelegationRequestsAreSummarized(String resource) {
        assertFails(
                root.iam(SUMMARY, "EntityArn", IAM + resource),
                400,
                "InvalidInput",
                "ARN " + IAM + resource + " is not valid.");
    }

    @Test
    void whatIsNotThereOrInAnotherAccountIsNotFound() {
        String missing = "00000000-0000-4000-8000-000000000000";
        String message = "The delegation request with id %s cannot be found.";
        assertFails(root.iam(SUMMARY, "EntityArn", arn(missing)), 404, "NoSuchEntity", message.replace("%s", missing));
        String id = made("Setup");
        assertFails(
                root.iam(SUMMARY, "EntityArn", arn(id).replace(TestServer.ACCOUNT, TestServer.OTHER_ACCOUNT)),
                404,
                "NoSuchEntity",
                message.replace("%s", id));
        assertThat(server.otherRoot.iam(SUMMARY, "EntityArn", arn(id)).code()).isEqualTo("AccessDenied");
    }

    @Test
    void theOwnerReadsItWithoutAnyPolicy() {
        Client alice = server.client("alice", Policies.allow("iam:AssociateDelegationRequest", "*"));
        String id = made("Setup");
        List<String> in = List.of("EntityArn", arn(id));
        assertThat(alice.iam(SUMMARY, in.toArray(String[]::new)).code()).isEqualTo("AccessDenied");
        alice.iam("AssociateDelegationRequest", "DelegationRequestId", id);
        assertThat(alice.iam(SUMMARY, in.toArray(String[]::new)).element("SummaryState"))
                .isEqualTo("AVAILABLE");
    }
}
