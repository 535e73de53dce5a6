package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What AWS answers word for word, and which elements its answers have, where one would expect others.
///
/// Source: answers of AWS's, recorded in February 2026 by the tests of LocalStack
class AnswersTest extends IamTest {
    private static final String TRUST = Policies.trust(TestServer.ACCOUNT, "sts:AssumeRole");
    private static final String DOCUMENT = Policies.allow("s3:GetObject", "*");

    @Test
    void aViolatedConstraintIsNamedWithoutItsValue() {
        assertFails(
                root.iam("CreateUser", "UserName", "u".repeat(65)),
                400,
                "ValidationError",
                "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must have length"
                        + " less than or equal to 64");
    }

    @ParameterizedTest
    @CsvSource({
        "CreateUser, UserName, userName",
        "GetUser, UserName, userName",
        "GetRole, RoleName, roleName",
        "GetGroup, GroupName, groupName",
        "GetInstanceProfile, InstanceProfileName, instanceProfileName",
        "GetServerCertificate, ServerCertificateName, serverCertificateName",
        "CreateVirtualMFADevice, VirtualMFADeviceName, virtualMFADeviceName",
    })
    void aNameWithOtherCharactersIsRefusedInIamsOwnWords(String operation, String parameter, String member) {
        assertFails(
                root.iam(operation, parameter, "a/b"),
                400,
                "ValidationError",
                "The specified value for " + member + " is invalid. It must contain only alphanumeric characters and/or"
                        + " the following: +=,.@_-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/a", "a/"})
    void aPathWithoutItsSlashesIsRefusedInIamsOwnWords(String path) {
        String message = "The specified value for path is invalid. It must begin and end with / and contain only"
                + " alphanumeric characters and/or / characters.";
        assertFails(
                root.iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "a", "Path", path),
                400,
                "ValidationError",
                message);
        assertFails(
                root.iam("CreatePolicy", "PolicyName", "p", "PolicyDocument", DOCUMENT, "Path", path),
                400,
                "ValidationError",
                message);
    }

    @Test
    void otherViolationsAreToldBeforeThoseInIamsOwnWords() {
        assertThat(root.iam("CreateUser", "UserName", "a/b", "Path", "/" + "p".repeat(512) + "/")
                        .message())
                .isEqualTo("1 validation error detected: Value at 'path' failed to satisfy constraint: Member must have"
                        + " length less than or equal to 512");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid-marker", "AAAA", "a", "!"})
    void whatIsNoMarkerIsRefused(String marker) {
        for (String operation :
                List.of("ListUsers", "ListVirtualMFADevices", "ListMFADevices", "GetAccountAuthorizationDetails")) {
            assertFails(root.iam(operation, "Marker", marker), 400, "ValidationError", "Invalid Marker.");
        }
    }

    @Test
    void tagKeysOfUsersAndRolesAreTheSameWhateverTheirCase() {
        String[] tags = {"Tags.member.1.Key", "a", "Tags.member.1.Value", "1", "Tags.member.2.Key", "A"};
        List<String> role = List.of("RoleName", "r", "AssumeRolePolicyDocument", TRUST, "Tags.member.2.Value", "2");
        Reply reply = root.iam("CreateRole", join(role, tags));
        assertFails(
                reply,
                400,
                "InvalidInput",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    @Test
    void tagKeysOfEverythingElseAreToldApartByTheirCase() {
        String[] tags = {"Tags.member.1.Key", "a", "Tags.member.1.Value", "1", "Tags.member.2.Key", "A"};
        List<String> policy = List.of("PolicyName", "p", "PolicyDocument", DOCUMENT, "Tags.member.2.Value", "2");
        String arn = call("CreatePolicy", join(policy, tags)).element("Arn");
        assertThat(elements(call("ListPolicyTags", "PolicyArn", arn), "Value")).containsExactly("2", "1");
        call("UntagPolicy", "PolicyArn", arn, "TagKeys.member.1", "a");
        assertThat(elements(call("ListPolicyTags", "PolicyArn", arn), "Value")).containsExactly("2");
        tags[5] = "a";
        assertFails(
                root.iam("TagPolicy", join(List.of("PolicyArn", arn, "Tags.member.2.Value", "2"), tags)),
                400,
                "InvalidInput",
                "Duplicate tag keys found.");
    }

    private static String[] join(List<String> first, String... more) {
        String[] all = first.toArray(new String[first.size() + more.length]);
        System.arraycopy(more, 0, all, first.size(), more.length);
        return all;
    }

    @Test
    void whatIsReadSaysThatItHasNoTags() {
        String arn = call("CreatePolicy", "PolicyName", "p", "PolicyDocument", DOCUMENT)
                .element("Arn");
        call("CreateInstanceProfile", "InstanceProfileName", "ip");
        String oidc = call("CreateOpenIDConnectProvider", "Url", "https://example.com")
                .element("OpenIDConnectProviderArn");
        String saml = call("CreateSAMLProvider", "Name", "saml", "SAMLMetadataDocument", SamlDocument.METADATA)
                .element("SAMLProviderArn");
        call("CreateUser", "UserName", "u");
        call("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
        List<Reply> with = List.of(
                call("GetPolicy", "PolicyArn", arn),
                call("GetPolicy", "PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"),
                call("GetInstanceProfile", "InstanceProfileName", "ip"),
                call("GetOpenIDConnectProvider", "OpenIDConnectProviderArn", oidc),
                call("GetSAMLProvider", "SAMLProviderArn", saml));
        assertThat(with).allSatisfy(reply -> assertThat(reply.body()).contains("<Tags"));
        List<Reply> without = List.of(
                call("GetUser", "UserName", "u"),
                call("GetRole", "RoleName", "r"),
                call("ListInstanceProfiles"),
                call("ListPolicies", "Scope", "Local"));
        assertThat(without).allSatisfy(reply -> assertThat(reply.body()).doesNotContain("<Tags"));
    }

    @Test
    void aNewRoleIsAnsweredWithoutItsDescriptionAndDuration() {
        Reply created = call(
                "CreateRole",
                "RoleName",
                "r",
                "AssumeRolePolicyDocument",
                TRUST,
                "Description",
                "d",
                "MaxSessionDuration",
                "7200");
        assertThat(created.body()).doesNotContain("Description>", "MaxSessionDuration");
        Reply described = call("UpdateRoleDescription", "RoleName", "r", "Description", "e");
        assertThat(described.element("Description")).isEqualTo("e");
        assertThat(described.body()).doesNotContain("MaxSessionDuration");
        Reply read = call("GetRole", "RoleName", "r");
        assertThat(read.element("Description")).isEqualTo("e");
        assertThat(read.element("MaxSessionDuration")).isEqualTo("7200");
    }

    @Test
    void aTrustPolicyThatIsNoJsonIsToldSo() {
        assertFails(
                root.iam("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", "no"),
                400,
                "MalformedPolicyDocument",
                "This policy contains invalid Json");
        assertFails(
                root.iam("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", "{}"),
                400,
                "MalformedPolicyDocument",
                "Syntax errors in policy.");
        assertFails(
                root.iam("CreatePolicy", "PolicyName", "p", "PolicyDocument", "no"),
                400,
                "MalformedPolicyDocument",
                "Syntax errors in policy.");
    }

    @Test
    void aManagedPolicyIsOfTheNewestVersionAndAnInlineOneNeedNotBe() {
        String old = DOCUMENT.replace("2012-10-17", "2008-10-17");
        call("CreateUser", "UserName", "u");
        call("PutUserPolicy", "UserName", "u", "PolicyName", "p", "PolicyDocument", old);
        String arn = call("CreatePolicy", "PolicyName", "p", "PolicyDocument", DOCUMENT)
                .element("Arn");
        String message = "Policy document must be version 2012-10-17 or greater.";
        assertFails(
                root.iam("CreatePolicy", "PolicyName", "q", "PolicyDocument", old),
                400,
                "MalformedPolicyDocument",
                message);
        assertFails(
                root.iam("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", old),
                400,
                "MalformedPolicyDocument",
                message);
    }

    @Test
    void aRootUserIsAsOldAsItsAccountToTheSecond() {
        server.clock.advance(Duration.ofMillis(345));
        Client third = server.account("777788889999");
        assertThat(third.iam("GetUser").element("CreateDate")).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void whoseAKeyIsThatIsNotTheAccountsNobodyLearns() {
        String key = server.otherRoot.iam("CreateUser", "UserName", "u").status() == 200
                ? server.otherRoot.iam("CreateAccessKey", "UserName", "u").element("AccessKeyId")
                : "";
        Client alice = server.client("alice", Policies.allow("iam:*", "*"));
        for (String id : List.of(key, "AKIAIOSFODNN7EXAMPLE")) {
            assertFails(
                    alice.iam("GetAccessKeyLastUsed", "AccessKeyId", id),
                    403,
                    "AccessDenied",
                    "User: " + IAM + "user/alice is not authorized to perform iam:GetAccessKeyLastUsed on resource:"
                            + " access key " + id);
        }
    }

    @Test
    void anArnThatIsNoPolicysIsRefusedByEachInItsWay() {
        call("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
        String wrong = IAM + "not_a_policy/invalid";
        String message = "ARN " + wrong + " is not valid.";
        assertFails(root.iam("AttachRolePolicy", "RoleName", "r", "PolicyArn", wrong), 400, "ValidationError", message);
        assertFails(root.iam("DetachRolePolicy", "RoleName", "r", "PolicyArn", wrong), 400, "ValidationError", message);
        assertFails(
                root.iam("PutRolePermissionsBoundary", "RoleName", "r", "PermissionsBoundary", wrong),
                400,
                "InvalidInput",
                message);
    }

    @Test
    void aPolicyThatIsMissingIsToldInTheWordsOfTheOperation() {
        String arn = IAM + "policy/missing";
        String version = "Policy " + arn + " version v1 does not exist or is not attachable.";
        for (String operation : List.of("GetPolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion")) {
            assertFails(root.iam(operation, "PolicyArn", arn, "VersionId", "v1"), 404, "NoSuchEntity", version);
        }
        assertFails(
                root.iam("ListEntitiesForPolicy", "PolicyArn", arn),
                404,
                "NoSuchEntity",
                "Policy " + arn + " does not exist or is not attachable.");
        assertFails(root.iam("GetPolicy", "PolicyArn", arn), 404, "NoSuchEntity", "Policy " + arn + " was not found.");
    }

    @Test
    void whoIsNotInAGroupOrProfileIsToldApart() {
        assertFails(
                root.iam("RemoveUserFromGroup", "GroupName", "missing", "UserName", "nobody"),
                404,
                "NoSuchEntity",
                "The user with name nobody cannot be found.");
        call("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
        call("CreateInstanceProfile", "InstanceProfileName", "ip");
        assertFails(
                root.iam("RemoveRoleFromInstanceProfile", "InstanceProfileName", "ip", "RoleName", "r"),
                404,
                "NoSuchEntity",
                "Role r in Instance Profile ip cannot be found.");
    }

    @Test
    void theSummaryCountsPoliciesInUse() {
        assertThat(inUse()).isEqualTo("0");
        String arn = call("CreatePolicy", "PolicyName", "p", "PolicyDocument", DOCUMENT)
                .element("Arn");
        call("CreateUser", "UserName", "u");
        call("CreateGroup", "GroupName", "g");
        assertThat(inUse()).isEqualTo("0");
        call("AttachUserPolicy", "UserName", "u", "PolicyArn", arn);
        call("AttachGroupPolicy", "GroupName", "g", "PolicyArn", arn);
        assertThat(inUse()).isEqualTo("1");
        call("AttachUserPolicy", "UserName", "u", "PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
        assertThat(inUse()).isEqualTo("2");
        call("DetachUserPolicy", "UserName", "u", "PolicyArn", arn);
        assertThat(inUse()).isEqualTo("2");
        call("DetachGroupPolicy", "GroupName", "g", "PolicyArn", arn);
        assertThat(inUse()).isEqualTo("1");
    }

    private String inUse() {
        String body = call("GetAccountSummary").body();
        assertThat(body).contains("<key>PolicyVersionsInUseQuota</key><value>10000</value>");
        String before = "<key>PolicyVersionsInUse</key><value>";
        int from = body.indexOf(before) + before.length();
        return body.substring(from, body.indexOf('<', from));
    }

    @Test
    void aUsersDetailsHaveInlinePoliciesOnlyWhereThereAreSome() {
        call("CreateUser", "UserName", "u");
        assertThat(call("GetAccountAuthorizationDetails", "Filter.member.1", "User")
                        .body())
                .doesNotContain("UserPolicyList");
        call("PutUserPolicy", "UserName", "u", "PolicyName", "p", "PolicyDocument", DOCUMENT);
        assertThat(call("GetAccountAuthorizationDetails", "Filter.member.1", "User")
                        .body())
                .contains("UserPolicyList");
    }
}
