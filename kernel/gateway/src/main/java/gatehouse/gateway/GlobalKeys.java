package gatehouse.gateway;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The condition keys that AWS supplies with every request, computed when a policy asks for one.
///
/// Absent, as they are at AWS in such requests:
///
/// - of organizations (`aws:PrincipalOrgID`, `aws:ResourceOrgPaths` …): no account is in one;
/// - of services that call for themselves (`aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID`,
///   `aws:PrincipalServiceName` …): every caller has keys;
/// - of networks and instances (`aws:SourceVpc`, `aws:SourceVpce`, `aws:VpceAccount`, `aws:Ec2InstanceSourceVpc` …):
///   there are none;
/// - of sessions that nobody is given (`aws:FederatedProvider`, `aws:AssumedRoot`, `aws:ChatbotSourceArn`).
///
/// Where a service calls on behalf of its caller, the principal is the caller, and the request the
/// service's ([Forwarded]): no range of addresses that is written for callers holds its `aws:SourceIp`, as
/// at AWS ("this policy denies access if an AWS service makes calls on the principal's behalf").
///
/// `aws:RequestTag/…` and `aws:TagKeys` come from the operations that set tags.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
final class GlobalKeys implements ConditionKeys {
    private static final String PRINCIPAL_TAG = "aws:principaltag/";
    private static final String CALLED_VIA = "aws:calledvia";
    private static final String RESOURCE_TAG = "aws:resourcetag/";

    private final Call call;
    private final Resource resource;

    GlobalKeys(Call call, Resource resource) {
        this.call = call;
        this.resource = resource;
    }

    @Override
    public @Nullable List<String> values(String key) {
        if (!key.startsWith("aws:")) {
            return null;
        }
        if (key.startsWith(PRINCIPAL_TAG)) {
            return tag(call.caller().tags(), key.substring(PRINCIPAL_TAG.length()));
        }
        if (key.startsWith(RESOURCE_TAG)) {
            return tag(resource.tags(), key.substring(RESOURCE_TAG.length()));
        }
        if (key.startsWith(CALLED_VIA)) {
            return calledVia(key, call.via());
        }
        String value = single(key);
        return value == null ? null : List.of(value);
    }

    private static @Nullable List<String> calledVia(String key, List<String> via) {
        if (via.isEmpty()) {
            return null;
        }
        return switch (key) {
            case CALLED_VIA -> via;
            case "aws:calledviafirst" -> List.of(via.getFirst());
            case "aws:calledvialast" -> List.of(via.getLast());
            default -> null;
        };
    }

    private @Nullable String single(String key) {
        return switch (key) {
            case "aws:currenttime" -> call.now().toString();
            case "aws:epochtime" -> Long.toString(call.now().getEpochSecond());
            case "aws:sourceip" -> call.request().connection().remoteAddress();
            case "aws:securetransport" ->
                Boolean.toString(call.request().connection().secure());
            case "aws:useragent" -> call.request().headers().first("user-agent");
            case "aws:referer" -> call.request().headers().first("referer");
            case "aws:requestedregion" -> call.region().value();
            case "aws:resourceaccount" -> resource.account();
            case "aws:viaawsservice" -> Boolean.toString(!call.via().isEmpty());
            case "aws:principalisawsservice" -> "false";
            default -> ofPrincipal(key);
        };
    }

    private @Nullable String ofPrincipal(String key) {
        Caller caller = call.caller();
        return switch (key) {
            case "aws:principalarn" -> principalArn(caller.principal());
            case "aws:principalaccount" -> caller.account();
            case "aws:principaltype" -> principalType(caller.principal());
            case "aws:userid" -> caller.userId();
            case "aws:username" -> caller.principal() instanceof Principal.User ? caller.name() : null;
            default -> ofSession(key, caller.session());
        };
    }

    private @Nullable String ofSession(String key, Caller.@Nullable Session session) {
        if (session == null) {
            // A service calls on behalf of who has an access key with temporary credentials.
            return key.equals("aws:multifactorauthpresent") && !call.via().isEmpty() ? "false" : null;
        }
        Instant mfaAt = session.mfaAt();
        return switch (key) {
            case "aws:multifactorauthpresent" -> Boolean.toString(mfaAt != null);
            case "aws:multifactorauthage" ->
                mfaAt == null
                        ? null
                        : Long.toString(Duration.between(mfaAt, call.now()).toSeconds());
            case "aws:tokenissuetime" -> session.issuedAt().toString();
            case "aws:sourceidentity" -> session.sourceIdentity();
            default -> null;
        };
    }

    /// For a role session `aws:PrincipalArn` is the role's ARN.
    private static String principalArn(Principal principal) {
        return switch (principal) {
            case Principal.Session session -> session.roleArn();
            case Principal.Root root -> root.arn();
            case Principal.User user -> user.arn();
            case Principal.FederatedUser federated -> federated.arn();
            case Principal.Federated federated -> federated.arn();
            case Principal.Service service -> service.arn();
            case Principal.Anonymous anonymous -> anonymous.arn();
        };
    }

    private static String principalType(Principal principal) {
        return switch (principal) {
            case Principal.Root _ -> "Account";
            case Principal.User _ -> "User";
            case Principal.Session _ -> "AssumedRole";
            case Principal.FederatedUser _ -> "FederatedUser";
            case Principal.Federated _, Principal.Service _, Principal.Anonymous _ -> "Anonymous";
        };
    }

    /// Tag keys in condition keys match whatever their case: all values where tags differ by nothing else.
    private static @Nullable List<String> tag(Map<String, String> tags, String lowerCaseKey) {
        List<String> values = new ArrayList<>(1);
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseKey)) {
                values.add(tag.getValue());
            }
        }
        return values.isEmpty() ? null : values;
    }
}
