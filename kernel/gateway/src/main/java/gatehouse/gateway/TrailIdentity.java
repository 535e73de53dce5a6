package gatehouse.gateway;

import gatehouse.policy.Principal;
import gatehouse.wire.buffer.JsonBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// CloudTrail's `userIdentity` element.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
final class TrailIdentity {
    private static volatile Second second = Second.of(Instant.EPOCH);

    private TrailIdentity() {}

    /// What LookupEvents calls the user name: a role session's is the session's name.
    static String username(Caller caller) {
        return switch (caller.principal()) {
            case Principal.Root _ -> "root";
            case Principal.User _ -> caller.name();
            case Principal.Session session -> afterLast(session.arn());
            case Principal.FederatedUser federated -> afterLast(federated.arn());
            case Principal.Federated federated -> federated.arn();
            case Principal.Service service -> service.arn();
            case Principal.Anonymous _ -> "";
        };
    }

    static void write(JsonBuffer out, Attempt attempt) {
        Caller caller = attempt.caller();
        List<String> via = attempt.asked().via();
        out.name(TrailField.USER_IDENTITY).startObject();
        out.name(TrailField.TYPE).string(type(caller.principal()));
        out.name(TrailField.PRINCIPAL_ID).string(caller.userId());
        out.name(TrailField.ARN).string(caller.principal().arn());
        out.name(TrailField.ACCOUNT_ID).string(caller.account());
        out.name(TrailField.ACCESS_KEY_ID).string(caller.accessKeyId());
        if (caller.principal() instanceof Principal.User) {
            out.name(TrailField.USER_NAME).string(caller.name());
        }
        Caller.Session session = caller.session();
        if (session != null) {
            session(out, caller, session);
        } else if (!via.isEmpty()) {
            forwarded(out, attempt.time());
        }
        if (!via.isEmpty()) {
            out.name(TrailField.INVOKED_BY).string(via.getLast());
        }
        out.endObject();
    }

    /// A service calls on behalf of who has an access key with temporary credentials.
    private static void forwarded(JsonBuffer out, Instant since) {
        out.name(TrailField.SESSION_CONTEXT).startObject();
        attributes(out, since, false);
        out.endObject();
    }

    private static void attributes(JsonBuffer out, Instant since, boolean isByMfa) {
        out.name(TrailField.ATTRIBUTES).startObject();
        out.name(TrailField.CREATION_DATE).string(seconds(since));
        out.name(TrailField.MFA_AUTHENTICATED).string(Boolean.toString(isByMfa));
        out.endObject();
    }

    private static String type(Principal principal) {
        return switch (principal) {
            case Principal.Root _ -> "Root";
            case Principal.User _ -> "IAMUser";
            case Principal.Session _ -> "AssumedRole";
            case Principal.FederatedUser _ -> "FederatedUser";
            case Principal.Federated _ -> "WebIdentityUser";
            case Principal.Service _ -> "AWSService";
            case Principal.Anonymous _ -> "Unknown";
        };
    }

    private static void session(JsonBuffer out, Caller caller, Caller.Session session) {
        out.name(TrailField.SESSION_CONTEXT).startObject();
        if (caller.principal() instanceof Principal.Session role) {
            out.name(TrailField.SESSION_ISSUER).startObject();
            out.name(TrailField.TYPE).string("Role");
            out.name(TrailField.PRINCIPAL_ID).string(role.roleId());
            out.name(TrailField.ARN).string(role.roleArn());
            out.name(TrailField.ACCOUNT_ID).string(caller.account());
            out.name(TrailField.USER_NAME).string(caller.name());
            out.endObject();
        }
        attributes(out, session.issuedAt(), session.mfaAt() != null);
        String source = session.sourceIdentity();
        if (source != null) {
            out.name(TrailField.SOURCE_IDENTITY).string(source);
        }
        out.endObject();
    }

    /// The time to the second. Most calls of a second share its text.
    static String seconds(Instant time) {
        Second latest = second;
        if (latest.epoch() != time.getEpochSecond()) {
            latest = Second.of(time);
            second = latest;
        }
        return latest.text();
    }

    private record Second(long epoch, String text) {
        static Second of(Instant time) {
            return new Second(
                    time.getEpochSecond(), time.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    private static String afterLast(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
