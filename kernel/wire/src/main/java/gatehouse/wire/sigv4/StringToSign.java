package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;

/// What is signed: algorithm, time, scope, and what each kind of it adds.
final class StringToSign {
    private StringToSign() {}

    /// Writes a request's string to sign over its canonical form, of which only the hash is needed any more.
    static void replace(GrowableBytes canonical, SignatureV4 signature, Sha256 sha256) {
        byte[] hash = sha256.hash(canonical);
        canonical.clear();
        putHead(canonical, "", signature).putHex(hash);
    }

    /// The first three lines; `suffix` tells chunks and trailers from requests.
    static GrowableBytes putHead(GrowableBytes out, String suffix, SignatureV4 signature) {
        SignatureV4.CredentialScope scope = signature.scope();
        out.put(signature.algorithm().word()).put(suffix).put('\n');
        SigningTime.putBasic(out, signature.signedAt()).put('\n');
        out.put(scope.date()).put('/');
        switch (signature.algorithm()) {
            case HMAC -> out.put(scope.region()).put('/');
            case ECDSA -> {}
        }
        return out.put(scope.service()).put('/').put(SignatureV4.TERMINATOR).put('\n');
    }
}
