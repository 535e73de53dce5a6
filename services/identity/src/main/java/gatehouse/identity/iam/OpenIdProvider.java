package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An OpenID Connect provider whose tokens the account trusts. `url` has no `https://`; thumbprints are SHA-1 of
/// certificates in hex, as AWS has them.
public record OpenIdProvider(
        String account,
        String url,
        Instant createDate,
        List<String> clientIds,
        List<String> thumbprints,
        Map<String, String> tags) {

    public String arn() {
        return "arn:aws:iam::" + account + ":oidc-provider/" + url;
    }

    public OpenIdProvider withClientIds(List<String> clientIdsNow) {
        return new OpenIdProvider(account, url, createDate, clientIdsNow, thumbprints, tags);
    }

    public OpenIdProvider withThumbprints(List<String> thumbprintsNow) {
        return new OpenIdProvider(account, url, createDate, clientIds, thumbprintsNow, tags);
    }

    public OpenIdProvider withTags(Map<String, String> tagsNow) {
        return new OpenIdProvider(account, url, createDate, clientIds, thumbprints, tagsNow);
    }
}
