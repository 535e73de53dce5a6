package gatehouse.crypto.pkcs11;

/// What a token says of itself, without a login.
public record TokenInfo(
        String label,
        String manufacturer,
        String model,
        String serialNumber,
        boolean userPinSet,
        boolean userPinLocked) {}
