package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Policies;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Quotas, set so low that a test reaches them.
class LimitsTest extends IamTest {
    private static final String DOCUMENT = Policies.allow("s3:GetObject", "*");
    private static final String[] POLICIES = {"policy/p1", "policy/p2", "policy/p3"};

    @Override
    IamLimits limits() {
        Map<Quota, Integer> limits = new HashMap<>();
        for (Quota quota : Quota.values()) {
            limits.put(quota, 2);
        }
        limits.put(Quota.POLICIES_PER_ACCOUNT, 3);
        limits.put(Quota.GROUPS_PER_ACCOUNT, 3);
        limits.put(Quota.INLINE_CHARS_PER_USER, 2 * Documents.chars(DOCUMENT));
        limits.put(Quota.POLICY_CHARS, Documents.chars(DOCUMENT));
        limits.put(Quota.TRUST_POLICY_CHARS, Documents.chars(World.TRUST));
        return new IamLimits(limits);
    }

    private void assertExceeds(String quota, int limit, String action, String... parameters) {
        assertFails(
                root.iam(action, parameters), 409, "LimitExceeded", "Cannot exceed quota for " + quota + ": " + limit);
    }

    @Test
    void anAccountHasSoManyUsersAndADeletedOneMakesRoom() {
        call("CreateUser", "UserName", "u1");
        call("CreateUser", "UserName", "u2");
        assertExceeds("UsersPerAccount", 2, "CreateUser", "UserName", "u3");
        call("DeleteUser", "UserName", "u1");
        call("CreateUser", "UserName", "u3");
        assertThat(call("GetAccountSummary").body())
                .contains("<key>Users</key><value>2</value>", "<key>UsersQuota</key><value>2</value>");
    }

    @Test
    void anAccountHasSoManyRolesGroupsAndPolicies() {
        for (String name : new String[] {"r1", "r2"}) {
            call("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", World.TRUST);
        }
        assertExceeds("RolesPerAccount", 2, "CreateRole", "RoleName", "r3", "AssumeRolePolicyDocument", World.TRUST);
        for (String name : new String[] {"x1", "x2", "x3"}) {
            call("CreateGroup", "GroupName", name);
            call("CreatePolicy", "PolicyName", name, "PolicyDocument", DOCUMENT);
        }
        assertExceeds("GroupsPerAccount", 3, "CreateGroup", "GroupName", "x4");
        assertExceeds("PoliciesPerAccount", 3, "CreatePolicy", "PolicyName", "x4", "PolicyDocument", DOCUMENT);
    }

    @Test
    void aUserHasSoManyPoliciesAndGroups() {
        call("CreateUser", "UserName", "alice");
        for (String arn : POLICIES) {
            call("CreatePolicy", "PolicyName", arn.substring(7), "PolicyDocument", DOCUMENT);
            call("CreateGroup", "GroupName", arn.substring(7));
        }
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", IAM + POLICIES[0]);
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", IAM + POLICIES[1]);
        assertExceeds("PoliciesPerUser", 2, "AttachUserPolicy", "UserName", "alice", "PolicyArn", IAM + POLICIES[2]);
        call("AddUserToGroup", "UserName", "alice", "GroupName", "p1");
        call("AddUserToGroup", "UserName", "alice", "GroupName", "p2");
        assertExceeds("GroupsPerUser", 2, "AddUserToGroup", "UserName", "alice", "GroupName", "p3");
    }

    @Test
    void inlinePoliciesTogetherHaveSoManyCharacters() {
        call("CreateUser", "UserName", "alice");
        String spaced = DOCUMENT.replace(",", ",   \n");
        call("PutUserPolicy", "UserName", "alice", "PolicyName", "p1", "PolicyDocument", spaced);
        call("PutUserPolicy", "UserName", "alice", "PolicyName", "p2", "PolicyDocument", spaced);
        call("PutUserPolicy", "UserName", "alice", "PolicyName", "p2", "PolicyDocument", DOCUMENT);
        assertFails(
                root.iam("PutUserPolicy", "UserName", "alice", "PolicyName", "p3", "PolicyDocument", DOCUMENT),
                409,
                "LimitExceeded",
                "Maximum policy size of " + 2 * Documents.chars(DOCUMENT) + " bytes exceeded for user alice");
    }

    @Test
    void managedAndTrustPoliciesHaveSoManyCharactersWithoutWhiteSpace() {
        call("CreatePolicy", "PolicyName", "p1", "PolicyDocument", DOCUMENT.replace(",", ",   \n"));
        assertExceeds(
                "PolicySize",
                Documents.chars(DOCUMENT),
                "CreatePolicy",
                "PolicyName",
                "p2",
                "PolicyDocument",
                DOCUMENT.replace("\"*\"", "\"arn:aws:s3:::bucket\""));
        assertExceeds(
                "ACLSizePerRole",
                Documents.chars(World.TRUST),
                "CreateRole",
                "RoleName",
                "r",
                "AssumeRolePolicyDocument",
                World.TRUST.replace("{}", "{\"Bool\":{\"aws:SecureTransport\":\"true\"}}"));
    }

    @Test
    void aPolicyHasSoManyVersions() {
        call("CreatePolicy", "PolicyName", "p1", "PolicyDocument", DOCUMENT);
        call("CreatePolicyVersion", "PolicyArn", IAM + POLICIES[0], "PolicyDocument", DOCUMENT);
        assertFails(
                root.iam("CreatePolicyVersion", "PolicyArn", IAM + POLICIES[0], "PolicyDocument", DOCUMENT),
                409,
                "LimitExceeded",
                "A managed policy can have up to 2 versions. Before you create a new version, you must delete an"
                        + " existing version.");
    }

    @Test
    void aUserHasSoManyTags() {
        call("CreateUser", "UserName", "alice");
        for (String key : new String[] {"k1", "k2"}) {
            call("TagUser", "UserName", "alice", "Tags.member.1.Key", key, "Tags.member.1.Value", "v");
        }
        assertFails(
                root.iam("TagUser", "UserName", "alice", "Tags.member.1.Key", "k3", "Tags.member.1.Value", "v"),
                409,
                "LimitExceeded",
                "The number of tags has reached the maximum limit.");
    }

    @Test
    void awsDefaultsHoldWhereNothingElseIsSaid() {
        IamLimits defaults = new IamLimits(Map.of());
        assertThat(defaults.of(Quota.USERS_PER_ACCOUNT)).isEqualTo(5000);
        assertThat(defaults.of(Quota.POLICY_CHARS)).isEqualTo(6144);
        assertThat(new IamLimits(Map.of(Quota.USERS_PER_ACCOUNT, 10_000)).of(Quota.USERS_PER_ACCOUNT))
                .isEqualTo(10_000);
    }
}
