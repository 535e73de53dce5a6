package gatehouse.keys.kms.xks;

/// The limits of the XKS proxy API, and of its client.
///
/// Source: https://github.com/aws/aws-kms-xksproxy-api-spec
public final class XksLimits {
    /// What every proxy can take as plaintext.
    public static final int PLAINTEXT_BYTES_MAX = 4_300;

    /// What every proxy can take as additional authenticated data.
    public static final int AAD_BYTES_MAX = 8_192;

    static final int METADATA_BYTES_MAX = 20;
    static final int TAG_BYTES = 16;
    static final int IV_BYTES = 12;
    static final int LONG_IV_BYTES = 16;
    static final int KEY_USAGES_MAX = 10;
    static final int KEY_MANAGERS_MAX = 10;

    /// The longest answer: a plaintext of [#PLAINTEXT_BYTES_MAX] in base64 is 5,736 bytes.
    static final int ANSWER_BYTES_MAX = 64 << 10;

    /// How many requests for one key store wait at a time: 1,800 a second, AWS's quota, are 63 with 35 ms each.
    static final int CALLS_PER_STORE_MAX = 128;

    private XksLimits() {}
}
