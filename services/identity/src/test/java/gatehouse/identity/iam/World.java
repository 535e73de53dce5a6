package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestPartners;
import gatehouse.identity.TestServer;
import java.util.List;
import java.util.stream.Stream;

/// Users, groups, roles and policies with everything in them, made through the wire, under names of their own: many
/// worlds fit on one server.
record World(
        Client root,
        int number,
        String accessKeyId,
        String credentialId,
        List<String> codes,
        Uploaded uploaded,
        Requested requested) {
    static final String TRUST = Policies.trust(TestServer.ACCOUNT, "sts:AssumeRole");

    static final TestCertificate CERTIFICATE = TestCertificate.selfSigned(TestCertificate.EC);

    private static final String DOCUMENT = Policies.allow("s3:GetObject", "*");

    static World make(Client root, int number) {
        World world = new World(root, number, "", "", List.of("", "", "", ""), new Uploaded("", ""), Requested.NOTHING);
        world.call("UpdateAccountPasswordPolicy", "MinimumPasswordLength", "6");
        world.root.iam("EnableOutboundWebIdentityFederation"); // An earlier world's may be enabled still.
        world.policies();
        world.groups();
        world.roles();
        world.instanceProfiles();
        world.call("CreateServiceLinkedRole", "AWSServiceName", "autoscaling.amazonaws.com", "CustomSuffix", "{n}");
        world.call("GenerateCredentialReport");
        root.server().iamSweep.run(root.server().clock.instant());
        world.call("CreateUser", "UserName", "{bare}");
        world.call("CreateUser", "UserName", "{user}", "Path", "/staff/");
        world.call("PutUserPolicy", "UserName", "{user}", "PolicyName", "inline", "PolicyDocument", DOCUMENT);
        world.call("AttachUserPolicy", "UserName", "{user}", "PolicyArn", "{policy}");
        world.call("AddUserToGroup", "GroupName", "{group}", "UserName", "{user}");
        world.call("CreateLoginProfile", "UserName", "{user}", "Password", "Correct-horse-1");
        Reply credential = world.call(
                "CreateServiceSpecificCredential", "UserName", "{user}", "ServiceName", "codecommit.amazonaws.com");
        List<String> codes = world.mfaDevices();
        Uploaded uploaded = world.upload();
        Reply job = world.call("GenerateServiceLastAccessedDetails", "Arn", "{iam}user/staff/{user}");
        Reply organizationJob = world.call("GenerateOrganizationsAccessReport", "EntityPath", "o-1234567890/r-1234");
        root.server().iamSweep.run(root.server().clock.instant());
        List<String> delegations = world.requestDelegations();
        Reply key = world.call("CreateAccessKey", "UserName", "{user}");
        return new World(
                root,
                number,
                key.element("AccessKeyId"),
                credential.element("ServiceSpecificCredentialId"),
                codes,
                uploaded,
                new Requested(job.element("JobId"), organizationJob.element("JobId"), delegations));
    }

    /// The ids of reports' jobs and of delegation requests: offered, assigned and accepted.
    record Requested(String jobId, String organizationJobId, List<String> delegations) {
        static final Requested NOTHING = new Requested("", "", List.of("", "", ""));
    }

    /// The ids of the user's signing certificate and SSH public key.
    record Uploaded(String certificateId, String sshKeyId) {}

    private Uploaded upload() {
        String certificate = TestCertificate.selfSigned("user").pem();
        return new Uploaded(
                call("UploadSigningCertificate", "UserName", "{user}", "CertificateBody", certificate)
                        .element("CertificateId"),
                call("UploadSSHPublicKey", "UserName", "{user}", "SSHPublicKeyBody", SshKeys.PEM)
                        .element("SSHPublicKeyId"));
    }

    /// Makes a device of the user's and a free one: two codes that enable the free one, and two of the user's.
    private List<String> mfaDevices() {
        byte[] device = Authenticator.seed(call("CreateVirtualMFADevice", "VirtualMFADeviceName", "device{n}"));
        byte[] free = Authenticator.seed(call("CreateVirtualMFADevice", "VirtualMFADeviceName", "free{n}"));
        long step = Totp.step(root.server().clock.instant());
        call(
                "EnableMFADevice",
                "UserName",
                "{user}",
                "SerialNumber",
                "{iam}mfa/device{n}",
                "AuthenticationCode1",
                Totp.code(device, step - 1),
                "AuthenticationCode2",
                Totp.code(device, step));
        return List.of(
                Totp.code(free, step),
                Totp.code(free, step + 1),
                Totp.code(device, step + 1),
                Totp.code(device, step + 2));
    }

    private void policies() {
        call("CreatePolicy", "PolicyName", "policy{n}", "PolicyDocument", DOCUMENT);
        call("CreatePolicyVersion", "PolicyArn", "{policy}", "PolicyDocument", DOCUMENT);
        call("CreatePolicy", "PolicyName", "bare{n}", "PolicyDocument", DOCUMENT);
    }

    private void groups() {
        call("CreateGroup", "GroupName", "{bare}");
        call("CreateGroup", "GroupName", "{group}");
        call("PutGroupPolicy", "GroupName", "{group}", "PolicyName", "inline", "PolicyDocument", DOCUMENT);
        call("AttachGroupPolicy", "GroupName", "{group}", "PolicyArn", "{policy}");
    }

    private void roles() {
        call("CreateRole", "RoleName", "{bare}", "AssumeRolePolicyDocument", TRUST);
        call("CreateRole", "RoleName", "{role}", "AssumeRolePolicyDocument", TRUST);
        call("PutRolePolicy", "RoleName", "{role}", "PolicyName", "inline", "PolicyDocument", DOCUMENT);
        call("AttachRolePolicy", "RoleName", "{role}", "PolicyArn", "{policy}");
    }

    private void instanceProfiles() {
        call("CreateRole", "RoleName", "{passed}", "AssumeRolePolicyDocument", TRUST);
        call("CreateInstanceProfile", "InstanceProfileName", "{bare}");
        call("CreateInstanceProfile", "InstanceProfileName", "{profile}", "Path", "/servers/");
        call("AddRoleToInstanceProfile", "InstanceProfileName", "{profile}", "RoleName", "{passed}");
        call("CreateOpenIDConnectProvider", "Url", "https://oidc{n}.example.com");
        call("CreateSAMLProvider", "Name", "saml{n}", "SAMLMetadataDocument", SamlDocument.METADATA);
        call("CreateAccountAlias", "AccountAlias", "alias-{n}");
        call(
                "UploadServerCertificate",
                "ServerCertificateName",
                "server{n}",
                "CertificateBody",
                CERTIFICATE.pem(),
                "PrivateKey",
                CERTIFICATE.keyPem());
    }

    /// Makes a delegation request that nobody owns, one that root does, and one that root has accepted.
    private List<String> requestDelegations() {
        List<String> ids = Stream.of("offered", "assigned", "accepted")
                .map(name -> call(
                                "CreateDelegationRequest",
                                "OwnerAccountId",
                                TestServer.ACCOUNT,
                                "Description",
                                "Setup",
                                "Permissions.PolicyTemplateArn",
                                TestPartners.TEMPLATE,
                                "RequestorWorkflowId",
                                name + "{n}",
                                "NotificationChannel",
                                TestPartners.CHANNEL,
                                "SessionDuration",
                                "3600")
                        .element("DelegationRequestId"))
                .toList();
        call("AssociateDelegationRequest", "DelegationRequestId", ids.get(1));
        call("AssociateDelegationRequest", "DelegationRequestId", ids.get(2));
        call("AcceptDelegationRequest", "DelegationRequestId", ids.get(2));
        return ids;
    }

    /// Calls as root what must succeed.
    Reply call(String action, String... parameters) {
        String[] filled = new String[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            filled[i] = fill(parameters[i]);
        }
        Reply reply = root.iam(action, filled);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    /// Puts this world's names into a text.
    String fill(String text) {
        return text.equals("{task}") ? task() : named(text);
    }

    /// The task that deletes the linked role.
    private String task() {
        return call("DeleteServiceLinkedRole", "RoleName", "{linked}").element("DeletionTaskId");
    }

    private String named(String text) {
        String iam = "arn:aws:iam::" + TestServer.ACCOUNT + ":";
        return text.replace("{user}", "user" + number)
                .replace("{group}", "group" + number)
                .replace("{role}", "role" + number)
                .replace("{passed}", "passed" + number)
                .replace("{profile}", "profile" + number)
                .replace("{oidc}", iam + "oidc-provider/oidc" + number + ".example.com")
                .replace("{saml}", iam + "saml-provider/saml" + number)
                .replace("{bare}", "bare" + number)
                .replace("{policy}", iam + "policy/policy" + number)
                .replace("{barePolicy}", iam + "policy/bare" + number)
                .replace("{key}", accessKeyId)
                .replace("{credential}", credentialId)
                .replace("{code1}", codes.get(0))
                .replace("{code2}", codes.get(1))
                .replace("{code3}", codes.get(2))
                .replace("{code4}", codes.get(3))
                .replace("{certificate}", uploaded.certificateId())
                .replace("{sshKey}", uploaded.sshKeyId())
                .replace("{linked}", "AWSServiceRoleForAutoScaling_" + number)
                .replace("{job}", requested.jobId())
                .replace("{organizationJob}", requested.organizationJobId())
                .replace("{offered}", requested.delegations().get(0))
                .replace("{assigned}", requested.delegations().get(1))
                .replace("{accepted}", requested.delegations().get(2))
                .replace("{iam}", iam)
                .replace("{n}", Integer.toString(number));
    }
}
