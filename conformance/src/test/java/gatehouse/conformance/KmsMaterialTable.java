package gatehouse.conformance;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS's operations with key pairs and MACs, and on key material, for `KmsSdkTest`.
final class KmsMaterialTable {
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");
    private static final SdkBytes MATERIAL = SdkBytes.fromByteArray(new byte[32]);
    private static final String WEST = "us-west-2";

    private final KmsClient root;

    KmsMaterialTable(KmsClient root) {
        this.root = root;
    }

    Stream<SdkCase<KmsClient>> rows() {
        return Stream.of(signatures(), pairs(), rotations(), regions(), imports())
                .flatMap(each -> each);
    }

    private Stream<SdkCase<KmsClient>> signatures() {
        return Stream.of(
                on(
                                "Sign",
                                KeySpec.ECC_NIST_P256,
                                KeyUsageType.SIGN_VERIFY,
                                id -> kms -> kms.sign(
                                        in -> in.keyId(id).message(HELLO).signingAlgorithm("ECDSA_SHA_256")))
                        .butNot(
                                kms -> kms.sign(in -> in.keyId(key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY))
                                        .message(HELLO)
                                        .signingAlgorithm("ECDSA_SHA_512")),
                                "InvalidKeyUsageException"),
                SdkCase.<KmsClient>of("Verify", () -> {
                            String id = key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
                            SdkBytes signature = root.sign(
                                            in -> in.keyId(id).message(HELLO).signingAlgorithm("RSASSA_PSS_SHA_256"))
                                    .signature();
                            return kms -> kms.verify(in -> in.keyId(id)
                                    .message(HELLO)
                                    .signature(signature)
                                    .signingAlgorithm("RSASSA_PSS_SHA_256"));
                        })
                        .butNot(
                                kms -> kms.verify(in -> in.keyId(key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY))
                                        .message(HELLO)
                                        .signature(SdkBytes.fromByteArray(new byte[256]))
                                        .signingAlgorithm("RSASSA_PSS_SHA_256")),
                                "KMSInvalidSignatureException"),
                on(
                                "GenerateMac",
                                KeySpec.HMAC_256,
                                KeyUsageType.GENERATE_VERIFY_MAC,
                                id -> kms -> kms.generateMac(
                                        in -> in.keyId(id).message(HELLO).macAlgorithm("HMAC_SHA_256")))
                        .butNot(
                                kms -> kms.generateMac(in ->
                                        in.keyId(symmetric()).message(HELLO).macAlgorithm("HMAC_SHA_256")),
                                "InvalidKeyUsageException"),
                SdkCase.<KmsClient>of("VerifyMac", () -> {
                            String id = key(KeySpec.HMAC_512, KeyUsageType.GENERATE_VERIFY_MAC);
                            SdkBytes mac = root.generateMac(
                                            in -> in.keyId(id).message(HELLO).macAlgorithm("HMAC_SHA_512"))
                                    .mac();
                            return kms -> kms.verifyMac(
                                    in -> in.keyId(id).message(HELLO).mac(mac).macAlgorithm("HMAC_SHA_512"));
                        })
                        .butNot(
                                kms -> kms.verifyMac(
                                        in -> in.keyId(key(KeySpec.HMAC_512, KeyUsageType.GENERATE_VERIFY_MAC))
                                                .message(HELLO)
                                                .mac(HELLO)
                                                .macAlgorithm("HMAC_SHA_512")),
                                "KMSInvalidMacException"));
    }

    private Stream<SdkCase<KmsClient>> pairs() {
        return Stream.of(
                on(
                                "GetPublicKey",
                                KeySpec.ECC_SECG_P256_K1,
                                KeyUsageType.SIGN_VERIFY,
                                id -> kms -> kms.getPublicKey(in -> in.keyId(id)))
                        .butNot(kms -> kms.getPublicKey(in -> in.keyId(symmetric())), "UnsupportedOperationException"),
                SdkCase.<KmsClient>of("DeriveSharedSecret", () -> {
                            String id = key(KeySpec.ECC_NIST_P384, KeyUsageType.KEY_AGREEMENT);
                            SdkBytes peer = root.getPublicKey(
                                            in -> in.keyId(key(KeySpec.ECC_NIST_P384, KeyUsageType.KEY_AGREEMENT)))
                                    .publicKey();
                            return kms -> kms.deriveSharedSecret(
                                    in -> in.keyId(id).publicKey(peer).keyAgreementAlgorithm("ECDH"));
                        })
                        .butNot(
                                kms -> kms.deriveSharedSecret(
                                        in -> in.keyId(key(KeySpec.ECC_NIST_P384, KeyUsageType.KEY_AGREEMENT))
                                                .publicKey(HELLO)
                                                .keyAgreementAlgorithm("ECDH")),
                                "ValidationException"),
                SdkCase.<KmsClient>of("GenerateDataKeyPair", () -> {
                            String id = symmetric();
                            return kms ->
                                    kms.generateDataKeyPair(in -> in.keyId(id).keyPairSpec("ECC_NIST_P256"));
                        })
                        .butNot(
                                kms -> kms.generateDataKeyPair(
                                        in -> in.keyId(key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT))
                                                .keyPairSpec("ECC_NIST_P256")),
                                "InvalidKeyUsageException"),
                SdkCase.<KmsClient>of("GenerateDataKeyPairWithoutPlaintext", () -> {
                            String id = symmetric();
                            return kms -> kms.generateDataKeyPairWithoutPlaintext(
                                    in -> in.keyId(id).keyPairSpec("RSA_2048"));
                        })
                        .butNot(
                                kms -> kms.generateDataKeyPairWithoutPlaintext(
                                        in -> in.keyId(symmetric()).keyPairSpec("NONE")),
                                "ValidationException"));
    }

    private Stream<SdkCase<KmsClient>> rotations() {
        return Stream.of(
                SdkCase.<KmsClient>of("EnableKeyRotation", () -> {
                            String id = symmetric();
                            return kms ->
                                    kms.enableKeyRotation(in -> in.keyId(id).rotationPeriodInDays(90));
                        })
                        .butNot(
                                kms -> kms.enableKeyRotation(
                                        in -> in.keyId(symmetric()).rotationPeriodInDays(89)),
                                "ValidationException"),
                SdkCase.<KmsClient>of("DisableKeyRotation", () -> {
                            String id = symmetric();
                            return kms -> kms.disableKeyRotation(in -> in.keyId(id));
                        })
                        .butNot(
                                kms -> kms.disableKeyRotation(
                                        in -> in.keyId(key(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC))),
                                "UnsupportedOperationException"),
                SdkCase.<KmsClient>of("RotateKeyOnDemand", () -> {
                            String id = symmetric();
                            return kms -> kms.rotateKeyOnDemand(in -> in.keyId(id));
                        })
                        .butNot(
                                kms -> kms.rotateKeyOnDemand(
                                        in -> in.keyId(key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT))),
                                "UnsupportedOperationException"),
                SdkCase.<KmsClient>of(
                                "ListKeyRotations",
                                () -> {
                                    String id = symmetric();
                                    root.rotateKeyOnDemand(in -> in.keyId(id));
                                    return kms -> kms.listKeyRotations(in -> in.keyId(id));
                                },
                                "ON_DEMAND")
                        .butNot(
                                kms -> kms.listKeyRotations(
                                        in -> in.keyId(symmetric()).marker("bm9uc2Vuc2U")),
                                "InvalidMarkerException"));
    }

    private Stream<SdkCase<KmsClient>> regions() {
        return Stream.of(
                SdkCase.<KmsClient>of(
                                "ReplicateKey",
                                () -> {
                                    String id = multiRegion();
                                    return kms ->
                                            kms.replicateKey(in -> in.keyId(id).replicaRegion(WEST));
                                },
                                "REPLICA")
                        .butNot(
                                kms -> kms.replicateKey(
                                        in -> in.keyId(symmetric()).replicaRegion(WEST)),
                                "UnsupportedOperationException"),
                SdkCase.<KmsClient>of("UpdatePrimaryRegion", () -> {
                            String id = multiRegion();
                            root.replicateKey(in -> in.keyId(id).replicaRegion(WEST));
                            return kms ->
                                    kms.updatePrimaryRegion(in -> in.keyId(id).primaryRegion(WEST));
                        })
                        .butNot(
                                kms -> kms.updatePrimaryRegion(
                                        in -> in.keyId(multiRegion()).primaryRegion(WEST)),
                                "NotFoundException"));
    }

    private Stream<SdkCase<KmsClient>> imports() {
        return Stream.of(
                SdkCase.<KmsClient>of("GetParametersForImport", () -> {
                            String id = external();
                            return kms -> kms.getParametersForImport(in -> in.keyId(id)
                                    .wrappingAlgorithm("RSAES_OAEP_SHA_256")
                                    .wrappingKeySpec("RSA_2048"));
                        })
                        .butNot(
                                kms -> kms.getParametersForImport(in -> in.keyId(external())
                                        .wrappingAlgorithm("RSAES_PKCS1_V1_5")
                                        .wrappingKeySpec("RSA_2048")),
                                "UnsupportedOperationException"),
                SdkCase.<KmsClient>of("ImportKeyMaterial", () -> {
                            String id = external();
                            GetParametersForImportResponse parameters = parameters(id);
                            return kms -> put(kms, id, parameters);
                        })
                        .butNot(
                                kms -> kms.importKeyMaterial(in -> in.keyId(external())
                                        .importToken(HELLO)
                                        .encryptedKeyMaterial(HELLO)
                                        .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE)),
                                "InvalidImportTokenException"),
                SdkCase.<KmsClient>of("DeleteImportedKeyMaterial", () -> {
                            String id = external();
                            put(root, id, parameters(id));
                            return kms -> kms.deleteImportedKeyMaterial(in -> in.keyId(id));
                        })
                        .butNot(
                                kms -> kms.deleteImportedKeyMaterial(in -> in.keyId(symmetric())),
                                "UnsupportedOperationException"));
    }

    private SdkCase<KmsClient> on(
            String operation,
            KeySpec spec,
            KeyUsageType usage,
            Function<String, Function<KmsClient, AwsResponse>> call) {
        return SdkCase.of(operation, () -> call.apply(key(spec, usage)));
    }

    private String symmetric() {
        return made(CreateKeyRequest.builder());
    }

    private String multiRegion() {
        return made(CreateKeyRequest.builder().multiRegion(true));
    }

    private String external() {
        return made(CreateKeyRequest.builder().origin(OriginType.EXTERNAL));
    }

    private String key(KeySpec spec, KeyUsageType usage) {
        return made(CreateKeyRequest.builder().keySpec(spec).keyUsage(usage));
    }

    private String made(CreateKeyRequest.Builder request) {
        return root.createKey(request.build()).keyMetadata().keyId();
    }

    private GetParametersForImportResponse parameters(String id) {
        return root.getParametersForImport(
                in -> in.keyId(id).wrappingAlgorithm("RSAES_OAEP_SHA_256").wrappingKeySpec("RSA_2048"));
    }

    private static AwsResponse put(KmsClient kms, String id, GetParametersForImportResponse parameters) {
        return kms.importKeyMaterial(in -> in.keyId(id)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(wrapped(parameters.publicKey()))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE));
    }

    private static SdkBytes wrapped(SdkBytes publicKey) {
        try {
            Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
            oaep.init(
                    Cipher.ENCRYPT_MODE,
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey.asByteArray())),
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            return SdkBytes.fromByteArray(oaep.doFinal(MATERIAL.asByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
