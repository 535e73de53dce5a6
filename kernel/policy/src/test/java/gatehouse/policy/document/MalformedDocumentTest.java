package gatehouse.policy.document;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.PolicyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedDocumentTest {
    private static final String SYNTAX = "Syntax errors in policy.";
    private static final String LEGACY = "The policy failed legacy parsing";

    private static void refused(PolicyKind kind, String document, String message) {
        assertThatThrownBy(() -> PolicyDocument.parse(document.replace('\'', '"'), kind))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage(message);
    }

    private static String statement(String members) {
        return "{'Version':'2012-10-17','Statement':[{'Effect':'Allow'," + members + "}]}";
    }

    private static void identity(String members, String message) {
        refused(PolicyKind.IDENTITY, statement(members), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "not json",
                "[]",
                "'*'",
                "null",
                "{}",
                "{'Version':'2012-10-17'}",
                "{'Version':'2012-10-17','Statement':[]}",
                "{'Version':'2012-10-17','Statement':'*'}",
                "{'Version':'2013-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}",
                "{'Version':20121017,'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]} {}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}],}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]",
                "{'Statement':[{'Action':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Maybe','Action':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':['Allow'],'Action':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':1,'Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':null,'Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':['*',['*']],'Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':{}}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','NotResource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Action':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Extra':'*'}]}",
                "{'Statement':[{'Effect':'Allow','action':'*','Resource':'*'}]}",
                "{'Statement':[{'Sid':1,'Effect':'Allow','Action':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':[]}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':'true'}}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'a:b':null}}}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'a:b':[[]]}}}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*',"
                        + "'Condition':{'Bool':{'a:b':'true'},'bool':{'a:b':'false'}}}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'me','Action':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{},'Action':'*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{'User':'x'},'Action':'*','Resource':'*'}]}",
                "{'Id':{},'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}",
                "{'Conditions':{},'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}",
            })
    void whatIsNotOfTheGrammarIsASyntaxError(String document) {
        refused(PolicyKind.IDENTITY, document, SYNTAX);
    }

    @Test
    void brokenEncodingsAreSyntaxErrors() {
        refused(PolicyKind.IDENTITY, statement("'Action':'*','Resource':'*','Sid':'\ud800'"), SYNTAX);
        refused(PolicyKind.IDENTITY, statement("'Action':'*','Resource':'*','Sid':'a\u0000b'"), SYNTAX);
        refused(PolicyKind.IDENTITY, "\ufeff" + statement("'Action':'*','Resource':'*'"), SYNTAX);
    }

    @Test
    void sizeAndDepthAreBounded() {
        refused(
                PolicyKind.IDENTITY,
                statement("'Action':'*','Resource':'*'") + " ".repeat(PolicyDocument.TEXT_CHARACTERS_MAX),
                SYNTAX);
        refused(PolicyKind.IDENTITY, "[".repeat(100_000), SYNTAX);
        refused(PolicyKind.IDENTITY, "{'Statement':".repeat(10_000), SYNTAX);
    }

    @Test
    void effectsAreExactForTheOldParser() {
        refused(
                PolicyKind.IDENTITY,
                "{'Version':'2012-10-17','Statement':{'Effect':'allow','Action':'*','Resource':'*'}}",
                LEGACY);
    }

    /// Recorded of AWS, but for the last two.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sdfdsf",
                "234-13",
                "2016-12-13t2:00:00.593194+1",
                "2016-12-13t2:00:00.1999999999+10:59",
                "9223372036854775808",
                "2026-02-30",
                ""
            })
    void datesMustBeDates(String date) {
        identity("'Action':'*','Resource':'*','Condition':{'DateLessThan':{'a':'" + date + "'}}", LEGACY);
    }

    /// Recorded of AWS.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'a':{}}",
                "{'x':{},'y':{}}",
                "{'DateGreaterThan':{}}",
                "{'DateGreaterThan':{'a':[]}}",
                "{'DateGreaterThan':{'a':'01T'}}",
                "{'StringEqualsIfExists':{'a':'asf'}}",
                "{'ForAnyValue:StringEqualsIfExists':{'a':'asf'}}",
                "{'DateLessThanEquals':{'a':'2016-12-13T21:20:37.593194+00:00'}}",
                "{'DateLessThanEquals':{'a':'2016-12-13t2:00:00.593194+23'}}",
                "{'DateLessThan':{'a':'-292275054'}}"
            })
    void iamTakesConditionsThatCompareLittle(String condition) {
        String document = statement("'Action':'*','Resource':'*','Condition':" + condition);
        assertThatCode(() -> PolicyDocument.parse(document.replace('\'', '"'), PolicyKind.IDENTITY))
                .doesNotThrowAnyException();
    }

    @Test
    void aDocumentMayHaveToBeOfTheNewestVersion() {
        for (String version : new String[] {"", "'Version':'2008-10-17',"}) {
            String document = "{" + version + "'Statement':[{'Effect':'denY','Action':'*','Resource':'*'}]}";
            assertThatThrownBy(() ->
                            PolicyDocument.parse(document.replace('\'', '"'), PolicyKind.IDENTITY, Version.V2012_10_17))
                    .hasMessage("Policy document must be version 2012-10-17 or greater.");
        }
    }

    @Test
    void statementsNeedActionsAndResources() {
        identity("'Resource':'*'", "Policy statement must contain actions.");
        identity("'Action':[],'Resource':'*'", "Policy statement must contain actions.");
        identity("'Action':'s3:GetObject'", "Policy statement must contain resources.");
        identity("'Action':'s3:GetObject','Resource':[]", "Policy statement must contain resources.");
        identity("'Action':'invalid'", "Policy statement must contain resources.");
    }

    @Test
    void actionsNameOneVendor() {
        String vendor = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
        identity("'Action':'GetObject','Resource':'*'", vendor);
        identity("'Action':'','Resource':'*'", vendor);
        refused(
                PolicyKind.SERVICE_CONTROL,
                statement("'Action':'*','Resource':'*','Condition':{'StringEquals':{'SourceIp':'x'}}"),
                vendor);
        identity("'Action':'s3:Get:Object','Resource':'*'", "Actions/Condition can contain only one colon.");
        identity("'NotAction':'s 3:GetObject','Resource':'*'", "Vendor s 3 is not valid");
        identity("'Action':'s*:GetObject','Resource':'*'", "Vendor s* is not valid");
    }

    @Test
    void resourcesAreArns() {
        identity("'Action':'*','Resource':'bucket'", "Resource bucket must be in ARN format or \"*\".");
        identity("'Action':'*','Resource':''", "Resource  must be in ARN format or \"*\".");
        identity(
                "'Action':'*','Resource':'arn:moon:s3:::b'",
                "Partition \"moon\" is not valid for resource \"arn:moon:s3:::b\".");
        identity(
                "'Action':'*','Resource':'arn:moon:s3'",
                "Partition \"moon\" is not valid for resource \"arn:moon:s3:*:*:*\".");
        identity(
                "'Action':'*','Resource':'a:moon'",
                "Partition \"moon\" is not valid for resource \"arn:moon:*:*:*:*\".");
        identity(
                "'Action':'*','Resource':'aws:s3:::b'", "Partition \"s3\" is not valid for resource \"arn:s3:::b:*\".");
        identity("'Action':'*','Resource':'a:aws:s3:::b'", "Resource a:aws:s3:::b must be in ARN format or \"*\".");
        identity(
                "'Action':'*','Resource':'arn:aws'",
                "Resource vendor must be fully qualified and cannot contain regexes.");
        identity("'Action':'*','Resource':'arn:aws::::b'", LEGACY);
        identity("'Action':'*','Resource':'arn:aws:sqs::'", LEGACY);
        identity(
                "'Action':'*','Resource':'arn:aws:s3:us-east-1::b'",
                "Resource arn:aws:s3:us-east-1::b can not contain region information.");
        identity(
                "'Action':'*','Resource':'arn:aws:iam:us-east-1:111122223333:user/a'",
                "IAM resource arn:aws:iam:us-east-1:111122223333:user/a cannot contain region information.");
        identity(
                "'Action':'*','Resource':'arn:aws:iam::111122223333:alice'",
                "IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/,"
                        + " instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/,"
                        + " oidc-provider/, report/, access-report/.");
    }

    @Test
    void conditionOperatorsAreKnown() {
        for (String operator :
                new String[] {"StringEqual", "NullIfExists", "ForAnyValue:Null", "IfExists", "For:Bool"}) {
            String members = "'Action':'*','Resource':'*','Condition':{'" + operator + "':{'a:b':'true'}}";
            identity(members, SYNTAX);
            refused(PolicyKind.SERVICE_CONTROL, statement(members), "Invalid Condition type : " + operator + ".");
        }
    }

    @Test
    void sidsAreAlphanumericAndUnique() {
        identity(
                "'Sid':'with space','Action':'*','Resource':'*'",
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                        + " [0-9A-Za-z]*");
        refused(
                PolicyKind.IDENTITY,
                "{'Statement':[{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'},"
                        + "{'Sid':'a','Effect':'Deny','Action':'*','Resource':'*'}]}",
                "Statement IDs (SID) in a single policy must be unique.");
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "BOUNDARY", "SESSION", "SERVICE_CONTROL"})
    void policiesOfIdentitiesNameNoPrincipal(PolicyKind kind) {
        refused(
                kind,
                statement("'Principal':'*','Action':'*','Resource':'*'"),
                "Policy document should not specify a principal.");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOURCE", "TRUST", "RESOURCE_CONTROL", "ENDPOINT"})
    void policiesOfResourcesNameAPrincipal(PolicyKind kind) {
        refused(kind, statement("'Action':'sts:AssumeRole'"), "Missing required field Principal");
    }

    @Test
    void policiesOfResourcesNameAResource() {
        refused(PolicyKind.RESOURCE, statement("'Principal':'*','Action':'kms:*'"), "Missing required field Resource");
    }

    @Test
    void aTrustPolicyNamesNoResourceAndOnlyItsOwnActions() {
        refused(
                PolicyKind.TRUST,
                statement("'Principal':'*','Action':'sts:AssumeRole','Resource':'*'"),
                "Has prohibited field Resource");
        String actions = "AssumeRole policy may only specify STS AssumeRole actions.";
        refused(PolicyKind.TRUST, statement("'Principal':'*','Action':'s3:GetObject'"), actions);
        refused(PolicyKind.TRUST, statement("'Principal':'*','Action':'*'"), actions);
        refused(PolicyKind.TRUST, statement("'Principal':'*','NotAction':'sts:AssumeRole'"), actions);
        refused(PolicyKind.TRUST, statement("'Principal':'*','Action':'sts:Delete*'"), actions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'AWS':'alice'",
                "'AWS':'11112222333'",
                "'AWS':'arn:aws:iam::111122223333:user/*'",
                "'AWS':'arn:aws:iam::111122223333:user'",
                "'AWS':'arn:aws:s3:::bucket'",
                "'AWS':'arn:aws:iam:::user/alice'",
                "'Service':'*'",
                "'Service':'lambda'",
                "'Federated':''"
            })
    void principalsHaveTheirForms(String principal) {
        refused(
                PolicyKind.TRUST,
                statement("'Principal':{" + principal + "},'Action':'sts:AssumeRole'"),
                "Invalid principal in policy: " + principal.replace('\'', '"'));
    }

    @Test
    void aResourceControlPolicySpeaksToEveryone() {
        refused(
                PolicyKind.RESOURCE_CONTROL,
                statement("'Principal':{'AWS':'111122223333'},'Action':'*','Resource':'*'"),
                "The provided policy document does not meet the requirements of the specified policy type.");
    }
}
