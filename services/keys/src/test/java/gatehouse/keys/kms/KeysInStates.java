package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.base64;

import gatehouse.crypto.pkcs11.SoftHsm;
import gatehouse.crypto.pkcs11.TokenLocation;
import gatehouse.ports.HsmClusters.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Keys of every origin in every state that they can be in, each made by KMS's own operations. A key is
/// kept until an operation has done something with it.
final class KeysInStates implements AutoCloseable {
    static final String ELSEWHERE = "eu-west-1";

    private static final String NEVER = ",'ExpirationModel':'KEY_MATERIAL_DOES_NOT_EXPIRE'";
    private static final String WRAPPING = "RSAES_OAEP_SHA_256";
    private static final TokenLocation TOKEN = SoftHsm.get().newToken("keys in states");

    final KmsFixture kms;

    private final Map<String, Subject> kept = new HashMap<>();
    private final String keyStore;
    private int made;

    KeysInStates(Path folder) throws IOException {
        kms = KmsFixture.beside(
                (view, account, region, id) -> new Cluster(id, id, "anchor", Set.of(region + "a", region + "b"), TOKEN),
                folder);
        kms.identities.user(KmsFixture.ACCOUNT, "bob");
        keyStore = kms.call(
                        kms.root,
                        "CreateCustomKeyStore",
                        "{'CustomKeyStoreName':'keys','CloudHsmClusterId':'cluster-2345672345a','KeyStorePassword':'"
                                + SoftHsm.PIN + "','TrustAnchorCertificate':'anchor'}")
                .text("CustomKeyStoreId");
        connect();
    }

    /// Where a key's material comes from.
    enum Kind {
        MADE,
        IMPORTED,
        STORED
    }

    /// What a key is for.
    enum Use {
        ENCRYPT("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", ""),
        SIGN("ECC_NIST_P256", "SIGN_VERIFY", ""),
        AGREE("ECC_NIST_P256", "KEY_AGREEMENT", ""),
        AUTHENTICATE("HMAC_256", "GENERATE_VERIFY_MAC", ""),
        REPLICATE("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", ",'MultiRegion':true"),
        BE_REPLICATED("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", ",'MultiRegion':true");

        private final String spec;
        private final String usage;
        private final String more;

        Use(String spec, String usage, String more) {
            this.spec = spec;
            this.usage = usage;
            this.more = more;
        }
    }

    /// A key, and what was made of and with it while it was enabled: a ciphertext, a signature or a MAC, a
    /// grant, an alias, and what its material was imported with.
    record Subject(String key, String output, String grant, String alias, Imported imported) {}

    record Imported(String token, String wrapped) {
        static final Imported NOTHING = new Imported("AAAA", "AAAA");
    }

    /// A key of that kind for that use, in that state.
    Subject subject(Kind kind, Use use, KeyState state) throws Exception {
        if (kind == Kind.STORED) {
            connect();
        }
        String name = kind + " " + use + " " + state;
        Subject subject = kept.get(name);
        if (subject == null) {
            subject = make(kind, use, state);
            kept.put(name, subject);
        }
        if (kind == Kind.STORED && state == KeyState.UNAVAILABLE) {
            disconnect();
        }
        return subject;
    }

    /// Makes no more use of a key that something was done with.
    void used(Subject subject) {
        kept.values().remove(subject);
    }

    void connect() {
        if (!connection().equals("CONNECTED")) {
            onStore("ConnectCustomKeyStore");
        }
    }

    void disconnect() {
        if (connection().equals("CONNECTED")) {
            onStore("DisconnectCustomKeyStore");
        }
    }

    private String connection() {
        return kms.call(kms.root, "DescribeCustomKeyStores", "{}")
                .ok()
                .path("CustomKeyStores")
                .get(0)
                .path("ConnectionState")
                .asString();
    }

    private void onStore(String operation) {
        kms.call(kms.root, operation, "{'CustomKeyStoreId':'" + keyStore + "'}").ok();
    }

