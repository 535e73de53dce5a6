package gatehouse.crypto.pkcs11;

/// The numbers of PKCS#11 that are used here, by their names in the specification.
final class Ck {
    static final long UNAVAILABLE_INFORMATION = ~0L;

    // Answers (CKR).
    static final int OK = 0x0;
    static final int SLOT_ID_INVALID = 0x3;
    static final int GENERAL_ERROR = 0x5;
    static final int FUNCTION_FAILED = 0x6;
    static final int DEVICE_ERROR = 0x30;
    static final int DATA_LEN_RANGE = 0x21;
    static final int DEVICE_REMOVED = 0x32;
    static final int ENCRYPTED_DATA_INVALID = 0x40;
    static final int ENCRYPTED_DATA_LEN_RANGE = 0x41;
    static final int FUNCTION_NOT_SUPPORTED = 0x54;
    static final int KEY_HANDLE_INVALID = 0x60;
    static final int KEY_FUNCTION_NOT_PERMITTED = 0x68;
    static final int MECHANISM_INVALID = 0x70;
    static final int MECHANISM_PARAM_INVALID = 0x71;
    static final int OBJECT_HANDLE_INVALID = 0x82;
    static final int PIN_INCORRECT = 0xA0;
    static final int PIN_INVALID = 0xA1;
    static final int PIN_LEN_RANGE = 0xA2;
    static final int PIN_EXPIRED = 0xA3;
    static final int PIN_LOCKED = 0xA4;
    static final int SESSION_CLOSED = 0xB0;
    static final int SESSION_HANDLE_INVALID = 0xB3;
    static final int TOKEN_NOT_PRESENT = 0xE0;
    static final int TOKEN_NOT_RECOGNIZED = 0xE1;
    static final int USER_ALREADY_LOGGED_IN = 0x100;
    static final int USER_NOT_LOGGED_IN = 0x101;
    static final int USER_PIN_NOT_INITIALIZED = 0x102;
    static final int CRYPTOKI_NOT_INITIALIZED = 0x190;
    static final int CRYPTOKI_ALREADY_INITIALIZED = 0x191;

    // Flags (CKF).
    static final long OS_LOCKING_OK = 0x2;
    static final long RW_SESSION = 0x2;
    static final long SERIAL_SESSION = 0x4;
    static final long USER_PIN_INITIALIZED = 0x8;
    static final long TOKEN_INITIALIZED = 0x400;
    static final long USER_PIN_FINAL_TRY = 0x20000;
    static final long USER_PIN_LOCKED = 0x40000;

    /// The normal user (CKU): who uses keys, as opposed to who sets the token up.
    static final long USER = 1;

    /// The state of a session that reads and writes for the user (CKS).
    static final long RW_USER_FUNCTIONS = 3;

    // Classes of objects (CKO) and types of keys (CKK).
    static final long PUBLIC_KEY = 2;
    static final long PRIVATE_KEY = 3;
    static final long SECRET_KEY = 4;
    static final long AES = 0x1F;

    // Attributes (CKA).
    static final int CLASS = 0x0;
    static final int TOKEN = 0x1;
    static final int PRIVATE = 0x2;
    static final int LABEL = 0x3;
    static final int KEY_TYPE = 0x100;
    static final int ID = 0x102;
    static final int SENSITIVE = 0x103;
    static final int ENCRYPT = 0x104;
    static final int DECRYPT = 0x105;
    static final int WRAP = 0x106;
    static final int UNWRAP = 0x107;
    static final int SIGN = 0x108;
    static final int VERIFY = 0x10A;
    static final int MODULUS = 0x120;
    static final int MODULUS_BITS = 0x121;
    static final int PUBLIC_EXPONENT = 0x122;
    static final int VALUE_LEN = 0x161;
    static final int EXTRACTABLE = 0x162;
    static final int LOCAL = 0x163;
    static final int NEVER_EXTRACTABLE = 0x164;
    static final int ALWAYS_SENSITIVE = 0x165;
    static final int EC_PARAMS = 0x180;
    static final int EC_POINT = 0x181;

    // Mechanisms (CKM).
    static final long RSA_PKCS_KEY_PAIR_GEN = 0x0;
    static final long SHA256_RSA_PKCS = 0x40;
    static final long EC_KEY_PAIR_GEN = 0x1040;
    static final long ECDSA = 0x1041;
    static final long AES_KEY_GEN = 0x1080;
    static final long AES_GCM = 0x1087;

    // Places in the list of functions (CK_FUNCTION_LIST), counted from its first function.
    static final int C_INITIALIZE = 0;
    static final int C_FINALIZE = 1;
    static final int C_GET_SLOT_LIST = 4;
    static final int C_GET_TOKEN_INFO = 6;
    static final int C_OPEN_SESSION = 12;
    static final int C_CLOSE_SESSION = 13;
    static final int C_GET_SESSION_INFO = 15;
    static final int C_LOGIN = 18;
    static final int C_LOGOUT = 19;
    static final int C_DESTROY_OBJECT = 22;
    static final int C_GET_ATTRIBUTE_VALUE = 24;
    static final int C_FIND_OBJECTS_INIT = 26;
    static final int C_FIND_OBJECTS = 27;
    static final int C_FIND_OBJECTS_FINAL = 28;
    static final int C_ENCRYPT_INIT = 29;
    static final int C_ENCRYPT = 30;
    static final int C_DECRYPT_INIT = 33;
    static final int C_DECRYPT = 34;
    static final int C_SIGN_INIT = 42;
    static final int C_SIGN = 43;
    static final int C_GENERATE_KEY = 58;
    static final int C_GENERATE_KEY_PAIR = 59;
    static final int C_GENERATE_RANDOM = 64;

    /// How many functions there are, of which only these few are called.
    static final int FUNCTIONS = 68;

    private Ck() {}
}
