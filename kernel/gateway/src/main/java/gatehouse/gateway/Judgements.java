package gatehouse.gateway;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.Decision;
import gatehouse.policy.Decision.Allowed;
import gatehouse.policy.Decision.Denied;
import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Decision.StatementRef;
import gatehouse.policy.Explainer;
import gatehouse.policy.Explanation;
import gatehouse.policy.Explanation.Change;
import gatehouse.policy.Explanation.ConsultedPolicy;
import gatehouse.policy.Explanation.ConsultedStatement;
import gatehouse.policy.Explanation.TestedCondition;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.buffer.JsonName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a call's requirements were decided, kept behind its audit record, on a line of its own: of what was allowed the
/// statements that did, of a denial everything that was consulted.
///
/// The line is JSON with the names of the service `gatehouse`'s `ExplainDecisionResponse`. A denial's policies and
/// changes have [#TRACE_BYTES_MAX] at most; what is longer is left out, and that is said.
public final class Judgements {
    private static final int TRACE_BYTES_MAX = 64 << 10;
    private static final byte BOUNDARY = '\n';

    /// The names that every entry has, encoded once.
    private static final JsonName ACTION = JsonName.of("action");
    private static final JsonName DECISIONS = JsonName.of("decisions");
    private static final JsonName INDEX = JsonName.of("index");
    private static final JsonName OUTCOME = JsonName.of("outcome");
    private static final JsonName POLICY = JsonName.of("policy");
    private static final JsonName PRINCIPAL = JsonName.of("principal");
    private static final JsonName RESOURCE = JsonName.of("resource");
    private static final JsonName SID = JsonName.of("sid");
    private static final JsonName STATEMENTS = JsonName.of("statements");
    private static final JsonName VERSION = JsonName.of("version");

    private static final JsonName SUGGESTION = JsonName.of("suggestion");

    private final List<Judged> judged = new ArrayList<>(1);

    private record Judged(
            AccessRequest request,
            ResourcePolicyRole role,
            Decision decision,
            @Nullable Explanation explanation) {
        /// Whether the resource is another account's, whose policies are not the caller's to read.
        boolean foreign() {
            return !request.principal().account().equals(request.resourceAccount());
        }

        boolean withholds(PolicyType type) {
            return foreign() && isOfResource(type);
        }

        /// Whether not even this is told: if there is a policy, and if it denies or only does not allow.
        boolean undisclosed(PolicyType type) {
            return withholds(type) && role == ResourcePolicyRole.MUST_ALLOW;
        }

        private static boolean isOfResource(PolicyType type) {
            return switch (type) {
                case RESOURCE, TRUST, RESOURCE_CONTROL, GRANT -> true;
                case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL, ENDPOINT -> false;
            };
        }
    }

    /// Notes a decision that was just made; explains it where it is a denial.
    void add(AccessRequest request, PolicySet policies, Decision decision) {
        judged.add(
                switch (decision) {
                    case Allowed allowed -> new Judged(request, policies.role(), allowed, null);
                    case Denied denied ->
                        new Judged(request, policies.role(), denied, Explainer.explain(request, policies, denied));
                });
    }

    /// The part of an audit entry that is CloudTrail's record.
    public static String record(byte[] body) {
        int end = boundary(body);
        return new String(body, 0, end < 0 ? body.length : end, StandardCharsets.UTF_8);
    }

    /// The part of an audit entry that tells its decisions, as JSON; null where there is none.
    public static byte @Nullable [] decisions(byte[] body) {
        int end = boundary(body);
        return end < 0 ? null : Arrays.copyOfRange(body, end + 1, body.length);
    }

    private static int boundary(byte[] body) {
        for (int i = 0; i < body.length; i++) {
            if (body[i] == BOUNDARY) {
                return i;
            }
        }
        return -1;
    }

    /// Appends the line, where there is anything to tell.
    void write(GrowableBytes bytes, Caller caller) {
        if (judged.isEmpty()) {
            return;
        }
        bytes.put(BOUNDARY);
        JsonBuffer out = new JsonBuffer(bytes).startObject();
        out.name(PRINCIPAL).string(caller.principal().arn());
        out.name(DECISIONS).startArray();
        for (Judged each : judged) {
            write(out, each);
        }
        out.endArray().endObject();
    }

