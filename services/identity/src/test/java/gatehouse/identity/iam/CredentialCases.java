package gatehouse.identity.iam;

import gatehouse.identity.iam.Cases.Case;
import java.util.List;
import java.util.stream.Stream;

/// Those of [Cases] that are about credentials.
final class CredentialCases {
    private CredentialCases() {}

    static List<Case> all() {
        return Stream.of(
                        passwords(),
                        mfaDevices(),
                        serviceCredentials(),
                        signingCertificates(),
                        sshPublicKeys(),
                        serverCertificates(),
                        accountSettings())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> passwords() {
        return List.of(
                Cases.of("UpdateAccountPasswordPolicy", "*", "MinimumPasswordLength", "7"),
                Cases.of("GetAccountPasswordPolicy", "*"),
                Cases.of("DeleteAccountPasswordPolicy", "*"),
                Cases.of("CreateLoginProfile", "user {bare}", "UserName", "{bare}", "Password", "Correct-horse-1"),
                Cases.of("GetLoginProfile", "user {user}", "UserName", "{user}"),
                Cases.of("UpdateLoginProfile", "user {user}", "UserName", "{user}", "Password", "Correct-horse-2"),
                Cases.of("DeleteLoginProfile", "user {user}", "UserName", "{user}"),
                Cases.of("ChangePassword", "user nobody", "OldPassword", "old", "NewPassword", "new"));
    }

    private static List<Case> mfaDevices() {
        String device = "{iam}mfa/device{n}";
        String free = "{iam}mfa/free{n}";
        String user = "user {user}";
        return List.of(
                Cases.of("CreateVirtualMFADevice", "{iam}mfa/new{n}", "VirtualMFADeviceName", "new{n}"),
                Cases.of("DeleteVirtualMFADevice", free, "SerialNumber", free),
                Cases.of("ListVirtualMFADevices", "{iam}mfa/"),
                Cases.of(
                        "TagMFADevice",
                        device,
                        "SerialNumber",
                        device,
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "blue"),
                Cases.of("UntagMFADevice", device, "SerialNumber", device, "TagKeys.member.1", "team"),
                Cases.of("ListMFADeviceTags", device, "SerialNumber", device),
                Cases.of(
                        "EnableMFADevice",
                        user,
                        "UserName",
                        "{user}",
                        "SerialNumber",
                        free,
                        "AuthenticationCode1",
                        "{code1}",
                        "AuthenticationCode2",
                        "{code2}"),
                Cases.of(
                        "ResyncMFADevice",
                        user,
                        "UserName",
                        "{user}",
                        "SerialNumber",
                        device,
                        "AuthenticationCode1",
                        "{code3}",
                        "AuthenticationCode2",
                        "{code4}"),
                Cases.of("DeactivateMFADevice", user, "UserName", "{user}", "SerialNumber", device),
                Cases.of("ListMFADevices", user, "UserName", "{user}"),
                Cases.of("GetMFADevice", user, "UserName", "{user}", "SerialNumber", device));
    }

    private static List<Case> serviceCredentials() {
        String user = "user {user}";
        String id = "ServiceSpecificCredentialId";
        return List.of(
                Cases.of(
                        "CreateServiceSpecificCredential",
                        user,
                        "UserName",
                        "{user}",
                        "ServiceName",
                        "cassandra.amazonaws.com"),
                Cases.of("ListServiceSpecificCredentials", user, "UserName", "{user}"),
                Cases.of("ResetServiceSpecificCredential", user, "UserName", "{user}", id, "{credential}"),
                Cases.of(
                        "UpdateServiceSpecificCredential",
                        user,
                        "UserName",
                        "{user}",
                        id,
                        "{credential}",
                        "Status",
                        "Inactive"),
                Cases.of("DeleteServiceSpecificCredential", user, "UserName", "{user}", id, "{credential}"));
    }

    private static List<Case> signingCertificates() {
        String user = "user {user}";
        String id = "CertificateId";
        String fresh = TestCertificate.selfSigned("fresh").pem();
        return List.of(
                Cases.of("UploadSigningCertificate", user, "UserName", "{user}", "CertificateBody", fresh),
                Cases.of("ListSigningCertificates", user, "UserName", "{user}"),
                Cases.of(
                        "UpdateSigningCertificate",
                        user,
                        "UserName",
                        "{user}",
                        id,
                        "{certificate}",
                        "Status",
                        "Inactive"),
                Cases.of("DeleteSigningCertificate", user, "UserName", "{user}", id, "{certificate}"));
    }

    private static List<Case> sshPublicKeys() {
        String user = "user {user}";
        String id = "SSHPublicKeyId";
        return List.of(
                Cases.of("UploadSSHPublicKey", user, "UserName", "{user}", "SSHPublicKeyBody", SshKeys.another(1)),
                Cases.of("GetSSHPublicKey", user, "UserName", "{user}", id, "{sshKey}", "Encoding", "SSH"),
                Cases.of("ListSSHPublicKeys", user, "UserName", "{user}"),
                Cases.of("UpdateSSHPublicKey", user, "UserName", "{user}", id, "{sshKey}", "Status", "Inactive"),
                Cases.of("DeleteSSHPublicKey", user, "UserName", "{user}", id, "{sshKey}"));
    }

    private static List<Case> serverCertificates() {
        String name = "ServerCertificateName";
        String shown = "server certificate server{n}";
        return List.of(
                Cases.of(
                        "UploadServerCertificate",
                        "{iam}server-certificate/new{n}",
                        name,
                        "new{n}",
                        "CertificateBody",
                        World.CERTIFICATE.pem(),
                        "PrivateKey",
                        World.CERTIFICATE.keyPem()),
                Cases.of("GetServerCertificate", shown, name, "server{n}"),
                Cases.of("ListServerCertificates", "{iam}server-certificate/"),
                Cases.of("UpdateServerCertificate", shown, name, "server{n}", "NewServerCertificateName", "new{n}"),
                Cases.of("DeleteServerCertificate", shown, name, "server{n}"),
                Cases.of(
                        "TagServerCertificate",
                        shown,
                        name,
                        "server{n}",
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "blue"),
                Cases.of("UntagServerCertificate", shown, name, "server{n}", "TagKeys.member.1", "team"),
                Cases.of("ListServerCertificateTags", shown, name, "server{n}"));
    }

    private static List<Case> accountSettings() {
        return List.of(
                Cases.of("SetSecurityTokenServicePreferences", "*", "GlobalEndpointTokenVersion", "v1Token"),
                Cases.of("EnableOutboundWebIdentityFederation", "*"),
                Cases.of("DisableOutboundWebIdentityFederation", "*"),
                Cases.of("GetOutboundWebIdentityFederationInfo", "*"));
    }
}
