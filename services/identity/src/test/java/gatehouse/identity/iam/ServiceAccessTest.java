package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAccessTest extends IamTest {
    private static String statement(String effect, String element, String actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"" + element + "\":[\""
                + actions.replace(" ", "\",\"") + "\"],\"Resource\":\"*\"}}";
    }

    private Reply list(String arn, String... namespaces) {
        List<String> parameters = new ArrayList<>(List.of("Arn", IAM + arn));
        for (int i = 0; i < namespaces.length; i++) {
            parameters.addAll(List.of("ServiceNamespaces.member." + (i + 1), namespaces[i]));
        }
        return call("ListPoliciesGrantingServiceAccess", parameters.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "Allow,Action,s3:GetObject,true",
        "Allow,Action,ec2:* S3:Get*,true",
        "Allow,Action,*,true",
        "Allow,Action,*:*,true",
        "Allow,Action,ec2:*,false",
        "Allow,Action,s3express:*,false",
        "Allow,NotAction,ec2:*,true",
        "Allow,NotAction,s3:Get*,true",
        "Allow,NotAction,iam:* S3:*,false",
        "Allow,NotAction,*,false",
        "Deny,Action,s3:*,false",
        "Deny,NotAction,ec2:*,false",
    })
    void aPolicyGrantsAccessWhereAStatementAllowsAnActionOfTheService(
            String effect, String element, String actions, boolean granted) {
        call("CreateUser", "UserName", "alice");
        call(
                "PutUserPolicy",
                "UserName",
                "alice",
                "PolicyName",
                "mine",
                "PolicyDocument",
                statement(effect, element, actions));
        assertThat(elements(list("user/alice", "s3"), "PolicyName")).isEqualTo(granted ? List.of("mine") : List.of());
    }

    @Test
    void aUserHasItsGroupsPoliciesAndAManagedOneIsThereOnce() {
        World.make(root, 1);
        Reply reply = list("user/staff/user1", "s3", "ec2");
        assertThat(reply.body())
                .contains("<ServiceNamespace>s3</ServiceNamespace><Policies>"
                        + "<member><PolicyName>inline</PolicyName><PolicyType>INLINE</PolicyType>"
                        + "<EntityType>USER</EntityType><EntityName>user1</EntityName></member>"
                        + "<member><PolicyName>inline</PolicyName><PolicyType>INLINE</PolicyType>"
                        + "<EntityType>GROUP</EntityType><EntityName>group1</EntityName></member>"
                        + "<member><PolicyName>policy1</PolicyName><PolicyType>MANAGED</PolicyType>"
                        + "<PolicyArn>" + IAM + "policy/policy1</PolicyArn></member></Policies>")
                .contains("<ServiceNamespace>ec2</ServiceNamespace><Policies/>")
                .contains("<IsTruncated>false</IsTruncated>");
        assertThat(list("role/role1", "s3").body())
                .contains("<EntityType>ROLE</EntityType><EntityName>role1</EntityName>");
        assertThat(elements(list("group/group1", "s3"), "EntityType")).containsExactly("GROUP");
    }

    @Test
    void pagesFollowTheOrderThatWasAskedFor() {
        call("CreateUser", "UserName", "alice");
        String[] namespaces = new String[150];
        for (int i = 0; i < namespaces.length; i++) {
            namespaces[i] = "service" + (namespaces.length - i);
        }
        Reply first = list("user/alice", namespaces);
        assertThat(first.element("IsTruncated")).isEqualTo("true");
        List<String> seen = new ArrayList<>(elements(first, "ServiceNamespace"));
        List<String> parameters =
                new ArrayList<>(List.of("Arn", IAM + "user/alice", "Marker", first.element("Marker")));
        for (int i = 0; i < namespaces.length; i++) {
            parameters.addAll(List.of("ServiceNamespaces.member." + (i + 1), namespaces[i]));
        }
        Reply second = call("ListPoliciesGrantingServiceAccess", parameters.toArray(String[]::new));
        seen.addAll(elements(second, "ServiceNamespace"));
        assertThat(seen).containsExactly(namespaces);
        assertThat(second.element("IsTruncated")).isEqualTo("false");
    }

    @Test
    void whoIsUnknownOrNoIdentityIsRefused() {
        String[] unknown = {"Arn", IAM + "user/nobody", "ServiceNamespaces.member.1", "s3"};
        assertThat(root.iam("ListPoliciesGrantingServiceAccess", unknown).code())
                .isEqualTo("NoSuchEntity");
        String[] policy = {"Arn", IAM + "policy/some-policy", "ServiceNamespaces.member.1", "s3"};
        assertThat(root.iam("ListPoliciesGrantingServiceAccess", policy).code()).isEqualTo("InvalidInput");
    }
}
