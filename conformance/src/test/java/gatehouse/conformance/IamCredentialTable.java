package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/// IAM's operations on passwords, MFA devices and service-specific credentials; but ChangePassword, which is not for
/// root.
record IamCredentialTable(IamWorld world, Authenticator authenticator) {
    private static final String MISSING_DEVICE = "arn:aws:iam::111122223333:mfa/missing";
    private static final String MISSING_CREDENTIAL = "ACCAMISSINGMISSINGMIS";
    private static final Tag TAG = Tag.builder().key("team").value("blue").build();

    Stream<SdkCase<IamClient>> rows() {
        return Stream.of(policy(), loginProfiles(), virtualDevices(), devicesOfUsers(), serviceCredentials())
                .flatMap(each -> each);
    }

    private Stream<SdkCase<IamClient>> policy() {
        return Stream.of(
                on(
                                "UpdateAccountPasswordPolicy",
                                () -> iam -> iam.updateAccountPasswordPolicy(in -> in.minimumPasswordLength(7)))
                        .butNot(
                                iam -> iam.updateAccountPasswordPolicy(in -> in.minimumPasswordLength(5)),
                                "ValidationError"),
                on("GetAccountPasswordPolicy", this::setPolicy, none -> iam -> iam.getAccountPasswordPolicy()),
                on("DeleteAccountPasswordPolicy", this::setPolicy, none -> iam -> iam.deleteAccountPasswordPolicy())
                        .butNot(iam -> iam.deleteAccountPasswordPolicy(), "NoSuchEntity"));
    }

    private String setPolicy() {
        world.root().updateAccountPasswordPolicy(in -> in.minimumPasswordLength(7));
        return "";
    }

