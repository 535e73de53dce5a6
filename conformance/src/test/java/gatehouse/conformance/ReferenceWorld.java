package gatehouse.conformance;

import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.cloudhsmv2.model.Backup;
import software.amazon.awssdk.services.cloudhsmv2.model.Hsm;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// What requests are about that are to have every condition key that they can have: tagged things, and inputs with
/// whatever a key is made of.
final class ReferenceWorld implements AutoCloseable {
    private static final String NAME = "probe";
    private static final int KEYS_PER_POLICY = 20;

    private static final Tag TAG = Tag.builder().key(NAME).value("1").build();

    private static final software.amazon.awssdk.services.kms.model.Tag KMS_TAG =
            software.amazon.awssdk.services.kms.model.Tag.builder()
                    .tagKey(NAME)
                    .tagValue("1")
                    .build();

    /// Operations that take an alias for a key.
    private static final Set<String> BY_ALIAS = Set.of(
            "Encrypt",
            "Decrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "Sign",
            "Verify",
            "GenerateMac",
            "VerifyMac",
            "DeriveSharedSecret",
            "GetPublicKey",
            "DescribeKey");

    private final IamWorld iam;
    private final IamClient root;
    private final KmsClient kms;
    private final SmallestInput smallest;
    private final Map<String, Object> more = new LinkedHashMap<>();

    ReferenceWorld(TestServer server, HsmOwner owner) {
        iam = new IamWorld(server);
        root = iam.root();
        kms = server.kms(server.root());
        things();
        cluster(server, owner);
        String keyId = key();
        byte[] ciphertext = kms.encrypt(in -> in.keyId(keyId)
                        .plaintext(SdkBytes.fromUtf8String("hello"))
                        .encryptionContext(Map.of(NAME, "test")))
                .ciphertextBlob()
                .asByteArray();
        smallest = new SmallestInput(Map.of(
                "AliasName",
                "alias/" + NAME,
                "TargetKeyId",
                keyId,
                "CiphertextBlob",
                ciphertext,
                "Decrypt.CiphertextBlob",
                ciphertext,
                "ReEncrypt.CiphertextBlob",
                ciphertext,
                "GenerateDataKey.KeySpec",
                "AES_256",
                "GenerateDataKeyWithoutPlaintext.KeySpec",
                "AES_256"));
        more.put("KeyId", keyId);
        more.put("ValidTo", 4_102_444_800L);
        more.put("SourceKeyId", "alias/" + NAME);
        more.put("SourceEncryptionContext", Map.of(NAME, "test"));
        more.put("DestinationEncryptionContext", Map.of(NAME, "test"));
        more.put("EncryptionContext", Map.of(NAME, "test"));
        more.put("DestinationKeyId", "alias/" + NAME);
        more.put("BypassPolicyLockoutSafetyCheck", true);
        more.put("PendingWindowInDays", 7);
        more.put("KeyUsage", "ENCRYPT_DECRYPT");
        more.put("MultiRegion", true);
        grants(keyId);
    }

    private void grants(String keyId) {
        String user = "arn:aws:iam::" + TestServer.ACCOUNT + ":user/" + NAME;
        more.put("GranteePrincipal", user);
        more.put("RetiringPrincipal", user);
        more.put("Operations", List.of("Encrypt"));
        more.put(
                "Constraints",
                Map.of("EncryptionContextSubset", Map.of(NAME, "test"), "SourceArn", "arn:aws:s3:::" + NAME));
        more.put(
                "GrantId",
                kms.createGrant(in -> in.keyId(keyId)
                                .granteePrincipal(user)
                                .operations(GrantOperation.ENCRYPT)
                                .constraints(some -> some.encryptionContextSubset(Map.of(NAME, "test"))))
                        .grantId());
    }

