package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest extends IamTest {
    private static final String ALLOW_TEST = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": "s3:Get*",
                  "Resource": "arn:aws:s3:::b/${aws:username}/*",
                  "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}
                }
              ]
            }""";

    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    private static final String ZOE = "arn:aws:iam::" + TestServer.ACCOUNT + ":user/zoe";

    private static final String ROLE = ZOE.replace("user", "role");

    private static final String DENY =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:Put*\",\"Resource\":\"*\"}}";

    private Reply simulate(String... parameters) {
        Reply reply = root.iam("SimulateCustomPolicy", parameters);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    @Test
    void whatIsAllowedNamesItsStatementAsAwsDoes() {
        Reply reply = simulate("PolicyInputList.member.1", ALLOW, "ActionNames.member.1", "s3:GetObject");
        assertThat(reply.body())
                .contains("<EvalActionName>s3:GetObject</EvalActionName><EvalResourceName>*</EvalResourceName>"
                        + "<EvalDecision>allowed</EvalDecision>")
                .contains("<SourcePolicyId>PolicyInputList.1</SourcePolicyId>"
                        + "<SourcePolicyType>IAM Policy</SourcePolicyType>"
                        + "<StartPosition><Line>1</Line><Column>38</Column></StartPosition>")
                .contains("<IsTruncated>false</IsTruncated>");
    }

    @Test
    void contextDecidesAndWhatIsMissingIsNamed() {
        String[] asked = {
            "PolicyInputList.member.1", ALLOW_TEST,
            "ActionNames.member.1", "s3:GetObject",
            "ResourceArns.member.1", "arn:aws:s3:::b/alice/x"
        };
        assertThat(simulate(asked).body())
                .contains("<EvalDecision>implicitDeny</EvalDecision>")
                .contains("<MissingContextValues><member>aws:RequestedRegion</member><member>aws:username</member>");
        List<String> more = new ArrayList<>(List.of(asked));
        more.addAll(List.of(
                "ContextEntries.member.1.ContextKeyName", "aws:username",
                "ContextEntries.member.1.ContextKeyType", "string",
                "ContextEntries.member.1.ContextKeyValues.member.1", "alice",
                "ContextEntries.member.2.ContextKeyName", "AWS:RequestedRegion",
                "ContextEntries.member.2.ContextKeyType", "string",
                "ContextEntries.member.2.ContextKeyValues.member.1", "us-east-1"));
        assertThat(simulate(more.toArray(String[]::new)).body())
                .contains("<EvalDecision>allowed</EvalDecision>")
                .contains("<MissingContextValues/>");
    }

    @Test
    void theCallersNameIsKnown() {
        assertThat(simulate(
                                "PolicyInputList.member.1", ALLOW_TEST,
                                "ActionNames.member.1", "s3:GetObject",
                                "ResourceArns.member.1", "arn:aws:s3:::b/zoe/x",
                                "CallerArn", ZOE,
                                "ContextEntries.member.1.ContextKeyName", "aws:RequestedRegion",
                                "ContextEntries.member.1.ContextKeyType", "string",
                                "ContextEntries.member.1.ContextKeyValues.member.1", "us-east-1")
                        .body())
                .contains("<EvalDecision>allowed</EvalDecision>")
                .contains("<MissingContextValues/>");
    }

    @Test
    void keysOfOtherActionsAreMissingToo() {
        assertThat(simulate("PolicyInputList.member.1", ALLOW_TEST, "ActionNames.member.1", "sqs:SendMessage")
                        .body())
                .contains("<MissingContextValues><member>aws:RequestedRegion</member><member>aws:username</member>");
    }

    @Test
    void anActionHasOneResultWithOneForEachNamedResource() {
        Reply reply = simulate(
                "PolicyInputList.member.1", ALLOW.replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:s3:::a/*\""),
                "ActionNames.member.1", "s3:GetObject",
                "ActionNames.member.2", "s3:PutObject",
                "ResourceArns.member.1", "arn:aws:s3:::a/x",
                "ResourceArns.member.2", "arn:aws:s3:::b/x");
        assertThat(reply.body())
                .containsSubsequence(
                        "<EvalActionName>s3:GetObject</EvalActionName><EvalResourceName>*</EvalResourceName>"
                                + "<EvalDecision>implicitDeny</EvalDecision><MatchedStatements/>",
                        "<EvalDecisionDetails/><ResourceSpecificResults><member>"
                                + "<EvalResourceName>arn:aws:s3:::a/x</EvalResourceName>"
                                + "<EvalResourceDecision>allowed</EvalResourceDecision><MatchedStatements><member>",
                        "<EvalResourceName>arn:aws:s3:::b/x</EvalResourceName>"
                                + "<EvalResourceDecision>implicitDeny</EvalResourceDecision><MatchedStatements/>",
                        "<EvalActionName>s3:PutObject</EvalActionName>")
                .containsOnlyOnce("<EvalActionName>s3:GetObject");
        assertThat(simulate("PolicyInputList.member.1", ALLOW, "ActionNames.member.1", "s3:GetObject")
                        .body())
                .doesNotContain("EvalDecisionDetails", "ResourceSpecificResults");
    }

    @Test
    void oneResourceIsNamedInBothPlaces() {
        assertThat(simulate(
                                "PolicyInputList.member.1", ALLOW,
                                "ActionNames.member.1", "s3:GetObject",
                                "ResourceArns.member.1", "arn:aws:s3:::a/x")
                        .body())
                .contains("<EvalResourceName>arn:aws:s3:::a/x</EvalResourceName><EvalDecision>allowed</EvalDecision>")
                .contains("<EvalResourceName>arn:aws:s3:::a/x</EvalResourceName><EvalResourceDecision>allowed");
    }

    @Test
    void runningAnInstanceNeedsTheResourcesOfItsScenario() {
        String ec2 = "arn:aws:ec2:us-east-1:" + TestServer.ACCOUNT + ":";
        List<String> asked = new ArrayList<>(List.of(
                "PolicyInputList.member.1",
                ALLOW.replace("s3:*", "ec2:RunInstances").replace("\"*\"}", "\"arn:aws:ec2:*:*:*/*\"}"),
                "ActionNames.member.1",
                "ec2:RunInstances",
                "ResourceHandlingOption",
                "EC2-VPC-EBS-Subnet"));
        List<String> resources = List.of(
                ec2 + "instance/*",
                "arn:aws:ec2:us-east-1::image/ami-1",
                ec2 + "security-group/sg-1",
                ec2 + "network-interface/*",
                ec2 + "subnet/subnet-1");
        for (int i = 0; i < resources.size(); i++) {
            asked.addAll(List.of("ResourceArns.member." + (i + 1), resources.get(i)));
        }
        assertThat(root.iam("SimulateCustomPolicy", asked.toArray(String[]::new))
                        .body())
                .contains("<Code>InvalidInput</Code>", "EC2-VPC-EBS-Subnet requires the resources: volume.");
        asked.addAll(List.of("ResourceArns.member.6", ec2 + "volume/*"));
        assertThat(simulate(asked.toArray(String[]::new)).body())
                .contains("<EvalDecision>allowed</EvalDecision>")
                .containsSubsequence(
                        "<EvalResourceName>" + ec2 + "instance/*</EvalResourceName><EvalResourceDecision>allowed<",
                        "<EvalResourceName>" + ec2 + "volume/*</EvalResourceName><EvalResourceDecision>allowed<");
        asked.set(3, "ec2:StartInstances");
        assertThat(root.iam("SimulateCustomPolicy", asked.toArray(String[]::new))
                        .body())
                .contains(
                        "<Code>InvalidInput</Code>",
                        "Action does not support resource handling options: ec2:StartInstances.");
    }

    @Test
    void anotherAccountsResourceTellsWhatEachPolicySays() {
        String bucket = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + TestServer.ACCOUNT + "\"},\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
        Reply reply = simulate(
                "PolicyInputList.member.1",
                ALLOW.replace("s3:*", "ec2:*"),
                "PermissionsBoundaryPolicyInputList.member.1",
                ALLOW,
                "ActionNames.member.1",
                "s3:GetObject",
                "ResourceArns.member.1",
                "arn:aws:s3:::a/x",
                "ResourcePolicy",
                bucket,
                "ResourceOwner",
                "arn:aws:iam::" + TestServer.OTHER_ACCOUNT + ":root",
                "CallerArn",
                ZOE);
        String details = "<EvalDecisionDetails>"
                + "<entry><key>IAM Policy</key><value>implicitDeny</value></entry>"
                + "<entry><key>Resource Policy</key><value>allowed</value></entry>"
                + "<entry><key>Permissions Boundary Policy</key><value>allowed</value></entry></EvalDecisionDetails>";
        assertThat(reply.body())
                .contains("<EvalDecision>implicitDeny</EvalDecision>")
                .containsSubsequence(details, "<ResourceSpecificResults>", details);
    }

    @Test
    void aBoundaryThatDeniesIsNamed() {
        assertThat(simulate(
                                "PolicyInputList.member.1", ALLOW,
                                "PermissionsBoundaryPolicyInputList.member.1", DENY,
                                "ActionNames.member.1", "s3:PutObject")
                        .body())
                .contains("<EvalDecision>explicitDeny</EvalDecision><MatchedStatements><member>"
                        + "<SourcePolicyId>PermissionsBoundaryPolicyInputList.1</SourcePolicyId>"
                        + "<SourcePolicyType>Permissions Boundary Policy</SourcePolicyType>");
    }

    @Test
    void aDenyAndABoundaryAreToldApart() {
        Reply denied = simulate(
                "PolicyInputList.member.1", ALLOW,
                "PolicyInputList.member.2", DENY,
                "ActionNames.member.1", "s3:PutObject");
        assertThat(denied.body())
                .contains(
                        "<EvalDecision>explicitDeny</EvalDecision>",
                        "<SourcePolicyId>PolicyInputList.2</SourcePolicyId>")
                .doesNotContain("PolicyInputList.1");
        Reply bounded = simulate(
                "PolicyInputList.member.1",
                ALLOW,
                "PermissionsBoundaryPolicyInputList.member.1",
                ALLOW.replace("s3:*", "ec2:*"),
                "ActionNames.member.1",
                "s3:PutObject");
        assertThat(bounded.body())
                .contains("<EvalDecision>implicitDeny</EvalDecision>")
                .contains("<AllowedByPermissionsBoundary>false</AllowedByPermissionsBoundary>");
    }

    @Test
    void aResourcesPolicyCountsForItsCaller() {
        String bucket = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::" + TestServer.ACCOUNT + ":user/zoe\"},\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
        String[] asked = {
            "PolicyInputList.member.1",
            ALLOW.replace("s3:*", "ec2:*"),
            "ActionNames.member.1",
            "s3:GetObject",
            "ResourcePolicy",
            bucket,
            "CallerArn",
            "arn:aws:iam::" + TestServer.ACCOUNT + ":user/zoe"
        };
        assertThat(simulate(asked).body())
                .contains(
                        "<EvalDecision>allowed</EvalDecision>", "<SourcePolicyType>Resource Policy</SourcePolicyType>")
                .doesNotContain("EvalDecisionDetails");
        asked[asked.length - 1] = "arn:aws:iam::" + TestServer.ACCOUNT + ":user/other";
        assertThat(simulate(asked).body()).contains("<EvalDecision>implicitDeny</EvalDecision>");
        Reply withoutCaller = root.iam(
                "SimulateCustomPolicy",
                "PolicyInputList.member.1",
                ALLOW,
                "ActionNames.member.1",
                "s3:GetObject",
                "ResourcePolicy",
                bucket);
        assertThat(withoutCaller.body()).contains("<Code>InvalidInput</Code>", "Caller cannot be null or empty.");
    }

    @Test
    void aUsersOwnPoliciesAndThoseOfItsGroupsAreSimulated() {
        World world = World.make(root, 7);
        String user = world.fill("{iam}user/staff/{user}");
        Reply reply = root.iam(
                "SimulatePrincipalPolicy",
                "PolicySourceArn",
                user,
                "ActionNames.member.1",
                "s3:GetObject",
                "ActionNames.member.2",
                "s3:DeleteObject");
        assertThat(reply.body())
                .contains(
                        "<SourcePolicyId>user_" + world.fill("{user}") + "_inline</SourcePolicyId>",
                        "<SourcePolicyId>policy7</SourcePolicyId>")
                .containsSubsequence(
                        "s3:GetObject", "<EvalDecision>allowed<", "s3:DeleteObject", "<EvalDecision>implicitDeny<");
        assertThat(root.iam(
                                "SimulatePrincipalPolicy",
                                "PolicySourceArn",
                                world.fill("{iam}user/nobody"),
                                "ActionNames.member.1",
                                "s3:GetObject")
                        .body())
                .contains("<Code>NoSuchEntity</Code>");
    }

    @Test
    void aRolesArnIsKnown() {
        World world = World.make(root, 8);
        String role = world.fill("{iam}role/") + world.fill("{role}");
        String own = ALLOW.replace(
                "\"Resource\":\"*\"",
                "\"Resource\":\"*\",\"Condition\":{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/*\"}}");
        assertThat(root.iam(
                                "SimulatePrincipalPolicy",
                                "PolicySourceArn",
                                role,
                                "PolicyInputList.member.1",
                                own,
                                "ActionNames.member.1",
                                "s3:ListBucket")
                        .body())
                .contains("<EvalDecision>allowed</EvalDecision>");
    }

    @Test
    void everyLevelOfTheOrganizationMustAllow() {
        String levels = "OrderedOrganizationPolicyInputList.member.";
        String scps = ".ServiceControlPolicyInputList.member.1";
        String[] asked = {
            "PolicyInputList.member.1",
            ALLOW,
            "ActionNames.member.1",
            "s3:PutObject",
            "ResourceArns.member.1",
            "arn:aws:s3:::a/x",
            levels + 1 + scps,
            ALLOW,
            levels + 2 + scps,
            ALLOW
        };
        assertThat(simulate(asked).body())
                .contains(
                        "<EvalDecision>allowed</EvalDecision>",
                        "<AllowedByOrganizations>true</AllowedByOrganizations>",
                        "<EvalDecisionDetails/>");
        asked[9] = ALLOW.replace("s3:*", "ec2:*");
        assertThat(simulate(asked).body())
                .contains(
                        "<EvalDecision>implicitDeny</EvalDecision><MatchedStatements/>",
                        "<AllowedByOrganizations>false</AllowedByOrganizations>")
                .doesNotContain("EvalDecisionDetails");
        asked[9] = DENY;
        assertThat(simulate(asked).body())
                .contains("<EvalDecision>explicitDeny</EvalDecision><MatchedStatements/>")
                .doesNotContain("SourcePolicyId");
    }

    @Test
    void onlyWhoIsOfTheAccountIsSimulated() {
        String[][] wrong = {
            {
                "arn:aws:sts::" + TestServer.ACCOUNT + ":assumed-role/a/b",
                "Invalid Entity Arn: arn:aws:sts::" + TestServer.ACCOUNT
                        + ":assumed-role/a/b does not clearly define entity type and name."
            },
            {
                "arn:aws:iam::" + TestServer.OTHER_ACCOUNT + ":role/a",
                "account " + TestServer.ACCOUNT + " does not have access to policies in account "
                        + TestServer.OTHER_ACCOUNT
            }
        };
        for (String[] each : wrong) {
            assertThat(root.iam(
                                    "SimulatePrincipalPolicy",
                                    "PolicySourceArn",
                                    each[0],
                                    "ActionNames.member.1",
                                    "s3:GetObject")
                            .body())
                    .contains("<Code>InvalidInput</Code>", each[1]);
        }
    }

    @Test
    void pagesGoOnWhereTheLastEnded() {
        List<String> asked = new ArrayList<>(List.of("PolicyInputList.member.1", ALLOW, "MaxItems", "2"));
        for (int i = 1; i <= 3; i++) {
            asked.addAll(List.of("ActionNames.member." + i, "s3:Action" + i));
        }
        Reply first = simulate(asked.toArray(String[]::new));
        assertThat(first.body()).contains("s3:Action1", "s3:Action2", "<IsTruncated>true</IsTruncated>");
        assertThat(first.body()).doesNotContain("s3:Action3");
        asked.addAll(List.of("Marker", first.element("Marker")));
        assertThat(simulate(asked.toArray(String[]::new)).body())
                .contains("s3:Action3", "<IsTruncated>false</IsTruncated>")
                .doesNotContain("s3:Action2");
    }

    @Test
    void keysAreThoseOfConditionsAndVariables() {
        assertThat(root.iam("GetContextKeysForCustomPolicy", "PolicyInputList.member.1", ALLOW_TEST)
                        .body())
                .contains("<ContextKeyNames><member>aws:RequestedRegion</member><member>aws:username</member>");
    }

    @Test
    void whatCannotBeSimulatedIsInvalidInput() {
        String[][] wrong = {
            {"PolicyInputList.member.1", "{}", "ActionNames.member.1", "s3:GetObject"},
            {"PolicyInputList.member.1", ALLOW, "ActionNames.member.1", "GetObject"},
            {
                "PolicyInputList.member.1",
                ALLOW,
                "ActionNames.member.1",
                "s3:GetObject",
                "ContextEntries.member.1.ContextKeyName",
                "aws:CurrentTime",
                "ContextEntries.member.1.ContextKeyType",
                "date",
                "ContextEntries.member.1.ContextKeyValues.member.1",
                "soon"
            },
            {"PolicyInputList.member.1", ALLOW, "ActionNames.member.1", "s3:GetObject", "ResourceHandlingOption", "X"},
            {"PolicyInputList.member.1", ALLOW, "ActionNames.member.1", "s3:GetObject", "ResourceArns.member.1", "b/x"},
            {"PolicyInputList.member.1", ALLOW, "ActionNames.member.1", "s3:GetObject", "CallerArn", ROLE},
            {"PolicyInputList.member.1", ALLOW, "ActionNames.member.1", "s3:GetObject", "ResourceOwner", "me"}
        };
        for (String[] parameters : wrong) {
            assertThat(root.iam("SimulateCustomPolicy", parameters).body()).contains("<Code>InvalidInput</Code>");
        }
    }

    @Test
    void aSimulationSaysWhatItCannotRead() {
        String[] asked = {
            "PolicyInputList.member.1", ALLOW, "ActionNames.member.1", "s3:GetObject", "ResourceArns.member.1", ""
        };
        asked[asked.length - 1] = "14a050d4-021e-4efe-84bb-0871bf6d0fda";
        assertFails(
                root.iam("SimulateCustomPolicy", asked),
                400,
                "InvalidInput",
                "ResourceNames are not in a valid ARN format: 14a050d4-021e-4efe-84bb-0871bf6d0fda.");
        asked[asked.length - 2] = "ResourceOwner";
        asked[asked.length - 1] = "1234-5678-9012";
        assertFails(
                root.iam("SimulateCustomPolicy", asked),
                400,
                "InvalidInput",
                "'1234-5678-9012' is not a valid as a Resource Owner.");
        asked[asked.length - 2] = "CallerArn";
        asked[asked.length - 1] = "arn:aws:iam::" + TestServer.ACCOUNT + ":role/r";
        assertFails(
                root.iam("SimulateCustomPolicy", asked),
                400,
                "InvalidInput",
                "Invalid caller - Caller must be an IAM user in this context.");
        String session = "arn:aws:sts::" + TestServer.ACCOUNT + ":assumed-role/r/session";
        assertFails(
                root.iam("SimulatePrincipalPolicy", "PolicySourceArn", session, "ActionNames.member.1", "s3:GetObject"),
                400,
                "InvalidInput",
                "Invalid Entity Arn: " + session + " does not clearly define entity type and name.");
    }
}
