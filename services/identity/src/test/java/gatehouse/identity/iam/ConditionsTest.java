package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import org.junit.jupiter.api.Test;

/// The condition keys that delegated administration rests on.
class ConditionsTest extends IamTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    private static String allowIf(String action, String condition) {
        return """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":%s,"Resource":"*","Condition":{%s}}}""".formatted(action, condition);
    }

    @Test
    void aDelegateMayAttachOnlyTheGivenPolicy() {
        Client delegate = server.client(
                "delegate",
                allowIf("\"iam:AttachUserPolicy\"", "\"ArnEquals\":{\"iam:PolicyARN\":\"" + READ_ONLY + "\"}"));
        call("CreateUser", "UserName", "alice");
        assertThat(delegate.iam("AttachUserPolicy", "UserName", "alice", "PolicyArn", READ_ONLY)
                        .status())
                .isEqualTo(200);
        assertThat(delegate.iam("AttachUserPolicy", "UserName", "alice", "PolicyArn", ADMIN)
                        .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void aDelegateMayMakeAndEmpowerOnlyUsersWithTheBoundary() {
        Client delegate = server.client(
                "delegate",
                allowIf(
                        "[\"iam:CreateUser\",\"iam:AttachUserPolicy\",\"iam:PutUserPolicy\"]",
                        "\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + READ_ONLY + "\"}"));
        assertThat(delegate.iam("CreateUser", "UserName", "free").code()).isEqualTo("AccessDenied");
        assertThat(delegate.iam("CreateUser", "UserName", "free", "PermissionsBoundary", ADMIN)
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(delegate.iam("CreateUser", "UserName", "bound", "PermissionsBoundary", READ_ONLY)
                        .status())
                .isEqualTo(200);
        assertThat(delegate.iam("AttachUserPolicy", "UserName", "bound", "PolicyArn", ADMIN)
                        .status())
                .isEqualTo(200);
        assertThat(delegate.iam("AttachUserPolicy", "UserName", "delegate", "PolicyArn", ADMIN)
                        .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void creatingWithTagsNeedsThePermissionToTag() {
        String[] tagged = {"UserName", "alice", "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue"};
        Client creator =
                server.client("creator", allowIf("\"iam:CreateUser\"", "\"Bool\":{\"aws:SecureTransport\":\"false\"}"));
        assertThat(creator.iam("CreateUser", tagged).message())
                .contains("is not authorized to perform: iam:TagUser on resource: " + IAM + "user/alice");
        Client tagger = server.client(
                "tagger",
                allowIf(
                        "[\"iam:CreateUser\",\"iam:TagUser\"]",
                        "\"StringEquals\":{\"aws:RequestTag/team\":\"blue\"},"
                                + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"]}"));
        assertThat(tagger.iam("CreateUser", tagged).status()).isEqualTo(200);
        tagged[1] = "bob";
        tagged[5] = "red";
        assertThat(tagger.iam("CreateUser", tagged).code()).isEqualTo("AccessDenied");
    }

    @Test
    void whoMayNotReadAUserDoesNotLearnWhetherItExists() {
        Client nobody = server.client("nobody", null);
        call("CreateUser", "UserName", "alice");
        String known = nobody.iam("GetUser", "UserName", "alice").message();
        String unknown = nobody.iam("GetUser", "UserName", "eve").message();
        assertThat(unknown).isEqualTo(known.replace("user alice", "user eve"));
    }
}
