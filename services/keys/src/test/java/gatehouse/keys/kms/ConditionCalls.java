package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.base64;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A call for each action of KMS's with everything that a condition key can come from: on a primary key of
/// two Regions with an alias and a tag.
final class ConditionCalls {
    static final String ALIAS = "alias/probe-";
    static final String ELSEWHERE = "eu-west-1";

    private static final String CONTEXT = "'EncryptionContext':{'purpose':'test'}";
    private static final String TAGS = "'Tags':[{'TagKey':'team','TagValue':'red'}]";

    private final KmsFixture kms;
    private final Map<String, Probe> external = new HashMap<>();
    private int made;

    ConditionCalls(KmsFixture kms) {
        this.kms = kms;
        kms.identities.user(KmsFixture.ACCOUNT, "bob");
        kms.identities.user(KmsFixture.ACCOUNT, "carol");
    }

    /// A key, with what there is of it.
    record Probe(String key, String spec, String usage, String origin, String alias, String output, String grant) {
        /// A value of the table, with what it says of the key.
        String filled(String value) {
            return value.replace("$spec", spec)
                    .replace("$usage", usage)
                    .replace("$origin", origin)
                    .replace("$alias", alias);
        }
    }

    /// A key that the action can be done on.
    Probe probe(String action) throws Exception {
        return switch (action) {
            case "Sign", "Verify", "GetPublicKey" -> make("ECC_NIST_P256", "SIGN_VERIFY", "AWS_KMS");
            case "GenerateMac", "VerifyMac" -> make("HMAC_256", "GENERATE_VERIFY_MAC", "AWS_KMS");
            case "DeriveSharedSecret" -> make("ECC_NIST_P256", "KEY_AGREEMENT", "AWS_KMS");
            case "GetParametersForImport", "ImportKeyMaterial", "DeleteImportedKeyMaterial" -> {
                Probe known = external.get(action);
                Probe probe = known == null ? make("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "EXTERNAL") : known;
                external.put(action, probe);
                yield probe;
            }
            case "UpdatePrimaryRegion" -> {
                Probe probe = make("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS");
                call("ReplicateKey", "{'KeyId':'" + probe.key + "','ReplicaRegion':'" + ELSEWHERE + "'}");
                yield probe;
            }
            case "CancelKeyDeletion" -> {
                Probe probe = make("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS");
                call("ScheduleKeyDeletion", "{'KeyId':'" + probe.key + "'}");
                yield probe;
            }
            default -> make("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS");
        };
    }

    private Probe make(String spec, String usage, String origin) throws Exception {
        String key = call(
                        "CreateKey",
                        "{'KeySpec':'" + spec + "','KeyUsage':'" + usage + "','Origin':'" + origin
                                + "','MultiRegion':true," + TAGS + "}")
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        String alias = ALIAS + made++;
        call("CreateAlias", "{'AliasName':'" + alias + "','TargetKeyId':'" + key + "'}");
        if (origin.equals("EXTERNAL")) {
            return new Probe(key, spec, usage, origin, alias, imported(key), "");
        }
        String grant = spec.equals("SYMMETRIC_DEFAULT")
                ? call("CreateGrant", grant(key, "'Constraints':{'EncryptionContextEquals':{'purpose':'test'}}"))
                        .path("GrantId")
                        .asString()
                : "";
        return new Probe(key, spec, usage, origin, alias, output(usage, key), grant);
    }

    private String output(String usage, String key) {
        String on = "{'KeyId':'" + key + "',";
        return switch (usage) {
            case "SIGN_VERIFY" ->
                call("Sign", on + "'Message':'AAAA','SigningAlgorithm':'ECDSA_SHA_256'}")
                        .path("Signature")
                        .asString();
            case "GENERATE_VERIFY_MAC" ->
                call("GenerateMac", on + "'Message':'AAAA','MacAlgorithm':'HMAC_SHA_256'}")
                        .path("Mac")
                        .asString();
            case "KEY_AGREEMENT" ->
                call("GetPublicKey", "{'KeyId':'" + key + "'}")
                        .path("PublicKey")
                        .asString();
            default ->
                call("Encrypt", on + CONTEXT + ",'Plaintext':'AAAA'}")
                        .path("CiphertextBlob")
                        .asString();
        };
    }

    /// The members that import the key's material.
    private String imported(String key) throws Exception {
        JsonNode parameters = call(
                "GetParametersForImport",
                "{'KeyId':'" + key + "','WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'}");
        return "'ImportToken':'" + parameters.path("ImportToken").asString() + "','EncryptedKeyMaterial':'"
                + base64(ImportsTest.wrap(parameters, "RSAES_OAEP_SHA_256", new byte[32])) + "'";
    }

    static String grant(String key, String more) {
        return "{'KeyId':'" + key + "','GranteePrincipal':'" + GrantCalls.arnOf("bob") + "','RetiringPrincipal':'"
                + GrantCalls.arnOf("carol") + "','Operations':['Encrypt','Decrypt']," + more + "}";
    }

    private JsonNode call(String operation, String body) {
        return kms.call(kms.root, operation, body).ok();
    }

    /// The operation that needs the action.
    static String operation(String action) {
        String plain = action.replaceFirst("-.*", "");
        return plain.startsWith("ReEncrypt") ? "ReEncrypt" : plain;
    }

    /// Its request; `action` may name a variant.
    String body(String action, Probe probe) {
        String on = "{'KeyId':'" + probe.key + "'";
        String byAlias = "{'KeyId':'" + probe.alias + "',";
        return switch (action) {
            case "CreateAlias" -> "{'AliasName':'" + ALIAS + "new-" + made++ + "','TargetKeyId':'" + probe.key + "'}";
            case "UpdateAlias" -> "{'AliasName':'" + probe.alias + "','TargetKeyId':'" + probe.key + "'}";
            case "DeleteAlias" -> "{'AliasName':'" + probe.alias + "'}";
            case "CreateGrant" ->
                grant(
                        probe.key,
                        "'Constraints':{'EncryptionContextSubset':{'purpose':'test'},'SourceArn':"
                                + "'arn:aws:rds:us-east-1:111122223333:db:a'}");
            case "CreateGrant-service" ->
                on + ",'GranteeServicePrincipal':'rds.amazonaws.com','RetiringServicePrincipal':'ec2.amazonaws.com',"
                        + "'Operations':['Decrypt'],'Constraints':{'SourceArn':"
                        + "'arn:aws:rds:us-east-1:111122223333:db:a'}}";
            case "CreateKey" -> "{'MultiRegion':true,'BypassPolicyLockoutSafetyCheck':true," + TAGS + "}";
            case "Decrypt" -> byAlias + CONTEXT + ",'CiphertextBlob':'" + probe.output + "'}";
            case "DeriveSharedSecret" -> byAlias + "'KeyAgreementAlgorithm':'ECDH','PublicKey':'" + probe.output + "'}";
            case "DescribeKey", "GetPublicKey" -> "{'KeyId':'" + probe.alias + "'}";
            case "EnableKeyRotation" -> on + ",'RotationPeriodInDays':100}";
            case "Encrypt" -> byAlias + CONTEXT + ",'Plaintext':'AAAA'}";
            case "GenerateDataKey", "GenerateDataKeyWithoutPlaintext" -> byAlias + CONTEXT + ",'KeySpec':'AES_256'}";
            case "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext" ->
                byAlias + CONTEXT + ",'KeyPairSpec':'ECC_NIST_P256'}";
            case "GenerateMac" -> byAlias + "'Message':'AAAA','MacAlgorithm':'HMAC_SHA_256'}";
            case "VerifyMac" ->
                byAlias + "'Message':'AAAA','MacAlgorithm':'HMAC_SHA_256','Mac':'" + probe.output + "'}";
            case "Sign" -> byAlias + "'Message':'AAAA','SigningAlgorithm':'ECDSA_SHA_256'}";
            case "Verify" ->
                byAlias + "'Message':'AAAA','SigningAlgorithm':'ECDSA_SHA_256','Signature':'" + probe.output + "'}";
            case "GetParametersForImport" ->
                on + ",'WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'}";
            case "ImportKeyMaterial" ->
                on + "," + probe.output + ",'ValidTo':"
                        + kms.clock.instant().plusSeconds(60).getEpochSecond() + "}";
            case "PutKeyPolicy" ->
                on + ",'BypassPolicyLockoutSafetyCheck':true,'Policy':"
                        + KmsFixture.json(CompiledKeyPolicies.defaultDocument(KmsFixture.ACCOUNT)) + "}";
            case "ReEncryptFrom" -> reEncrypt(probe, other().alias);
            case "ReEncryptTo" -> reEncrypt(other(), probe.alias);
            case "ReEncryptFrom-same", "ReEncryptTo-same" -> reEncrypt(probe, probe.key);
            case "ReplicateKey" -> on + ",'ReplicaRegion':'eu-north-1'}";
            case "RetireGrant", "RevokeGrant" -> on + ",'GrantId':'" + probe.grant + "'}";
            case "ScheduleKeyDeletion" -> on + ",'PendingWindowInDays':8}";
            case "TagResource" -> on + "," + TAGS + "}";
            case "UntagResource" -> on + ",'TagKeys':['team']}";
            case "UpdateKeyDescription" -> on + ",'Description':'another'}";
            case "UpdatePrimaryRegion" -> on + ",'PrimaryRegion':'" + ELSEWHERE + "'}";
            case "GenerateRandom" -> "{'NumberOfBytes':8}";
            case "CreateCustomKeyStore" ->
                "{'CustomKeyStoreName':'a','CloudHsmClusterId':'cluster-2345672345a','KeyStorePassword':"
                        + "'password','TrustAnchorCertificate':'anchor'}";
            case "ConnectCustomKeyStore", "DisconnectCustomKeyStore", "DeleteCustomKeyStore", "UpdateCustomKeyStore" ->
                "{'CustomKeyStoreId':'cks-1234567890abcdef0'}";
            case "DescribeCustomKeyStores" -> "{}";
            default -> on + "}";
        };
    }

    private Probe other() {
        try {
            return make("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String reEncrypt(Probe probe, String destination) {
        return "{'CiphertextBlob':'" + probe.output + "','SourceKeyId':'" + probe.alias
                + "','SourceEncryptionContext':{'purpose':'test'},'DestinationKeyId':'" + destination
                + "','DestinationEncryptionContext':{'place':'there'}}";
    }
}