    private void things() {
        more.put("UserName", NAME);
        more.put("GroupName", NAME);
        more.put("RoleName", NAME);
        more.put("InstanceProfileName", NAME);
        more.put("PermissionsBoundary", IamWorld.AWS_POLICY);
        more.put("TagKeys", List.of(NAME));
        more.put("ExternalId", "external");
        more.put("SourceIdentity", "source");
        more.put("RoleSessionName", "session");
        more.put("TransitiveTagKeys", List.of(NAME));
        more.put("RoleArn", "arn:aws:iam::" + TestServer.ACCOUNT + ":role/" + NAME);
        root.createUser(
                in -> in.userName(NAME).permissionsBoundary(IamWorld.AWS_POLICY).tags(TAG));
        more.put("Arn", "arn:aws:iam::" + TestServer.ACCOUNT + ":user/" + NAME);
        String linked = root.createServiceLinkedRole(in -> in.awsServiceName("autoscaling.amazonaws.com"))
                .role()
                .roleName();
        more.put(
                "DeletionTaskId",
                root.deleteServiceLinkedRole(in -> in.roleName(linked)).deletionTaskId());
        more.put("EntityArn", "arn:aws:iam::" + TestServer.ACCOUNT + ":delegation-request/0123456789abcdef");
        more.put("OrganizationsPolicyId", "p-12345678");
        more.put("PolicySourceArn", "arn:aws:iam::" + TestServer.ACCOUNT + ":user/" + NAME);
        more.put(
                "AccessKeyId",
                root.createAccessKey(in -> in.userName(NAME)).accessKey().accessKeyId());
        more.put("CredentialAgeDays", 30);
        more.put("Url", "https://another.example.com");
        more.put(
                "ServiceSpecificCredentialId",
                root.createServiceSpecificCredential(in -> in.userName(NAME).serviceName("codecommit.amazonaws.com"))
                        .serviceSpecificCredential()
                        .serviceSpecificCredentialId());
        root.createGroup(in -> in.groupName(NAME));
        root.createRole(in -> in.roleName(NAME)
                .permissionsBoundary(IamWorld.AWS_POLICY)
                .assumeRolePolicyDocument(IamWorld.TRUST.replace("sts:AssumeRole", "sts:*"))
                .tags(TAG));
        root.createInstanceProfile(in -> in.instanceProfileName(NAME).tags(TAG));
        more.put(
                "PolicyArn",
                root.createPolicy(in -> in.policyName(NAME)
                                .policyDocument(IamWorld.ALLOW_IAM)
                                .tags(TAG))
                        .policy()
                        .arn());
        more.put(
                "OpenIDConnectProviderArn",
                root.createOpenIDConnectProvider(
                                in -> in.url("https://probe.example.com").tags(TAG))
                        .openIDConnectProviderArn());
        more.put(
                "SAMLProviderArn",
                root.createSAMLProvider(in -> in.name(NAME)
                                .samlMetadataDocument(SamlDocument.METADATA)
                                .tags(TAG))
                        .samlProviderArn());
        SelfSigned made = SelfSigned.make();
        root.uploadServerCertificate(in -> in.serverCertificateName(NAME)
                .certificateBody(made.certificate())
                .privateKey(made.privateKey())
                .tags(TAG));
        more.put("ServerCertificateName", NAME);
        more.put(
                "SerialNumber",
                root.createVirtualMFADevice(in -> in.virtualMFADeviceName(NAME).tags(TAG))
                        .virtualMFADevice()
                        .serialNumber());
    }

    /// A tagged cluster and its backup, which has its tags.
    private void cluster(TestServer server, HsmOwner owner) {
        try (CloudHsmV2Client hsm = server.cloudHsm(server.root())) {
            String id = owner.empty(hsm);
            hsm.tagResource(in -> in.resourceId(id)
                    .tagList(software.amazon.awssdk.services.cloudhsmv2.model.Tag.builder()
                            .key(NAME)
                            .value("1")
                            .build()));
            owner.claim(hsm, id);
            Hsm only = HsmOwner.cluster(hsm, id).hsms().getFirst();
            hsm.deleteHsm(in -> in.clusterId(id).hsmId(only.hsmId()));
            Backup backup = hsm.describeBackups(in -> {}).backups().getFirst();
            more.put("ClusterId", id);
            more.put("ResourceId", id);
            more.put("BackupId", backup.backupId());
            more.put("SourceBackupId", backup.backupId());
            more.put("ResourceArn", backup.backupArn());
            more.put("TagKeyList", List.of(NAME));
        }
    }

    private String key() {
        String id = kms.createKey(in -> in.multiRegion(true).tags(KMS_TAG))
                .keyMetadata()
                .keyId();
        kms.createAlias(in -> in.aliasName("alias/" + NAME).targetKeyId(id));
        return id;
    }

    /// A new user with policies that `document` makes of the keys: as many in each as fit.
    AwsCredentials user(String name, Function<List<String>, String> document, Set<String> keys) {
        AwsCredentials credentials = iam.newUser(name);
        root.tagUser(in -> in.userName(name).tags(TAG));
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += KEYS_PER_POLICY) {
            String text = document.apply(all.subList(from, Math.min(from + KEYS_PER_POLICY, all.size())));
            String arn = root.createPolicy(in -> in.policyName(iam.fresh()).policyDocument(text))
                    .policy()
                    .arn();
            root.attachUserPolicy(in -> in.userName(name).policyArn(arn));
        }
        return credentials;
    }

    void allowEverything(String user) {
        root.attachUserPolicy(in -> in.userName(user).policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
    }

    /// Denies those actions on that resource where the request has a key: a statement for each.
    static String deny(List<String> keys, String resource, String... actions) {
        String named = Stream.of(actions).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return keys.stream()
                .map(key -> "{\"Effect\":\"Deny\",\"Action\":" + named + ",\"Resource\":\"" + resource
                        + "\",\"Condition\":{\"Null\":{\"" + AuthorizationReference.example(key) + "\":\"false\"}}}")
                .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
    }

    /// As much as the operation takes.
    Map<String, Object> input(Operation<?, ?> operation) {
        Map<String, Object> input = smallest.of(operation);
        for (Member member : operation.inputSchema().members()) {
            boolean isName =
                    operation.name().matches("(Create|Upload)" + member.name().replaceFirst("Name$", ""));
            Object value = member.name().equals("Tags") || member.name().equals("TagList")
                    ? List.of(tag(member.target()))
                    : more.get(member.name());
            if (member.name().equals("KeyId") && BY_ALIAS.contains(operation.name())) {
                input.put(member.name(), "alias/" + NAME);
            } else if (value != null && !isName) {
                input.put(member.name(), value);
            }
        }
        return input;
    }

    private static Map<String, Object> tag(Schema tags) {
        Schema tag = tags.kind() == Kind.LIST ? tags.element().target() : tags;
        return tag.member("TagKey") == null
                ? Map.of("Key", NAME, "Value", "1")
                : Map.of("TagKey", NAME, "TagValue", "1");
    }

    @Override
    public void close() {
        root.close();
        kms.close();
    }
}