    private Stream<SdkCase<IamClient>> loginProfiles() {
        return Stream.of(
                on(
                                "CreateLoginProfile",
                                world::user,
                                name -> iam -> iam.createLoginProfile(
                                        in -> in.userName(name).password(IamWorld.PASSWORD)))
                        .butNot(
                                iam -> iam.createLoginProfile(
                                        in -> in.userName("nobody").password("short")),
                                "PasswordPolicyViolation"),
                on(
                                "GetLoginProfile",
                                world::userWithPassword,
                                name -> iam -> iam.getLoginProfile(in -> in.userName(name)))
                        .butNot(iam -> iam.getLoginProfile(in -> in.userName("nobody")), "NoSuchEntity"),
                on(
                                "UpdateLoginProfile",
                                world::userWithPassword,
                                name -> iam -> iam.updateLoginProfile(
                                        in -> in.userName(name).passwordResetRequired(true)))
                        .butNot(
                                iam -> iam.updateLoginProfile(
                                        in -> in.userName("nobody").passwordResetRequired(true)),
                                "NoSuchEntity"),
                on(
                                "DeleteLoginProfile",
                                world::userWithPassword,
                                name -> iam -> iam.deleteLoginProfile(in -> in.userName(name)))
                        .butNot(iam -> iam.deleteLoginProfile(in -> in.userName("nobody")), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> virtualDevices() {
        return Stream.of(
                on(
                                "CreateVirtualMFADevice",
                                world::fresh,
                                name -> iam -> iam.createVirtualMFADevice(in -> in.virtualMFADeviceName(name)))
                        .butNot(
                                iam -> iam.createVirtualMFADevice(in -> in.virtualMFADeviceName("not a name")),
                                "ValidationError"),
                on(
                                "DeleteVirtualMFADevice",
                                authenticator::device,
                                serial -> iam -> iam.deleteVirtualMFADevice(in -> in.serialNumber(serial)))
                        .butNot(
                                iam -> iam.deleteVirtualMFADevice(in -> in.serialNumber(MISSING_DEVICE)),
                                "NoSuchEntity"),
                on("ListVirtualMFADevices", () -> iam -> iam.listVirtualMFADevices(), "VirtualMFADevices")
                        .butNot(iam -> iam.listVirtualMFADevices(in -> in.assignmentStatus("None")), "ValidationError"),
                on(
                                "TagMFADevice",
                                authenticator::device,
                                serial -> iam -> iam.tagMFADevice(
                                        in -> in.serialNumber(serial).tags(TAG)))
                        .butNot(
                                iam -> iam.tagMFADevice(
                                        in -> in.serialNumber(MISSING_DEVICE).tags(TAG, TAG)),
                                "NoSuchEntity"),
                on(
                                "UntagMFADevice",
                                authenticator::device,
                                serial -> iam -> iam.untagMFADevice(
                                        in -> in.serialNumber(serial).tagKeys("team")))
                        .butNot(
                                iam -> iam.untagMFADevice(
                                        in -> in.serialNumber(MISSING_DEVICE).tagKeys("team")),
                                "NoSuchEntity"),
                on(
                                "ListMFADeviceTags",
                                authenticator::device,
                                serial -> iam -> iam.listMFADeviceTags(in -> in.serialNumber(serial)))
                        .butNot(iam -> iam.listMFADeviceTags(in -> in.serialNumber(MISSING_DEVICE)), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> devicesOfUsers() {
        return Stream.of(
                on(
                                "EnableMFADevice",
                                authenticator::device,
                                serial -> iam -> iam.enableMFADevice(in -> in.userName("nobody")
                                        .serialNumber(serial)
                                        .authenticationCode1(authenticator.code(serial, -1))
                                        .authenticationCode2(authenticator.code(serial, 0))))
                        .butNot(
                                iam -> iam.enableMFADevice(in -> in.userName("nobody")
                                        .serialNumber(MISSING_DEVICE)
                                        .authenticationCode1("000000")
                                        .authenticationCode2("000000")),
                                "NoSuchEntity"),
                on(
                                "ResyncMFADevice",
                                () -> authenticator.deviceOf(world.user()),
                                serial -> iam -> iam.resyncMFADevice(in -> in.userName(world.last())
                                        .serialNumber(serial)
                                        .authenticationCode1(authenticator.code(serial, 3))
                                        .authenticationCode2(authenticator.code(serial, 4))))
                        .butNot(
                                iam -> iam.resyncMFADevice(in -> in.userName("nobody")
                                        .serialNumber(MISSING_DEVICE)
                                        .authenticationCode1("00000")
                                        .authenticationCode2("000000")),
                                "ValidationError"),
                on(
                                "DeactivateMFADevice",
                                () -> authenticator.deviceOf(world.user()),
                                serial -> iam -> iam.deactivateMFADevice(
                                        in -> in.userName(world.last()).serialNumber(serial)))
                        .butNot(
                                iam -> iam.deactivateMFADevice(
                                        in -> in.userName("nobody").serialNumber(MISSING_DEVICE)),
                                "NoSuchEntity"),
                on("ListMFADevices", world::user, name -> iam -> iam.listMFADevices(in -> in.userName(name)))
                        .butNot(iam -> iam.listMFADevices(in -> in.userName("missing")), "NoSuchEntity"),
                on(
                                "GetMFADevice",
                                () -> authenticator.deviceOf(world.user()),
                                serial -> iam -> iam.getMFADevice(
                                        in -> in.userName(world.last()).serialNumber(serial)))
                        .butNot(
                                iam -> iam.getMFADevice(
                                        in -> in.userName("nobody").serialNumber(MISSING_DEVICE)),
                                "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> serviceCredentials() {
        return Stream.of(
                on(
                                "CreateServiceSpecificCredential",
                                world::user,
                                name -> iam -> iam.createServiceSpecificCredential(
                                        in -> in.userName(name).serviceName("cassandra.amazonaws.com")))
                        .butNot(
                                iam -> iam.createServiceSpecificCredential(
                                        in -> in.userName("missing").serviceName("cassandra.amazonaws.com")),
                                "NoSuchEntity"),
                on(
                                "ListServiceSpecificCredentials",
                                world::user,
                                name -> iam -> iam.listServiceSpecificCredentials(in -> in.userName(name)))
                        .butNot(
                                iam -> iam.listServiceSpecificCredentials(in -> in.userName("missing")),
                                "NoSuchEntity"),
                on(
                                "ResetServiceSpecificCredential",
                                world::serviceCredential,
                                id -> iam -> iam.resetServiceSpecificCredential(
                                        in -> in.userName(world.last()).serviceSpecificCredentialId(id)))
                        .butNot(
                                iam -> iam.resetServiceSpecificCredential(
                                        in -> in.userName("nobody").serviceSpecificCredentialId(MISSING_CREDENTIAL)),
                                "NoSuchEntity"),
                on(
                                "UpdateServiceSpecificCredential",
                                world::serviceCredential,
                                id -> iam -> iam.updateServiceSpecificCredential(in -> in.userName(world.last())
                                        .serviceSpecificCredentialId(id)
                                        .status("Inactive")))
                        .butNot(
                                iam -> iam.updateServiceSpecificCredential(in -> in.userName("nobody")
                                        .serviceSpecificCredentialId(MISSING_CREDENTIAL)
                                        .status("Inactive")),
                                "NoSuchEntity"),
                on(
                                "DeleteServiceSpecificCredential",
                                world::serviceCredential,
                                id -> iam -> iam.deleteServiceSpecificCredential(
                                        in -> in.userName(world.last()).serviceSpecificCredentialId(id)))
                        .butNot(
                                iam -> iam.deleteServiceSpecificCredential(
                                        in -> in.userName("nobody").serviceSpecificCredentialId(MISSING_CREDENTIAL)),
                                "NoSuchEntity"));
    }
}
