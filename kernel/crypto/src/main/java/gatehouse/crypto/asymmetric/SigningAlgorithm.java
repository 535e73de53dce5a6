package gatehouse.crypto.asymmetric;

import java.util.Set;

/// KMS's signing algorithms.
///
/// RSASSA-PSS has a salt as long as the digest; ECDSA and SM2DSA signatures are DER; SM2DSA has the
/// distinguishing identifier `1234567812345678`, and its digest is SM3(Z ‖ M); ML-DSA signs purely, with an
/// empty context.
///
/// ED25519_PH_SHA_512 takes a digest and, as KMS documents, hashes it once more (FIPS 186-5, 7.8.1).
@SuppressWarnings("ImmutableEnumChecker") // Its set is Set.of.
public enum SigningAlgorithm {
    RSASSA_PSS_SHA_256(Kind.HASHED, Hash.SHA_256),
    RSASSA_PSS_SHA_384(Kind.HASHED, Hash.SHA_384),
    RSASSA_PSS_SHA_512(Kind.HASHED, Hash.SHA_512),
    RSASSA_PKCS1_V1_5_SHA_256(Kind.HASHED, Hash.SHA_256),
    RSASSA_PKCS1_V1_5_SHA_384(Kind.HASHED, Hash.SHA_384),
    RSASSA_PKCS1_V1_5_SHA_512(Kind.HASHED, Hash.SHA_512),
    ECDSA_SHA_256(Kind.HASHED, Hash.SHA_256),
    ECDSA_SHA_384(Kind.HASHED, Hash.SHA_384),
    ECDSA_SHA_512(Kind.HASHED, Hash.SHA_512),
    SM2DSA(Kind.HASHED, Hash.SM3),
    ML_DSA_SHAKE_256(Kind.MU, Hash.SHAKE_256),
    ED25519_SHA_512(Kind.WHOLE, Hash.SHA_512),
    ED25519_PH_SHA_512(Kind.PREHASHED, Hash.SHA_512);

    private final Set<MessageType> messageTypes;
    private final Hash hash;

    SigningAlgorithm(Kind kind, Hash hash) {
        this.messageTypes = switch (kind) {
            case HASHED -> Set.of(MessageType.RAW, MessageType.DIGEST);
            case MU -> Set.of(MessageType.RAW, MessageType.EXTERNAL_MU);
            case WHOLE -> Set.of(MessageType.RAW);
            case PREHASHED -> Set.of(MessageType.DIGEST);
        };
        this.hash = hash;
    }

    /// The types of messages that KMS lets this algorithm sign.
    public Set<MessageType> messageTypes() {
        return messageTypes;
    }

    /// How long a digest, or ML-DSA's μ, must be.
    public int digestBytes() {
        return hash.sizeBytes();
    }

    Hash hash() {
        return hash;
    }

    /// The digest of a message, or the digest that it is.
    byte[] digest(MessageType type, byte[] message) {
        return type == MessageType.RAW ? hash.of(message) : message;
    }

    /// @throws InvalidMessageException where the algorithm does not take a message of this type and length
    void check(MessageType type, byte[] message) throws InvalidMessageException {
        if (!messageTypes.contains(type)) {
            throw new InvalidMessageException("Algorithm " + this + " does not support message type " + type + ".");
        }
        switch (type) {
            case RAW -> {}
            case DIGEST -> {
                if (message.length != digestBytes()) {
                    throw new InvalidMessageException("Digest is invalid length for algorithm " + this + ".");
                }
            }
            case EXTERNAL_MU -> {
                if (message.length != digestBytes()) {
                    throw new InvalidMessageException("EXTERNAL_MU is invalid length for algorithm " + this + ".");
                }
            }
        }
    }

    /// What of a message the algorithm takes: it, its digest, either, or μ.
    private enum Kind {
        HASHED,
        MU,
        WHOLE,
        PREHASHED
    }
}
