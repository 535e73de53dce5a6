package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.store.Page;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PagingTest extends IamTest {
    private static final String DOCUMENT = Policies.allow("s3:GetObject", "*");

    @Test
    void usersGroupsAndRolesArePagedByName() {
        for (String name : List.of("delta", "Alpha", "charlie", "bravo", "echo")) {
            call("CreateUser", "UserName", name);
            call("CreateGroup", "GroupName", name);
            call("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", World.TRUST);
        }
        String[] sorted = {"Alpha", "bravo", "charlie", "delta", "echo"};
        assertThat(pages("UserName", "ListUsers")).containsExactly(sorted);
        assertThat(pages("GroupName", "ListGroups")).containsExactly(sorted);
        assertThat(pages("RoleName", "ListRoles")).containsExactly(sorted);
    }

    @Test
    void aPathPrefixSelects() {
        call("CreateUser", "UserName", "alice", "Path", "/staff/");
        call("CreateUser", "UserName", "bob", "Path", "/staff/dev/");
        call("CreateUser", "UserName", "carol");
        call("CreateUser", "UserName", "dave", "Path", "/staff/");
        assertThat(pages("UserName", "ListUsers", "PathPrefix", "/staff/")).containsExactly("alice", "bob", "dave");
        assertThat(pages("UserName", "ListUsers", "PathPrefix", "/none/")).isEmpty();
    }

    @Test
    void anotherAccountsNamesAreNotInAnyPage() {
        server.otherRoot.iam("CreateUser", "UserName", "zoe");
        call("CreateUser", "UserName", "alice");
        assertThat(pages("UserName", "ListUsers")).containsExactly("alice");
        Reply own = call("ListUsers", "Marker", Paging.encode(new byte[] {(byte) 0xFF}));
        assertThat(own.body()).doesNotContain("zoe");
    }

    @Test
    void membersAndGroupsArePaged() {
        call("CreateGroup", "GroupName", "staff");
        for (String name : List.of("a1", "a2", "a3", "a4", "a5")) {
            call("CreateUser", "UserName", name);
            call("AddUserToGroup", "GroupName", "staff", "UserName", name);
            call("CreateGroup", "GroupName", "group-" + name);
            call("AddUserToGroup", "GroupName", "group-" + name, "UserName", "a1");
        }
        assertThat(pages("UserName", "GetGroup", "GroupName", "staff")).containsExactly("a1", "a2", "a3", "a4", "a5");
        assertThat(pages("GroupName", "ListGroupsForUser", "UserName", "a1"))
                .containsExactly("group-a1", "group-a2", "group-a3", "group-a4", "group-a5", "staff");
    }

    @Test
    void policiesOfAllKindsArePaged() {
        call("CreateUser", "UserName", "alice");
        for (int i = 1; i <= 5; i++) {
            call("CreatePolicy", "PolicyName", "p" + i, "PolicyDocument", DOCUMENT);
            call("AttachUserPolicy", "UserName", "alice", "PolicyArn", IAM + "policy/p" + i);
            call("PutUserPolicy", "UserName", "alice", "PolicyName", "i" + i, "PolicyDocument", DOCUMENT);
        }
        List<String> own = List.of("p1", "p2", "p3", "p4", "p5");
        assertThat(pages("PolicyName", "ListPolicies", "Scope", "Local")).isEqualTo(own);
        assertThat(pages("PolicyName", "ListAttachedUserPolicies", "UserName", "alice"))
                .isEqualTo(own);
        assertThat(pages("member", "ListUserPolicies", "UserName", "alice"))
                .containsExactly("i1", "i2", "i3", "i4", "i5");
    }

    @Test
    void awsPoliciesComeBeforeTheAccountsOwn() {
        List<String> aws = pages("PolicyName", "ListPolicies", "Scope", "AWS");
        assertThat(aws).hasSize(131).startsWith("AccessAnalyzerServiceRolePolicy", "AdministratorAccess");
        assertThat(pages("PolicyName", "ListPolicies")).isEqualTo(aws);
        for (int i = 1; i <= 3; i++) {
            call("CreatePolicy", "PolicyName", "p" + i, "PolicyDocument", DOCUMENT);
        }
        List<String> all = pages("PolicyName", "ListPolicies");
        assertThat(all.subList(0, aws.size())).isEqualTo(aws);
        assertThat(all.subList(aws.size(), all.size())).containsExactly("p1", "p2", "p3");
        call("CreateUser", "UserName", "alice");
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", IAM + "policy/p2");
        call("PutUserPermissionsBoundary", "UserName", "alice", "PermissionsBoundary", IAM + "policy/p3");
        assertThat(pages("PolicyName", "ListPolicies", "OnlyAttached", "true")).containsExactly("p2");
        assertThat(pages("PolicyName", "ListPolicies", "PolicyUsageFilter", "PermissionsBoundary"))
                .containsExactly("p3");
    }

    @Test
    void aMarkerOfNoAnswerIsInvalid() {
        assertFails(root.iam("ListUsers", "Marker", "!!"), 400, "ValidationError", "Invalid Marker.");
    }

    @Test
    void pagesOfAListThatIsAtHandNeitherRepeatNorOmit() {
        List<String> names = List.of("e", "b", "d", "a", "c");
        Paging.Slice<String> first = Paging.of(null, 2).list(names, Function.identity());
        assertThat(first.items()).containsExactly("a", "b");
        Paging.Slice<String> second = Paging.of(first.marker(), 2).list(names, Function.identity());
        assertThat(second.items()).containsExactly("c", "d");
        Paging.Slice<String> last = Paging.of(second.marker(), 2).list(names, Function.identity());
        assertThat(last.items()).containsExactly("e");
        assertThat(last.isTruncated()).isFalse();
        assertThat(Paging.of(null, 2)
                        .rows((_, _) -> new Page<>(List.<String>of(), null), _ -> true)
                        .isTruncated())
                .isFalse();
    }
}
