package gatehouse.conformance;

import static gatehouse.conformance.IamPrincipalLives.ARN;
import static gatehouse.conformance.IamPrincipalLives.BLUE;
import static gatehouse.conformance.IamPrincipalLives.RED;
import static gatehouse.conformance.LifeCycle.among;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.GetSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.LoginProfile;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.iam.model.SAMLProviderListEntry;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

/// The lives of users' credentials, and of what an account has but once.
record IamCredentialLives(IamClient iam, Authenticator authenticator) {
    private static final String SAML = ARN + "saml-provider/life";

    Stream<LifeCycle<?>> rows() {
        return Stream.of(
                accessKey(),
                loginProfile(),
                serviceCredential(),
                mfaDevice(),
                mfaDeviceInUse(),
                passwordPolicy(),
                alias(),
                samlProvider());
    }

    private AccessKeyMetadata readAccessKey(String user) {
        return among(iam.listAccessKeys(in -> in.userName(user)).accessKeyMetadata(), key -> true);
    }

    /// A key, which follows its user to another name.
    private LifeCycle<AccessKeyMetadata> accessKey() {
        return LifeCycle.of("access key", () -> readAccessKey("key"))
                .made(
                        () -> {
                            iam.createUser(in -> in.userName("key"));
                            iam.createAccessKey(in -> in.userName("key"));
                        },
                        made -> AccessKeyMetadata.builder()
                                .userName("key")
                                .accessKeyId(made.accessKeyId())
                                .status(StatusType.ACTIVE)
                                .createDate(made.createDate())
                                .build())
                .changed(
                        () -> iam.updateAccessKey(in -> in.userName("key")
                                .accessKeyId(readAccessKey("key").accessKeyId())
                                .status(StatusType.INACTIVE)),
                        was -> was.toBuilder().status(StatusType.INACTIVE).build())
                .moved(
                        () -> iam.updateUser(in -> in.userName("key").newUserName("lock")),
                        () -> readAccessKey("lock"),
                        was -> was.toBuilder().userName("lock").build())
                .listed(key -> iam.getAccessKeyLastUsed(in -> in.accessKeyId(key.accessKeyId()))
                        .userName()
                        .equals("lock"))
                .held(() -> iam.deleteUser(in -> in.userName("lock")))
                .ended(() -> iam.deleteAccessKey(in ->
                        in.userName("lock").accessKeyId(readAccessKey("lock").accessKeyId())))
                .then(() -> iam.deleteUser(in -> in.userName("lock")));
    }

    private LoginProfile readLoginProfile(String user) {
        return iam.getLoginProfile(in -> in.userName(user)).loginProfile();
    }

    private LifeCycle<LoginProfile> loginProfile() {
        return LifeCycle.of("login profile", () -> readLoginProfile("login"))
                .made(
                        () -> {
                            iam.createUser(in -> in.userName("login"));
                            iam.createLoginProfile(in -> in.userName("login")
                                    .password(IamWorld.PASSWORD)
                                    .passwordResetRequired(true));
                        },
                        made -> LoginProfile.builder()
                                .userName("login")
                                .createDate(made.createDate())
                                .passwordResetRequired(true)
                                .build())
                .changed(
                        () -> iam.updateLoginProfile(in -> in.userName("login").passwordResetRequired(false)),
                        was -> was.toBuilder().passwordResetRequired(false).build())
                .changed(
                        () -> iam.updateLoginProfile(in -> in.userName("login").password("Another-2-horse")),
                        was -> was)
                .moved(
                        () -> iam.updateUser(in -> in.userName("login").newUserName("logon")),
                        () -> readLoginProfile("logon"),
                        was -> was.toBuilder().userName("logon").build())
                .held(() -> iam.deleteUser(in -> in.userName("logon")))
                .ended(() -> iam.deleteLoginProfile(in -> in.userName("logon")))
                .then(() -> iam.deleteUser(in -> in.userName("logon")));
    }

    private ServiceSpecificCredentialMetadata readServiceCredential(String user) {
        return among(
                iam.listServiceSpecificCredentials(in -> in.userName(user)).serviceSpecificCredentials(),
                credential -> true);
    }

