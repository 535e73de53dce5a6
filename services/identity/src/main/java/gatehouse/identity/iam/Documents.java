package gatehouse.identity.iam;

import gatehouse.model.iam.MalformedPolicyDocumentException;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.document.Version;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Policy documents: checked on the way in, URL-encoded on the way out, measured without white space.
final class Documents {
    private Documents() {}

    /// The compiled document.
    ///
    /// @throws MalformedPolicyDocumentException with AWS's message
    static Policy parse(String document, PolicyKind kind) {
        try {
            return Policy.parse(document, kind);
        } catch (MalformedPolicyException e) {
            throw new MalformedPolicyDocumentException(e.getMessage());
        }
    }

    /// A managed policy's document, which must be of the language's newest version.
    ///
    /// @throws MalformedPolicyDocumentException with AWS's message
    static void checkManaged(String document) {
        try {
            PolicyDocument.parse(document, PolicyKind.IDENTITY, Version.V2012_10_17);
        } catch (MalformedPolicyException e) {
            throw new MalformedPolicyDocumentException(e.getMessage());
        }
    }

    /// As RFC 3986 has it.
    static String encode(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /// The characters that count against a quota.
    static int chars(String document) {
        int count = 0;
        for (int i = 0; i < document.length(); i++) {
            if (!Character.isWhitespace(document.charAt(i))) {
                count++;
            }
        }
        return count;
    }
}
