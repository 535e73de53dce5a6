package gatehouse.identity.iam;

import java.time.Instant;
import java.util.Map;

/// A certificate with which servers show who they are. What it consists of, which can be long, is a record of its
/// own: [ServerCertificateMaterial].
public record ServerCertificate(
        String account,
        String name,
        String path,
        String certificateId,
        Instant uploadDate,
        Instant expiration,
        Map<String, String> tags) {

    public String arn() {
        return "arn:aws:iam::" + account + ":server-certificate" + path + name;
    }

    public ServerCertificate renamed(String nameNow, String pathNow) {
        return new ServerCertificate(account, nameNow, pathNow, certificateId, uploadDate, expiration, tags);
    }

    public ServerCertificate withTags(Map<String, String> tagsNow) {
        return new ServerCertificate(account, name, path, certificateId, uploadDate, expiration, tagsNow);
    }
}
