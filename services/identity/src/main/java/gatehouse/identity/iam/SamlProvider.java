package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A SAML provider whose assertions the account trusts. Its metadata document, which can be long, is a record of its
/// own: [SamlMetadata].
public record SamlProvider(
        String account,
        String name,
        String uuid,
        Instant createDate,
        Instant validUntil,
        @Nullable String assertionEncryptionMode,
        List<PrivateKey> privateKeys,
        Map<String, String> tags) {

    /// A key that assertions are encrypted for, as PEM, sealed for `iam.saml-key/` and its id.
    public record PrivateKey(String keyId, Instant timestamp, byte[] sealedPem) {
        /// What the key of that id is sealed for.
        static String sealedFor(String keyId) {
            return "iam.saml-key/" + keyId;
        }

        @Override
        public String toString() {
            return "PrivateKey[" + keyId + "]";
        }
    }

    public String arn() {
        return "arn:aws:iam::" + account + ":saml-provider/" + name;
    }

    public SamlProvider withValidUntil(Instant validUntilNow) {
        return new SamlProvider(
                account, name, uuid, createDate, validUntilNow, assertionEncryptionMode, privateKeys, tags);
    }

    public SamlProvider withAssertionEncryptionMode(String mode) {
        return new SamlProvider(account, name, uuid, createDate, validUntil, mode, privateKeys, tags);
    }

    public SamlProvider withPrivateKeys(List<PrivateKey> privateKeysNow) {
        return new SamlProvider(
                account, name, uuid, createDate, validUntil, assertionEncryptionMode, privateKeysNow, tags);
    }

    public SamlProvider withTags(Map<String, String> tagsNow) {
        return new SamlProvider(
                account, name, uuid, createDate, validUntil, assertionEncryptionMode, privateKeys, tagsNow);
    }
}
