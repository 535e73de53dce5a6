package gatehouse.identity.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ARN of an identity provider: the account that owns it and, in the account, its name or URL.
record ProviderArn(String arn, String account, String name) {
    private static final Pattern OPEN_ID = Pattern.compile("arn:aws:iam::([0-9]{12}):oidc-provider/(.+)");

    private static final Pattern SAML = Pattern.compile("arn:aws:iam::([0-9]{12}):saml-provider/([\\w._-]+)");

    /// @throws gatehouse.model.iam.InvalidInputException where it is none of an OpenID Connect provider
    static ProviderArn openId(String arn) {
        return parse(OPEN_ID, arn);
    }

    /// @throws gatehouse.model.iam.InvalidInputException where it is none of a SAML provider
    static ProviderArn saml(String arn) {
        return parse(SAML, arn);
    }

    private static ProviderArn parse(Pattern pattern, String arn) {
        Matcher matcher = pattern.matcher(arn);
        if (!matcher.matches()) {
            throw IamErrors.invalidArn(arn);
        }
        return new ProviderArn(arn, matcher.group(1), matcher.group(2));
    }
}