    private Subject make(Kind kind, Use use, KeyState state) throws Exception {
        boolean replicated = state == KeyState.PENDING_REPLICA_DELETION
                || (use == Use.BE_REPLICATED && state != KeyState.PENDING_DELETION);
        String key = create(kind, use, replicated ? ",'MultiRegion':true" : use.more);
        if (replicated && kind != Kind.STORED) {
            on("ReplicateKey", key, ",'ReplicaRegion':'" + ELSEWHERE + "'");
        }
        Imported imported = Imported.NOTHING;
        if (kind == Kind.IMPORTED) {
            byte[] material = material(use);
            imported = put(KmsFixture.REGION, key, material);
            if (replicated) {
                put(ELSEWHERE, key, material);
            }
        }
        String alias = "alias/subject-" + made++;
        kms.call(kms.root, "CreateAlias", "{'AliasName':'" + alias + "','TargetKeyId':'" + key + "'}")
                .ok();
        String grant = on(
                        "CreateGrant",
                        key,
                        ",'GranteePrincipal':'" + TestIdentities.userArn(KmsFixture.ACCOUNT, "bob")
                                + "','Operations':['DescribeKey']")
                .path("GrantId")
                .asString();
        Subject subject = new Subject(key, output(use, key), grant, alias, imported);
        switch (state) {
            case ENABLED, UNAVAILABLE -> {}
            case DISABLED -> on("DisableKey", key, "");
            case PENDING_IMPORT -> on("DeleteImportedKeyMaterial", key, "");
            case PENDING_DELETION, PENDING_REPLICA_DELETION -> on("ScheduleKeyDeletion", key, "");
        }
        return subject;
    }

    private String create(Kind kind, Use use, String more) {
        String origin = switch (kind) {
            case MADE -> more;
            case IMPORTED -> more + ",'Origin':'EXTERNAL'";
            case STORED -> ",'Origin':'AWS_CLOUDHSM','CustomKeyStoreId':'" + keyStore + "'";
        };
        return kms.call(
                        kms.root,
                        "CreateKey",
                        "{'KeySpec':'" + use.spec + "','KeyUsage':'" + use.usage + "'" + origin
                                + ",'Tags':[{'TagKey':'a','TagValue':'b'}]}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    private String output(Use use, String key) {
        return switch (use) {
            case ENCRYPT, REPLICATE, BE_REPLICATED ->
                on("Encrypt", key, ",'Plaintext':'AAAA'").path("CiphertextBlob").asString();
            case SIGN ->
                on("Sign", key, ",'Message':'AAAA','SigningAlgorithm':'ECDSA_SHA_256'")
                        .path("Signature")
                        .asString();
            case AUTHENTICATE ->
                on("GenerateMac", key, ",'Message':'AAAA','MacAlgorithm':'HMAC_SHA_256'")
                        .path("Mac")
                        .asString();
            case AGREE -> on("GetPublicKey", key, "").path("PublicKey").asString();
        };
    }

    private static byte[] material(Use use) throws Exception {
        if (use == Use.SIGN || use == Use.AGREE) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair().getPrivate().getEncoded();
        }
        return new byte[32];
    }

    private Imported put(String region, String key, byte[] material) throws Exception {
        JsonNode parameters = kms.callIn(
                        region,
                        kms.root,
                        "GetParametersForImport",
                        "{'KeyId':'" + key + "','WrappingAlgorithm':'" + WRAPPING + "','WrappingKeySpec':'RSA_2048'}")
                .ok();
        Imported imported = new Imported(
                parameters.path("ImportToken").asString(), base64(ImportsTest.wrap(parameters, WRAPPING, material)));
        kms.callIn(region, kms.root, "ImportKeyMaterial", importing(key, imported))
                .ok();
        return imported;
    }

    static String importing(String key, Imported imported) {
        return "{'KeyId':'" + key + "','ImportToken':'" + imported.token() + "','EncryptedKeyMaterial':'"
                + imported.wrapped() + "'" + NEVER + "}";
    }

    private JsonNode on(String operation, String key, String more) {
        return kms.call(kms.root, operation, "{'KeyId':'" + key + "'" + more + "}")
                .ok();
    }

    @Override
    public void close() {
        kms.close();
    }
}