    private LifeCycle<ServiceSpecificCredentialMetadata> serviceCredential() {
        return LifeCycle.of("service-specific credential", () -> readServiceCredential("coder"))
                .made(
                        () -> {
                            iam.createUser(in -> in.userName("coder"));
                            iam.createServiceSpecificCredential(
                                    in -> in.userName("coder").serviceName("codecommit.amazonaws.com"));
                        },
                        made -> ServiceSpecificCredentialMetadata.builder()
                                .userName("coder")
                                .status(StatusType.ACTIVE)
                                .serviceUserName("coder-at-" + TestServer.ACCOUNT)
                                .createDate(made.createDate())
                                .serviceSpecificCredentialId(made.serviceSpecificCredentialId())
                                .serviceName("codecommit.amazonaws.com")
                                .build())
                .changed(
                        () -> iam.updateServiceSpecificCredential(in -> in.userName("coder")
                                .serviceSpecificCredentialId(
                                        readServiceCredential("coder").serviceSpecificCredentialId())
                                .status(StatusType.INACTIVE)),
                        was -> was.toBuilder().status(StatusType.INACTIVE).build())
                .moved(
                        () -> iam.updateUser(in -> in.userName("coder").newUserName("author")),
                        () -> readServiceCredential("author"),
                        was -> was.toBuilder().userName("author").build())
                .held(() -> iam.deleteUser(in -> in.userName("author")))
                .ended(() -> iam.deleteServiceSpecificCredential(in -> in.userName("author")
                        .serviceSpecificCredentialId(
                                readServiceCredential("author").serviceSpecificCredentialId())))
                .then(() -> iam.deleteUser(in -> in.userName("author")));
    }

    private static String serial(String name) {
        return ARN + "mfa/life/" + name;
    }

    /// A device's tags.
    private LifeCycle<List<Tag>> mfaDevice() {
        String serial = serial("tagged");
        return LifeCycle.of(
                        "virtual MFA device",
                        () -> iam.listMFADeviceTags(in -> in.serialNumber(serial))
                                .tags())
                .made(
                        () -> iam.createVirtualMFADevice(in ->
                                in.virtualMFADeviceName("tagged").path("/life/").tags(BLUE)),
                        made -> List.of(BLUE))
                .changed(() -> iam.tagMFADevice(in -> in.serialNumber(serial).tags(RED)), was -> List.of(RED))
                .changed(() -> iam.untagMFADevice(in -> in.serialNumber(serial).tagKeys("team")), was -> List.of())
                .listed(was -> iam
                        .listVirtualMFADevicesPaginator(
                                in -> in.assignmentStatus("Unassigned").maxItems(1))
                        .virtualMFADevices()
                        .stream()
                        .toList()
                        .contains(
                                VirtualMFADevice.builder().serialNumber(serial).build()))
                .ended(() -> iam.deleteVirtualMFADevice(in -> in.serialNumber(serial)));
    }

    private VirtualMFADevice readDeviceOf(String user) {
        return among(
                iam.listVirtualMFADevicesPaginator(in -> in.assignmentStatus("Assigned")).virtualMFADevices().stream()
                        .toList(),
                device -> device.user().userName().equals(user));
    }

    /// A device in the hands of a user, which has it under its other name too.
    private LifeCycle<VirtualMFADevice> mfaDeviceInUse() {
        return LifeCycle.of("MFA device in use", () -> readDeviceOf("phone"))
                .made(
                        () -> {
                            iam.createUser(in -> in.userName("phone").tags(BLUE));
                            authenticator.deviceOf("phone");
                        },
                        made -> VirtualMFADevice.builder()
                                .serialNumber(made.serialNumber())
                                .user(listedUser("phone"))
                                .enableDate(made.enableDate())
                                .build())
                .moved(
                        () -> iam.updateUser(in -> in.userName("phone").newUserName("watch")),
                        () -> readDeviceOf("watch"),
                        was -> was.toBuilder().user(listedUser("watch")).build())
                .held(() -> iam.deleteVirtualMFADevice(
                        in -> in.serialNumber(readDeviceOf("watch").serialNumber())))
                .held(() -> iam.deleteUser(in -> in.userName("watch")))
                .ended(() -> {
                    String serial = readDeviceOf("watch").serialNumber();
                    iam.deactivateMFADevice(in -> in.userName("watch").serialNumber(serial));
                    iam.deleteVirtualMFADevice(in -> in.serialNumber(serial));
                })
                .then(() -> iam.deleteUser(in -> in.userName("watch")));
    }

