package gatehouse.gateway;

import gatehouse.policy.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonGenerator;

/// CloudTrail's `userIdentity` element.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
final class TrailIdentity {
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

    static void write(JsonGenerator out, Caller caller) {
        out.writeObjectPropertyStart("userIdentity");
        out.writeStringProperty("type", type(caller.principal()));
        out.writeStringProperty("principalId", caller.userId());
        out.writeStringProperty("arn", caller.principal().arn());
        out.writeStringProperty("accountId", caller.account());
        out.writeStringProperty("accessKeyId", caller.accessKeyId());
        if (caller.principal() instanceof Principal.User) {
            out.writeStringProperty("userName", caller.name());
        }
        Caller.Session session = caller.session();
        if (session != null) {
            session(out, caller, session);
        }
        out.writeEndObject();
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

    private static void session(JsonGenerator out, Caller caller, Caller.Session session) {
        out.writeObjectPropertyStart("sessionContext");
        if (caller.principal() instanceof Principal.Session role) {
            out.writeObjectPropertyStart("sessionIssuer");
            out.writeStringProperty("type", "Role");
            out.writeStringProperty("principalId", role.roleId());
            out.writeStringProperty("arn", role.roleArn());
            out.writeStringProperty("accountId", caller.account());
            out.writeStringProperty("userName", caller.name());
            out.writeEndObject();
        }
        out.writeObjectPropertyStart("attributes");
        out.writeStringProperty("creationDate", seconds(session.issuedAt()));
        out.writeStringProperty("mfaAuthenticated", Boolean.toString(session.mfaAt() != null));
        out.writeEndObject();
        String source = session.sourceIdentity();
        if (source != null) {
            out.writeStringProperty("sourceIdentity", source);
        }
        out.writeEndObject();
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String afterLast(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
