package gatehouse.conformance;

import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

/// Makes what tests of IAM work on, as root, each time under a new name; returns the name, or a policy's ARN.
final class IamWorld {
    static final String AWS_POLICY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";

    static final String PASSWORD = "Correct-horse-1";

    static final String ALLOW_IAM = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}""";

    static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
            "Principal":{"AWS":"arn:aws:iam::111122223333:root"}}]}""";

    private final IamClient root;
    private int made;

    IamWorld(TestServer server) {
        this.root = server.iam(server.root());
    }

    IamClient root() {
        return root;
    }

    String fresh() {
        made++;
        return last();
    }

    /// The name that was made last.
    String last() {
        return "made-" + made;
    }

    /// A new user's credentials.
    AwsCredentials newUser(String name) {
        root.createUser(in -> in.userName(name));
        AccessKey key = root.createAccessKey(in -> in.userName(name)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    String user() {
        return root.createUser(in -> in.userName(fresh())).user().userName();
    }

    String bounded() {
        String name = user();
        root.putUserPermissionsBoundary(in -> in.userName(name).permissionsBoundary(AWS_POLICY));
        return name;
    }

    /// The id of an access key of the user that was made last.
    String accessKey() {
        String name = user();
        return root.createAccessKey(in -> in.userName(name)).accessKey().accessKeyId();
    }

    String userWithPassword() {
        String name = user();
        root.createLoginProfile(in -> in.userName(name).password(PASSWORD));
        return name;
    }

    /// The id of a service-specific credential of the user that was made last.
    String serviceCredential() {
        String name = user();
        return root.createServiceSpecificCredential(in -> in.userName(name).serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential()
                .serviceSpecificCredentialId();
    }

    String userWithPolicy() {
        String name = user();
        root.putUserPolicy(in -> in.userName(name).policyName("p").policyDocument(ALLOW_IAM));
        return name;
    }

    String attachedUser() {
        String name = user();
        root.attachUserPolicy(in -> in.userName(name).policyArn(AWS_POLICY));
        return name;
    }

    String group() {
        return root.createGroup(in -> in.groupName(fresh())).group().groupName();
    }

    String groupOfNobody() {
        String name = group();
        root.addUserToGroup(in -> in.groupName(name).userName("nobody"));
        return name;
    }

    String groupWithPolicy() {
        String name = group();
        root.putGroupPolicy(in -> in.groupName(name).policyName("p").policyDocument(ALLOW_IAM));
        return name;
    }

    String attachedGroup() {
        String name = group();
        root.attachGroupPolicy(in -> in.groupName(name).policyArn(AWS_POLICY));
        return name;
    }

    String role() {
        return root.createRole(in -> in.roleName(fresh()).assumeRolePolicyDocument(TRUST))
                .role()
                .roleName();
    }

    String boundedRole() {
        String name = role();
        root.putRolePermissionsBoundary(in -> in.roleName(name).permissionsBoundary(AWS_POLICY));
        return name;
    }

    String roleWithPolicy() {
        String name = role();
        root.putRolePolicy(in -> in.roleName(name).policyName("p").policyDocument(ALLOW_IAM));
        return name;
    }

    String attachedRole() {
        String name = role();
        root.attachRolePolicy(in -> in.roleName(name).policyArn(AWS_POLICY));
        return name;
    }

    String instanceProfile() {
        return root.createInstanceProfile(in -> in.instanceProfileName(fresh()))
                .instanceProfile()
                .instanceProfileName();
    }

    /// A role and an empty instance profile of the same name.
    String roleAndInstanceProfile() {
        String name = role();
        root.createInstanceProfile(in -> in.instanceProfileName(name));
        return name;
    }

    /// A role in an instance profile of the same name.
    String roleInInstanceProfile() {
        String name = roleAndInstanceProfile();
        root.addRoleToInstanceProfile(in -> in.instanceProfileName(name).roleName(name));
        return name;
    }

    String accountAlias() {
        String name = fresh();
        root.createAccountAlias(in -> in.accountAlias(name));
        return name;
    }

    /// The name of a service-linked role.
    String linkedRole() {
        return root.createServiceLinkedRole(
                        in -> in.awsServiceName("autoscaling.amazonaws.com").customSuffix(fresh()))
                .role()
                .roleName();
    }

    /// The id of the task that deletes a service-linked role.
    String linkedRoleDeletion() {
        return root.deleteServiceLinkedRole(in -> in.roleName(linkedRole())).deletionTaskId();
    }

    /// The ARN of an OpenID Connect provider.
    String openIdProvider() {
        String url = "https://" + fresh() + ".example.com";
        return root.createOpenIDConnectProvider(in -> in.url(url)).openIDConnectProviderArn();
    }

    /// The ARN of a SAML provider.
    String samlProvider() {
        return root.createSAMLProvider(in -> in.name(fresh()).samlMetadataDocument(SamlDocument.METADATA))
                .samlProviderArn();
    }

    /// The id of a signing certificate of the user that was made last.
    String signingCertificate() {
        String name = user();
        String body = SelfSigned.make().certificate();
        return root.uploadSigningCertificate(in -> in.userName(name).certificateBody(body))
                .certificate()
                .certificateId();
    }

    /// The id of an SSH public key of the user that was made last.
    String sshPublicKey() {
        String name = user();
        String body = SelfSigned.make().publicKey();
        return root.uploadSSHPublicKey(in -> in.userName(name).sshPublicKeyBody(body))
                .sshPublicKey()
                .sshPublicKeyId();
    }

    String serverCertificate() {
        SelfSigned made = SelfSigned.make();
        return root.uploadServerCertificate(in -> in.serverCertificateName(fresh())
                        .certificateBody(made.certificate())
                        .privateKey(made.privateKey()))
                .serverCertificateMetadata()
                .serverCertificateName();
    }

    String policy() {
        return root.createPolicy(in -> in.policyName(fresh()).policyDocument(ALLOW_IAM))
                .policy()
                .arn();
    }

    String policyOfTwoVersions() {
        String arn = policy();
        root.createPolicyVersion(in -> in.policyArn(arn).policyDocument(ALLOW_IAM));
        return arn;
    }

    /// The id of a report on the last access of a user, which is completed in a while.
    String accessReport() {
        String arn = root.getUser(in -> in.userName(user())).user().arn();
        return root.generateServiceLastAccessedDetails(in -> in.arn(arn)).jobId();
    }

    String organizationsAccessReport() {
        return root.generateOrganizationsAccessReport(in -> in.entityPath(IamReportTable.PATH))
                .jobId();
    }

    /// A row whose call needs nothing to be made.
    static SdkCase<IamClient> on(String operation, Supplier<Function<IamClient, AwsResponse>> call, String... shown) {
        return SdkCase.of(operation, call, shown);
    }

    /// A row whose call is on something that is made for it.
    static SdkCase<IamClient> on(
            String operation, Supplier<String> made, Function<String, Function<IamClient, AwsResponse>> call) {
        return SdkCase.of(operation, () -> call.apply(made.get()));
    }

    /// Deletes a user that has nothing but access keys; its unique id.
    String dismiss(String name) {
        String id = root.getUser(in -> in.userName(name)).user().userId();
        root.listAccessKeys(in -> in.userName(name))
                .accessKeyMetadata()
                .forEach(key -> root.deleteAccessKey(in -> in.userName(name).accessKeyId(key.accessKeyId())));
        root.deleteUser(in -> in.userName(name));
        return id;
    }
}