    private User listedUser(String name) {
        return among(
                iam.listUsersPaginator().users().stream().toList(),
                user -> user.userName().equals(name));
    }

    private LifeCycle<PasswordPolicy> passwordPolicy() {
        return LifeCycle.of(
                        "password policy", () -> iam.getAccountPasswordPolicy().passwordPolicy())
                .made(
                        () -> iam.updateAccountPasswordPolicy(in -> in.minimumPasswordLength(14)
                                .requireSymbols(true)
                                .requireNumbers(true)
                                .requireUppercaseCharacters(true)
                                .requireLowercaseCharacters(true)
                                .allowUsersToChangePassword(true)
                                .maxPasswordAge(90)
                                .passwordReusePrevention(5)
                                .hardExpiry(true)),
                        made -> PasswordPolicy.builder()
                                .minimumPasswordLength(14)
                                .requireSymbols(true)
                                .requireNumbers(true)
                                .requireUppercaseCharacters(true)
                                .requireLowercaseCharacters(true)
                                .allowUsersToChangePassword(true)
                                .expirePasswords(true)
                                .maxPasswordAge(90)
                                .passwordReusePrevention(5)
                                .hardExpiry(true)
                                .build())
                .changed(
                        () -> iam.updateAccountPasswordPolicy(in -> in.requireNumbers(true)),
                        was -> PasswordPolicy.builder()
                                .minimumPasswordLength(6)
                                .requireSymbols(false)
                                .requireNumbers(true)
                                .requireUppercaseCharacters(false)
                                .requireLowercaseCharacters(false)
                                .allowUsersToChangePassword(false)
                                .expirePasswords(false)
                                .build())
                .ended(iam::deleteAccountPasswordPolicy);
    }

    private LifeCycle<String> alias() {
        return LifeCycle.of(
                        "account alias", () -> among(iam.listAccountAliases().accountAliases(), alias -> true))
                .made(() -> iam.createAccountAlias(in -> in.accountAlias("life-one")), made -> "life-one")
                .changed(() -> iam.createAccountAlias(in -> in.accountAlias("life-two")), was -> "life-two")
                .ended(() -> iam.deleteAccountAlias(in -> in.accountAlias("life-two")));
    }

    /// A SAML provider's document and tags.
    private record Saml(String document, List<Tag> tags) {}

    private Saml readSaml() {
        GetSamlProviderResponse got = iam.getSAMLProvider(in -> in.samlProviderArn(SAML));
        return new Saml(got.samlMetadataDocument(), got.tags());
    }

    private LifeCycle<Saml> samlProvider() {
        String other = SamlDocument.METADATA.replace("/sso", "/other");
        return LifeCycle.of("SAML provider", this::readSaml)
                .made(
                        () -> iam.createSAMLProvider(in -> in.name("life")
                                .samlMetadataDocument(SamlDocument.METADATA)
                                .tags(BLUE)),
                        made -> new Saml(SamlDocument.METADATA, List.of(BLUE)))
                .changed(
                        () -> iam.updateSAMLProvider(
                                in -> in.samlProviderArn(SAML).samlMetadataDocument(other)),
                        was -> new Saml(other, was.tags()))
                .changed(
                        () -> iam.tagSAMLProvider(in -> in.samlProviderArn(SAML).tags(RED)),
                        was -> new Saml(other, List.of(RED)))
                .listed(was -> iam.listSAMLProviders().samlProviderList().stream()
                        .map(SAMLProviderListEntry::arn)
                        .toList()
                        .contains(SAML))
                .ended(() -> iam.deleteSAMLProvider(in -> in.samlProviderArn(SAML)));
    }
}
