package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/// IAM's operations on signing certificates, SSH public keys and server certificates, and the tokens' version.
record IamCertificateTable(IamWorld world) {
    private static final String MISSING_CERTIFICATE = "MISSINGMISSINGMISSINGMISSINGMISS";
    private static final String MISSING_KEY = "APKAMISSINGMISSINGMIS";
    private static final Tag TAG = Tag.builder().key("team").value("blue").build();

    Stream<SdkCase<IamClient>> rows() {
        return Stream.of(signing(), ssh(), server(), serverTags(), settings()).flatMap(each -> each);
    }

    private Stream<SdkCase<IamClient>> signing() {
        return Stream.of(
                on("UploadSigningCertificate", world::user, name -> {
                            String certificate = SelfSigned.make().certificate();
                            return iam -> iam.uploadSigningCertificate(
                                    in -> in.userName(name).certificateBody(certificate));
                        })
                        .butNot(
                                iam -> iam.uploadSigningCertificate(
                                        in -> in.userName("nobody").certificateBody("none")),
                                "MalformedCertificate"),
                on(
                                "ListSigningCertificates",
                                world::signingCertificate,
                                _ -> iam -> iam.listSigningCertificates(in -> in.userName(world.last())))
                        .butNot(iam -> iam.listSigningCertificates(in -> in.userName("missing")), "NoSuchEntity"),
                on(
                                "UpdateSigningCertificate",
                                world::signingCertificate,
                                id -> iam -> iam.updateSigningCertificate(in -> in.userName(world.last())
                                        .certificateId(id)
                                        .status("Inactive")))
                        .butNot(
                                iam -> iam.updateSigningCertificate(in -> in.userName("nobody")
                                        .certificateId(MISSING_CERTIFICATE)
                                        .status("Inactive")),
                                "NoSuchEntity"),
                on(
                                "DeleteSigningCertificate",
                                world::signingCertificate,
                                id -> iam -> iam.deleteSigningCertificate(
                                        in -> in.userName(world.last()).certificateId(id)))
                        .butNot(
                                iam -> iam.deleteSigningCertificate(
                                        in -> in.userName("nobody").certificateId(MISSING_CERTIFICATE)),
                                "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> ssh() {
        return Stream.of(
                on("UploadSSHPublicKey", world::user, name -> {
                            String key = SelfSigned.make().publicKey();
                            return iam -> iam.uploadSSHPublicKey(
                                    in -> in.userName(name).sshPublicKeyBody(key));
                        })
                        .butNot(
                                iam -> iam.uploadSSHPublicKey(
                                        in -> in.userName("nobody").sshPublicKeyBody("ssh-rsa AAAA")),
                                "InvalidPublicKey"),
                on(
                                "GetSSHPublicKey",
                                world::sshPublicKey,
                                id -> iam -> iam.getSSHPublicKey(in -> in.userName(world.last())
                                        .sshPublicKeyId(id)
                                        .encoding("SSH")))
                        .butNot(
                                iam -> iam.getSSHPublicKey(in -> in.userName("nobody")
                                        .sshPublicKeyId(MISSING_KEY)
                                        .encoding("PEM")),
                                "NoSuchEntity"),
                on(
                                "ListSSHPublicKeys",
                                world::sshPublicKey,
                                _ -> iam -> iam.listSSHPublicKeys(in -> in.userName(world.last())))
                        .butNot(iam -> iam.listSSHPublicKeys(in -> in.userName("missing")), "NoSuchEntity"),
                on(
                                "UpdateSSHPublicKey",
                                world::sshPublicKey,
                                id -> iam -> iam.updateSSHPublicKey(in -> in.userName(world.last())
                                        .sshPublicKeyId(id)
                                        .status("Inactive")))
                        .butNot(
                                iam -> iam.updateSSHPublicKey(in -> in.userName("nobody")
                                        .sshPublicKeyId(MISSING_KEY)
                                        .status("Inactive")),
                                "NoSuchEntity"),
                on(
                                "DeleteSSHPublicKey",
                                world::sshPublicKey,
                                id -> iam -> iam.deleteSSHPublicKey(
                                        in -> in.userName(world.last()).sshPublicKeyId(id)))
                        .butNot(
                                iam -> iam.deleteSSHPublicKey(
                                        in -> in.userName("nobody").sshPublicKeyId(MISSING_KEY)),
                                "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> server() {
        SelfSigned made = SelfSigned.make();
        String other = SelfSigned.make().privateKey();
        return Stream.of(
                on(
                                "UploadServerCertificate",
                                world::fresh,
                                name -> iam -> iam.uploadServerCertificate(in -> in.serverCertificateName(name)
                                        .certificateBody(made.certificate())
                                        .privateKey(made.privateKey())))
                        .butNot(
                                iam -> iam.uploadServerCertificate(in -> in.serverCertificateName("other")
                                        .certificateBody(made.certificate())
                                        .privateKey(other)),
                                "KeyPairMismatch"),
                on(
                                "GetServerCertificate",
                                world::serverCertificate,
                                name -> iam -> iam.getServerCertificate(in -> in.serverCertificateName(name)))
                        .butNot(
                                iam -> iam.getServerCertificate(in -> in.serverCertificateName("missing")),
                                "NoSuchEntity"),
                on("ListServerCertificates", () -> iam -> iam.listServerCertificates(), "ServerCertificateMetadataList")
                        .butNot(iam -> iam.listServerCertificates(in -> in.maxItems(0)), "ValidationError"),
                on(
                                "UpdateServerCertificate",
                                world::serverCertificate,
                                name -> iam -> iam.updateServerCertificate(
                                        in -> in.serverCertificateName(name).newPath("/new/")))
                        .butNot(
                                iam -> iam.updateServerCertificate(in -> in.serverCertificateName("missing")),
                                "NoSuchEntity"),
                on(
                                "DeleteServerCertificate",
                                world::serverCertificate,
                                name -> iam -> iam.deleteServerCertificate(in -> in.serverCertificateName(name)))
                        .butNot(
                                iam -> iam.deleteServerCertificate(in -> in.serverCertificateName("missing")),
                                "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> serverTags() {
        return Stream.of(
                on(
                                "TagServerCertificate",
                                world::serverCertificate,
                                name -> iam -> iam.tagServerCertificate(
                                        in -> in.serverCertificateName(name).tags(TAG)))
                        .butNot(
                                iam -> iam.tagServerCertificate(in ->
                                        in.serverCertificateName("missing").tags(TAG)),
                                "NoSuchEntity"),
                on(
                                "UntagServerCertificate",
                                world::serverCertificate,
                                name -> iam -> iam.untagServerCertificate(
                                        in -> in.serverCertificateName(name).tagKeys("team")))
                        .butNot(
                                iam -> iam.untagServerCertificate(in ->
                                        in.serverCertificateName("missing").tagKeys("team")),
                                "NoSuchEntity"),
                on(
                                "ListServerCertificateTags",
                                world::serverCertificate,
                                name -> iam -> iam.listServerCertificateTags(in -> in.serverCertificateName(name)))
                        .butNot(
                                iam -> iam.listServerCertificateTags(in -> in.serverCertificateName("missing")),
                                "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> settings() {
        return Stream.of(on(
                        "SetSecurityTokenServicePreferences",
                        () -> iam ->
                                iam.setSecurityTokenServicePreferences(in -> in.globalEndpointTokenVersion("v2Token")))
                .butNot(
                        iam -> iam.setSecurityTokenServicePreferences(in -> in.globalEndpointTokenVersion("v3Token")),
                        "ValidationError"));
    }
}