    private static void write(JsonBuffer out, Judged each) {
        out.startObject();
        out.name(ACTION).string(each.request().action());
        out.name(RESOURCE).string(each.request().resource());
        switch (each.decision()) {
            case Allowed _ -> out.name(OUTCOME).string("ALLOWED");
            case Denied denied -> {
                out.name(OUTCOME).string("DENIED");
                out.name("deniedBy").string(denied.by().name());
                if (!each.undisclosed(denied.by())) {
                    out.name("explicit").bool(denied.explicit());
                }
            }
        }
        out.name(STATEMENTS).startArray();
        for (StatementRef statement : each.decision().statements()) {
            if (!each.withholds(statement.type())) {
                write(out, statement);
            }
        }
        out.endArray();
        if (each.explanation() != null) {
            write(out, each, each.explanation());
        }
        out.endObject();
    }

    private static void write(JsonBuffer out, StatementRef statement) {
        out.startObject();
        out.name(POLICY).string(statement.policy());
        text(out, VERSION, statement.version());
        out.name(INDEX).number(statement.index());
        text(out, SID, statement.sid());
        out.endObject();
    }

    private static void write(JsonBuffer out, Judged judged, Explanation explanation) {
        int start = out.position();
        out.name("policies").startArray();
        for (ConsultedPolicy policy : explanation.policies()) {
            if (!judged.withholds(policy.type())) {
                write(out, policy);
            }
        }
        if (judged.foreign()) {
            // Whether there is one or not.
            PolicyType own = judged.role() == ResourcePolicyRole.TRUST ? PolicyType.TRUST : PolicyType.RESOURCE;
            out.startObject().name("type").string(own.name());
            out.name("withheld").bool(true).endObject();
        }
        out.endArray();
        out.name("changes").startArray();
        boolean undisclosed = false;
        for (Change change : explanation.changes()) {
            boolean hidden = judged.undisclosed(change.type());
            if (!(hidden && undisclosed)) {
                write(out, change, judged);
            }
            undisclosed |= hidden;
        }
        out.endArray();
        if (out.position() - start > TRACE_BYTES_MAX) {
            out.rewind(start).name("traceTooLarge").bool(true);
        }
    }

    private static void write(JsonBuffer out, ConsultedPolicy consulted) {
        out.startObject();
        out.name("type").string(consulted.type().name());
        named(out, consulted.policy());
        out.name("otherStatements").number(consulted.others());
        out.name(STATEMENTS).startArray();
        for (ConsultedStatement statement : consulted.statements()) {
            write(out, statement);
        }
        out.endArray().endObject();
    }

    private static void named(JsonBuffer out, AttachedPolicy policy) {
        out.name(POLICY).string(policy.name());
        text(out, VERSION, policy.version());
    }

    private static void write(JsonBuffer out, ConsultedStatement statement) {
        out.startObject();
        out.name(INDEX).number(statement.index());
        text(out, SID, statement.sid());
        out.name("effect").string(statement.effect().text());
        out.name("applies").bool(statement.applies());
        out.name("namesPrincipal").bool(statement.namesPrincipal());
        out.name("namesResource").bool(statement.namesResource());
        out.name("conditions").startArray();
        for (TestedCondition condition : statement.conditions()) {
            write(out, condition);
        }
        out.endArray().endObject();
    }

    private static void write(JsonBuffer out, TestedCondition condition) {
        out.startObject();
        out.name("operator").string(condition.operator());
        out.name("key").string(condition.key());
        strings(out, "expected", condition.expected());
        if (condition.actual() != null) {
            strings(out, "actual", condition.actual());
        }
        out.name("holds").bool(condition.holds());
        out.endObject();
    }

    private static void write(JsonBuffer out, Change change, Judged judged) {
        Change.Kind kind = judged.undisclosed(change.type()) ? Change.Kind.ALLOW_MUST_BE_ADDED : change.kind();
        out.startObject();
        out.name("kind").string(kind.name());
        out.name("type").string(change.type().name());
        if (!judged.withholds(change.type())) {
            if (change.policy() != null) {
                named(out, change.policy());
            }
            if (change.statement() != null) {
                out.name("statement");
                write(out, change.statement());
            }
            text(out, SUGGESTION, change.suggestion());
        }
        out.endObject();
    }

    private static void strings(JsonBuffer out, String name, List<String> values) {
        out.name(name).startArray();
        for (String value : values) {
            out.string(value);
        }
        out.endArray();
    }

    private static void text(JsonBuffer out, JsonName name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            out.name(name).string(value);
        }
    }
}
