package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.arn;
import static gatehouse.keys.kms.KmsFixture.base64;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ImportsTest {
    private static final String WEST = "eu-west-1";
    private static final String NEVER = ",'ExpirationModel':'KEY_MATERIAL_DOES_NOT_EXPIRE'";

    @TempDir
    private Path folder;

    private KmsFixture kms;

    @BeforeEach
    void start() throws IOException {
        kms = KmsFixture.in(folder);
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048, RSAES_OAEP_SHA_1", "RSA_3072, RSAES_OAEP_SHA_256", "RSA_4096, RSAES_OAEP_SHA_256"})
    void wrappedMaterialMakesAKeyUsable(String wrappingSpec, String algorithm) throws Exception {
        String key = external("{}");
        assertThat(describe(key).path("KeyState").asString()).isEqualTo("PendingImport");
        on("Encrypt", key, ",'Plaintext':'AAAA'")
                .isRefusedWith("KMSInvalidStateException", arn(key) + " is pending import.");

        Answer imported = put(key, material(1), wrappingSpec, algorithm, NEVER);
        assertThat(imported.text("KeyId")).isEqualTo(arn(key));
        assertThat(describe(key).path("KeyState").asString()).isEqualTo("Enabled");
        assertThat(describe(key).path("ExpirationModel").asString()).isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
        assertThat(describe(key).path("CurrentKeyMaterialId").asString()).isEqualTo(imported.text("KeyMaterialId"));
        assertThat(decrypt(encrypt(key))).isEqualTo("AAAA");
    }

    @Test
    void onlyTheSameMaterialComesAgain() throws Exception {
        String key = external("{}");
        String id = put(key, material(1), NEVER).text("KeyMaterialId");
        String ciphertext = encrypt(key);
        on("DeleteImportedKeyMaterial", key, "").ok();
        assertThat(describe(key).path("KeyState").asString()).isEqualTo("PendingImport");
        assertThat(describe(key).has("ExpirationModel")).isFalse();
        kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}")
                .isRefusedWith("KMSInvalidStateException");

        put(key, material(2), NEVER).isRefusedWith("IncorrectKeyMaterialException");
        assertThat(put(key, material(1), NEVER).text("KeyMaterialId")).isEqualTo(id);
        assertThat(decrypt(ciphertext)).isEqualTo("AAAA");
    }

    @Test
    void newMaterialWaitsForARotation() throws Exception {
        String key = external("{}");
        String first = put(key, material(1), NEVER).text("KeyMaterialId");
        String old = encrypt(key);
        on("RotateKeyOnDemand", key, "")
                .isRefusedWith(
                        "KMSInvalidStateException",
                        "No available key material pending rotation for the key: " + arn(key) + ".");
        on("EnableKeyRotation", key, "")
                .isRefusedWith(
                        "UnsupportedOperationException",
                        arn(key) + " origin is EXTERNAL which is not valid for this operation.");

        kms.clock.advance(Duration.ofMinutes(1));
        String second = put(key, material(2), NEVER + ",'ImportType':'NEW_KEY_MATERIAL','KeyMaterialDescription':'2nd'")
                .text("KeyMaterialId");
        Answer third = put(key, material(3), NEVER + ",'ImportType':'NEW_KEY_MATERIAL'");
        third.isRefusedWith("KMSInvalidStateException");
        assertThat(third.message())
                .matches("New key material \\(id: [0-9a-f]{64}\\) cannot be imported into KMS key " + arn(key)
                        + ", because another key material \\(id: " + second + "\\) is pending rotation\\.");
        assertThat(describe(key).path("CurrentKeyMaterialId").asString()).isEqualTo(first);
        on("RotateKeyOnDemand", key, "").ok();
        assertThat(describe(key).path("CurrentKeyMaterialId").asString()).isEqualTo(second);
        assertThat(decrypt(old)).isEqualTo("AAAA");
        assertThat(decrypt(encrypt(key))).isEqualTo("AAAA");

        JsonNode rotations = on("ListKeyRotations", key, ",'IncludeKeyMaterial':'ALL_KEY_MATERIAL'")
                .ok()
                .path("Rotations");
        assertThat(rotations.get(0).path("KeyMaterialState").asString()).isEqualTo("NON_CURRENT");
        assertThat(rotations.get(1).path("KeyMaterialState").asString()).isEqualTo("CURRENT");
        assertThat(rotations.get(1).path("KeyMaterialDescription").asString()).isEqualTo("2nd");
        assertThat(rotations.get(1).path("RotationType").asString()).isEqualTo("ON_DEMAND");

        on("DeleteImportedKeyMaterial", key, ",'KeyMaterialId':'" + first + "'").ok();
        assertThat(describe(key).path("KeyState").asString()).isEqualTo("PendingImport");
        put(key, material(1), NEVER + ",'KeyMaterialId':'" + second + "'")
                .isRefusedWith("IncorrectKeyMaterialException");
        put(key, material(1), NEVER + ",'KeyMaterialId':'" + first + "'").ok();
        assertThat(describe(key).path("KeyState").asString()).isEqualTo("Enabled");
        assertThat(decrypt(old)).isEqualTo("AAAA");
    }

    @Test
    void newMaterialOfAMultiRegionKeyWaitsForAllOfItsRegions() throws Exception {
        String key = external("{'MultiRegion':true}");
        put(key, material(1), NEVER).ok();
        on("ReplicateKey", key, ",'ReplicaRegion':'" + WEST + "'").ok();
        putInWest(key, material(1)).ok();
        putInWest(key, material(2)).isRefusedWith("IncorrectKeyMaterialException");

        kms.clock.advance(Duration.ofMinutes(1));
        String next = put(key, material(2), NEVER + ",'ImportType':'NEW_KEY_MATERIAL'")
                .text("KeyMaterialId");
        assertThat(states(KmsFixture.REGION, key))
                .containsExactly("CURRENT", "PENDING_MULTI_REGION_IMPORT_AND_ROTATION");
        on("RotateKeyOnDemand", key, "").isRefusedWith("KMSInvalidStateException");
        putInWest(key, material(2)).ok();
        assertThat(states(KmsFixture.REGION, key)).containsExactly("CURRENT", "PENDING_ROTATION");
        assertThat(states(WEST, key)).containsExactly("CURRENT", "PENDING_ROTATION");

        String delete = "{'KeyId':'" + key + "','KeyMaterialId':'" + next + "'}";
        kms.callIn(WEST, kms.root, "DeleteImportedKeyMaterial", delete).ok();
        assertThat(states(KmsFixture.REGION, key))
                .containsExactly("CURRENT", "PENDING_MULTI_REGION_IMPORT_AND_ROTATION");
        putInWest(key, material(2)).ok();
        kms.call(kms.root, "DeleteImportedKeyMaterial", delete).ok();
        assertThat(states(KmsFixture.REGION, key)).containsExactly("CURRENT");
        assertThat(states(WEST, key)).containsExactly("CURRENT");
    }

    @Test
    void aReplicaOfARotatedKeyIsEnabledByAllOfItsMaterialOnly() throws Exception {
        String key = external("{'MultiRegion':true}");
        put(key, material(1), NEVER).ok();
        String old = encrypt(key);
        put(key, material(2), NEVER + ",'ImportType':'NEW_KEY_MATERIAL'").ok();
        on("RotateKeyOnDemand", key, "").ok();
        on("ReplicateKey", key, ",'ReplicaRegion':'" + WEST + "'").ok();
        for (int seed : List.of(1, 2)) {
            assertThat(stateInWest(key)).isEqualTo("PendingImport");
            kms.callIn(WEST, kms.root, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'AAAA'}")
                    .isRefusedWith("KMSInvalidStateException");
            putInWest(key, material(seed)).ok();
        }
        assertThat(stateInWest(key)).isEqualTo("Enabled");
        kms.callIn(WEST, kms.root, "Decrypt", "{'CiphertextBlob':'" + old + "'}")
                .ok();
        String body = "{'KeyId':'" + key + "'}";
        kms.callIn(WEST, kms.root, "DeleteImportedKeyMaterial", body).ok();
        kms.callIn(WEST, kms.root, "ScheduleKeyDeletion", body).ok();
        kms.callIn(WEST, kms.root, "CancelKeyDeletion", body).ok();
        assertThat(stateInWest(key)).isEqualTo("PendingImport");
    }

    @Test
    void whatWaitedInAFormerPrimaryHoldsUpNoRotation() throws Exception {
        String key = external("{'MultiRegion':true}");
        put(key, material(1), NEVER).ok();
        on("ReplicateKey", key, ",'ReplicaRegion':'" + WEST + "'").ok();
        putInWest(key, material(1)).ok();
        kms.clock.advance(Duration.ofMinutes(1));
        put(key, material(2), NEVER + ",'ImportType':'NEW_KEY_MATERIAL'").ok();
        on("UpdatePrimaryRegion", key, ",'PrimaryRegion':'" + WEST + "'").ok();

        kms.clock.advance(Duration.ofMinutes(1));
        String body = "{'KeyId':'" + key + "'}";
        putInWest(key, material(3), ",'ImportType':'NEW_KEY_MATERIAL'").ok();
        kms.callIn(WEST, kms.root, "RotateKeyOnDemand", body).isRefusedWith("KMSInvalidStateException");
        String third = put(key, material(3), NEVER).text("KeyMaterialId");
        kms.callIn(WEST, kms.root, "RotateKeyOnDemand", body).ok();
        assertThat(describe(key).path("CurrentKeyMaterialId").asString()).isEqualTo(third);
        assertThat(decrypt(encrypt(key))).isEqualTo("AAAA");
    }

    private String stateInWest(String key) {
        return kms.callIn(WEST, kms.root, "DescribeKey", "{'KeyId':'" + key + "'}")
                .ok()
                .path("KeyMetadata")
                .path("KeyState")
                .asString();
    }

    private List<String> states(String region, String key) {
        List<String> states = new ArrayList<>();
        kms.callIn(
                        region,
                        kms.root,
                        "ListKeyRotations",
                        "{'KeyId':'" + key + "','IncludeKeyMaterial':'ALL_KEY_MATERIAL'}")
                .ok()
                .path("Rotations")
                .forEach(each -> states.add(each.path("KeyMaterialState").asString()));
        return states;
    }

    private Answer putInWest(String key, byte[] material) throws Exception {
        return putInWest(key, material, "");
    }

    private Answer putInWest(String key, byte[] material, String more) throws Exception {
        JsonNode parameters = kms.callIn(
                        WEST,
                        kms.root,
                        "GetParametersForImport",
                        "{'KeyId':'" + key + "','WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'}")
                .ok();
        String wrapped = base64(wrap(parameters, "RSAES_OAEP_SHA_256", material));
        return kms.callIn(
                WEST,
                kms.root,
                "ImportKeyMaterial",
                "{'KeyId':'" + key + "','ImportToken':'"
                        + parameters.path("ImportToken").asString() + "','EncryptedKeyMaterial':'" + wrapped + "'"
                        + NEVER + more + "}");
    }

    @Test
    void materialExpires() throws Exception {
        String key = external("{}");
        double until = kms.clock.instant().getEpochSecond() + 3_600.0;
        put(key, material(1), ",'ValidTo':" + until).ok();
        assertThat(describe(key).path("ValidTo").asDouble()).isEqualTo(until);
        String ciphertext = encrypt(key);
        kms.clock.advance(Duration.ofMinutes(59));
        assertThat(decrypt(ciphertext)).isEqualTo("AAAA");
        kms.clock.advance(Duration.ofMinutes(1));
        kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}")
                .isRefusedWith("KMSInvalidStateException", arn(key) + " is pending import.");
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        assertThat(describe(key).path("KeyState").asString()).isEqualTo("PendingImport");
        assertThat(kms.event("DeleteExpiredKeyMaterial").path("eventType").asString())
                .isEqualTo("AwsServiceEvent");
        put(key, material(1), NEVER).ok();
        assertThat(decrypt(ciphertext)).isEqualTo("AAAA");
    }

    @Test
    void theFirstOfItsMaterialsToExpireEndsAKey() throws Exception {
        String key = external("{}");
        double first = kms.clock.instant().getEpochSecond() + 3_600.0;
        double second = first + 3_600;
        put(key, material(1), ",'ValidTo':" + second).ok();
        kms.clock.advance(Duration.ofMinutes(1));
        put(key, material(2), ",'ImportType':'NEW_KEY_MATERIAL','ValidTo':" + first)
                .ok();
        assertThat(describe(key).path("ValidTo").asDouble()).isEqualTo(second);
        on("RotateKeyOnDemand", key, "").ok();
        assertThat(describe(key).path("ValidTo").asDouble()).isEqualTo(first);
        put(key, material(2), NEVER).ok();
        assertThat(describe(key).path("ValidTo").asDouble()).isEqualTo(second);

        kms.clock.advance(Duration.ofHours(2));
        on("Encrypt", key, ",'Plaintext':'AAAA'")
                .isRefusedWith("KMSInvalidStateException", arn(key) + " is pending import.");
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        put(key, material(1), NEVER).ok();
        assertThat(describe(key).path("ExpirationModel").asString()).isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
        assertThat(decrypt(encrypt(key))).isEqualTo("AAAA");
    }

    @Test
    void tokensAreForOneKeyAndOneDay() throws Exception {
        String key = external("{}");
        JsonNode parameters = parameters(key, "RSA_2048", "RSAES_OAEP_SHA_256");
        String wrapped = base64(wrap(parameters, "RSAES_OAEP_SHA_256", material(1)));
        String token = parameters.path("ImportToken").asString();
        byte[] forged = java.util.Base64.getDecoder().decode(token);
        forged[forged.length / 2] ^= 1;
        put(key, base64(forged), wrapped, NEVER).isRefusedWith("InvalidImportTokenException");
        put(external("{}"), token, wrapped, NEVER).isRefusedWith("InvalidImportTokenException");
        put(key, token, base64(new byte[256]), NEVER).isRefusedWith("InvalidCiphertextException");
        put(key, token, base64(new byte[255]), NEVER)
                .isRefusedWith("ValidationException", "Invalid encrypted key size.");
        kms.clock.advance(Duration.ofHours(24));
        put(key, token, wrapped, NEVER).isRefusedWith("ExpiredImportTokenException");
    }

    @Test
    void whatCannotBeImportedIsRefused() throws Exception {
        on(
                        "GetParametersForImport",
                        kms.key(),
                        ",'WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'")
                .isRefusedWith("UnsupportedOperationException");
        String key = external("{}");
        on("GetParametersForImport", key, ",'WrappingAlgorithm':'RSAES_PKCS1_V1_5','WrappingKeySpec':'RSA_2048'")
                .isRefusedWith("UnsupportedOperationException");
        put(key, new byte[16], NEVER).isRefusedWith("IncorrectKeyMaterialException");
        put(key, material(1), "").isRefusedWith("ValidationException");
        put(key, material(1), NEVER + ",'ValidTo':" + (kms.clock.instant().getEpochSecond() + 60))
                .isRefusedWith("ValidationException");
        double tooFar = kms.clock.instant().getEpochSecond() + 366 * 86_400.0;
        put(key, material(1), ",'ValidTo':" + tooFar).isRefusedWith("ValidationException");
        assertThat(describe(key).path("KeyState").asString()).isEqualTo("PendingImport");
    }

    @Test
    void keyPairsAndMacKeysAreImportedToo() throws Exception {
        String pair = external("{'KeySpec':'RSA_2048','KeyUsage':'SIGN_VERIFY'}");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        java.security.KeyPair own = generator.generateKeyPair();
        put(pair, own.getPrivate().getEncoded(), "RSA_4096", "RSA_AES_KEY_WRAP_SHA_256", NEVER)
                .ok();
        assertThat(on("GetPublicKey", pair, "").bytes("PublicKey"))
                .isEqualTo(own.getPublic().getEncoded());
        put(
                        pair,
                        generator.generateKeyPair().getPrivate().getEncoded(),
                        "RSA_4096",
                        "RSA_AES_KEY_WRAP_SHA_256",
                        NEVER + ",'ImportType':'NEW_KEY_MATERIAL'")
                .isRefusedWith("IncorrectKeyMaterialException");

        String mac = external("{'KeySpec':'HMAC_384','KeyUsage':'GENERATE_VERIFY_MAC'}");
        put(mac, material(1), NEVER).isRefusedWith("IncorrectKeyMaterialException");
        put(mac, Arrays.copyOf(material(1), 48), NEVER).ok();
        on("GenerateMac", mac, ",'Message':'AAAA','MacAlgorithm':'HMAC_SHA_384'")
                .ok();
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, SIGN_VERIFY, RSA_2048, RSAES_OAEP_SHA_1",
        "ECC_NIST_P521, SIGN_VERIFY, RSA_3072, RSAES_OAEP_SHA_256",
        "ECC_NIST_P521, SIGN_VERIFY, RSA_2048, RSA_AES_KEY_WRAP_SHA_1",
        "ECC_SECG_P256K1, SIGN_VERIFY, RSA_4096, RSA_AES_KEY_WRAP_SHA_256",
        "RSA_2048, ENCRYPT_DECRYPT, RSA_3072, RSA_AES_KEY_WRAP_SHA_1",
        "HMAC_512, GENERATE_VERIFY_MAC, RSA_2048, RSAES_OAEP_SHA_256"
    })
    void materialIsWrappedWithWhatIsForItsKind(String spec, String usage, String wrappingSpec, String algorithm) {
        parameters(external("{'KeySpec':'" + spec + "','KeyUsage':'" + usage + "'}"), wrappingSpec, algorithm);
    }

    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, RSA_3072, RSA_AES_KEY_WRAP_SHA_256",
        "HMAC_256, GENERATE_VERIFY_MAC, RSA_4096, RSA_AES_KEY_WRAP_SHA_1",
        "RSA_2048, SIGN_VERIFY, RSA_4096, RSAES_OAEP_SHA_256",
        "ECC_NIST_P521, SIGN_VERIFY, RSA_2048, RSAES_OAEP_SHA_256",
        "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, SM2, RSAES_OAEP_SHA_256",
        "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, RSA_2048, SM2PKE"
    })
    void materialOfOtherKindsIsNotWrappedWithIt(String spec, String usage, String wrappingSpec, String algorithm) {
        String key = external("{'KeySpec':'" + spec + "','KeyUsage':'" + usage + "'}");
        on(
                        "GetParametersForImport",
                        key,
                        ",'WrappingAlgorithm':'" + algorithm + "','WrappingKeySpec':'" + wrappingSpec + "'")
                .isRefusedWith(
                        "ValidationException",
                        "Wrapping algorithm " + algorithm + " and wrapping key spec " + wrappingSpec
                                + " cannot be used to import a " + spec + " key.");
    }

    @Test
    void nothingOfTheMaterialIsRecorded() throws Exception {
        String key = external("{}");
        put(key, material(1), NEVER).ok();
        String event = kms.event("ImportKeyMaterial").toString();
        assertThat(event).doesNotContain("encryptedKeyMaterial").doesNotContain("importToken");
        for (String operation : List.of("GetParametersForImport", "ImportKeyMaterial", "DeleteImportedKeyMaterial")) {
            String nobody = kms.identities.user(KmsFixture.ACCOUNT, "nobody");
            kms.call(
                            nobody,
                            operation,
                            "{'KeyId':'" + key + "','WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':"
                                    + "'RSA_2048','ImportToken':'AAAA','EncryptedKeyMaterial':'AAAA'}")
                    .isRefusedWith("AccessDeniedException");
        }
    }

    private static byte[] material(int seed) {
        byte[] material = new byte[32];
        Arrays.fill(material, (byte) seed);
        return material;
    }

    private String external(String body) {
        return kms.call(
                        kms.root,
                        "CreateKey",
                        body.replace("{", "{'Origin':'EXTERNAL'" + (body.equals("{}") ? "" : ",")))
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    private Answer put(String key, byte[] material, String more) throws Exception {
        return put(key, material, "RSA_2048", "RSAES_OAEP_SHA_256", more);
    }

    private Answer put(String key, byte[] material, String wrappingSpec, String algorithm, String more)
            throws Exception {
        JsonNode parameters = parameters(key, wrappingSpec, algorithm);
        return put(key, parameters.path("ImportToken").asString(), base64(wrap(parameters, algorithm, material)), more);
    }

    private Answer put(String key, String token, String wrapped, String more) {
        return on(
                "ImportKeyMaterial",
                key,
                ",'ImportToken':'" + token + "','EncryptedKeyMaterial':'" + wrapped + "'" + more);
    }

    private JsonNode parameters(String key, String wrappingSpec, String algorithm) {
        return on(
                        "GetParametersForImport",
                        key,
                        ",'WrappingAlgorithm':'" + algorithm + "','WrappingKeySpec':'" + wrappingSpec + "'")
                .ok();
    }

    /// Wraps as a client does that has the JDK only.
    static byte[] wrap(JsonNode parameters, String algorithm, byte[] material) throws Exception {
        byte[] encoded = java.util.Base64.getDecoder()
                .decode(parameters.path("PublicKey").asString());
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        boolean sha1 = algorithm.endsWith("SHA_1");
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
        oaep.init(
                Cipher.ENCRYPT_MODE,
                publicKey,
                new OAEPParameterSpec(
                        sha1 ? "SHA-1" : "SHA-256",
                        "MGF1",
                        sha1 ? MGF1ParameterSpec.SHA1 : MGF1ParameterSpec.SHA256,
                        PSource.PSpecified.DEFAULT));
        if (!algorithm.startsWith("RSA_AES")) {
            return oaep.doFinal(material);
        }
        KeyGenerator aes = KeyGenerator.getInstance("AES");
        aes.init(256);
        SecretKey wrapping = aes.generateKey();
        byte[] first = oaep.doFinal(wrapping.getEncoded());
        Cipher kwp = Cipher.getInstance("AES/KWP/NoPadding");
        kwp.init(Cipher.ENCRYPT_MODE, wrapping);
        byte[] second = kwp.doFinal(material);
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private JsonNode describe(String key) {
        return on("DescribeKey", key, "").ok().path("KeyMetadata");
    }

    private String encrypt(String key) {
        return on("Encrypt", key, ",'Plaintext':'AAAA'").text("CiphertextBlob");
    }

    private String decrypt(String ciphertext) {
        return kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}")
                .text("Plaintext");
    }

    private Answer on(String operation, String key, String more) {
        return kms.call(kms.root, operation, "{'KeyId':'" + key + "'" + more + "}");
    }
}
