package gatehouse.keys.kms;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The operations that a grant can allow, and which keys can be granted them.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations
final class GrantOperations {
    static final String CREATE_GRANT = "CreateGrant";
    static final String RETIRE_GRANT = "RetireGrant";
    static final String DESCRIBE_KEY = "DescribeKey";

    private static final String PREFIX = "kms:";
    private static final String PUBLIC_KEY = "GetPublicKey";

    private static final Set<String> MANAGING = Set.of(CREATE_GRANT, RETIRE_GRANT, DESCRIBE_KEY);

    /// Operations of symmetric keys that take an encryption context.
    private static final Set<String> SYMMETRIC = Set.of(
            "Decrypt",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "ReEncryptFrom",
            "ReEncryptTo");

    private static final Set<String> ENCRYPTING =
            Set.of("Decrypt", "Encrypt", "ReEncryptFrom", "ReEncryptTo", PUBLIC_KEY);
    private static final Set<String> SIGNING = Set.of("Sign", "Verify", PUBLIC_KEY);
    private static final Set<String> AUTHENTICATING = Set.of("GenerateMac", "VerifyMac");
    private static final Set<String> AGREEING = Set.of("DeriveSharedSecret", PUBLIC_KEY);

    private GrantOperations() {}

    /// The operation of an action (`kms:Encrypt`) that a grant may allow its grantee as it stands; null for
    /// others, and for those that take more than that: CreateGrant and RetireGrant.
    static @Nullable String direct(String action) {
        String operation = action.substring(PREFIX.length());
        boolean isDirect = SYMMETRIC.contains(operation)
                || operation.equals(DESCRIBE_KEY)
                || SIGNING.contains(operation)
                || AUTHENTICATING.contains(operation)
                || AGREEING.contains(operation);
        return isDirect ? operation : null;
    }

    /// Whether a grant's constraint on the encryption context bears on the operation.
    static boolean takesContext(String operation) {
        return SYMMETRIC.contains(operation);
    }

    static boolean isSymmetricEncryption(KmsKey key) {
        return key.keySpec() == KeySpec.SYMMETRIC_DEFAULT;
    }

    /// Whether a grant on that key can allow the operation.
    static boolean isOf(KmsKey key, String operation) {
        return MANAGING.contains(operation) || cryptographic(key).contains(operation);
    }

    private static Set<String> cryptographic(KmsKey key) {
        if (isSymmetricEncryption(key)) {
            return SYMMETRIC;
        }
        return switch (key.keyUsage()) {
            case ENCRYPT_DECRYPT -> ENCRYPTING;
            case SIGN_VERIFY -> SIGNING;
            case GENERATE_VERIFY_MAC -> AUTHENTICATING;
            case KEY_AGREEMENT -> AGREEING;
        };
    }
}
