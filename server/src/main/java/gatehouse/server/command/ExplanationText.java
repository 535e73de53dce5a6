package gatehouse.server.command;

import gatehouse.policy.Decision.PolicyType;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// An answer of ExplainDecision, in words.
final class ExplanationText {
    private final StringBuilder text = new StringBuilder();

    private ExplanationText() {}

    static String of(JsonNode answer) {
        ExplanationText words = new ExplanationText();
        String principal = answer.path("principal").asString("");
        words.line(
                0,
                answer.path("eventName").asString()
                        + (principal.isEmpty() ? "" : " by " + principal)
                        + " at "
                        + Instant.ofEpochSecond(answer.path("eventTime").asLong()));
        if (answer.path("decisions").isEmpty()) {
            words.line(0, "No policy was asked: the call is open to all, or it ended before a decision.");
        }
        answer.path("decisions").forEach(words::decision);
        return words.text.toString();
    }

    private void decision(JsonNode decision) {
        line(
                0,
                decision.path("outcome").asString() + " "
                        + decision.path("action").asString() + " on "
                        + decision.path("resource").asString());
        boolean denied = decision.path("outcome").asString().equals("DENIED");
        if (denied) {
            String type = type(decision.path("deniedBy"));
            String implicitly = decision.has("explicit")
                    ? "because no " + type + " allows it"
                    : "because no " + type + " of the other account allows it, or one denies it";
            line(1, decision.path("explicit").asBoolean() ? "by an explicit deny in the " + type : implicitly);
        }
        decision.path("statements")
                .forEach(statement -> line(1, "by " + place(statement) + " of " + policy(statement)));
        if (decision.path("traceTooLarge").asBoolean()) {
            line(1, "What was consulted was too large to keep.");
        }
        if (!decision.path("policies").isEmpty()) {
            line(1, "Consulted:");
            decision.path("policies").forEach(this::consulted);
        }
        if (!decision.path("changes").isEmpty()) {
            line(1, "It would have been allowed, if");
            decision.path("changes").forEach(this::change);
        }
    }

    private void consulted(JsonNode policy) {
        if (policy.path("withheld").asBoolean()) {
            line(2, "the " + type(policy.path("type")) + ": another account's, and not shown");
            return;
        }
        line(
                2,
                type(policy.path("type")) + " " + policy(policy) + ": "
                        + policy.path("statements").size() + " of its statements about this action, "
                        + policy.path("otherStatements").asInt() + " about others");
        policy.path("statements").forEach(this::statement);
    }

    private void statement(JsonNode statement) {
        String what = place(statement) + ", " + statement.path("effect").asString();
        if (statement.path("applies").asBoolean()) {
            line(3, what + ": applies");
            return;
        }
        line(3, what + ": does not apply");
        if (!statement.path("namesPrincipal").asBoolean()) {
            line(4, "it does not name the caller");
        }
        if (!statement.path("namesResource").asBoolean()) {
            line(4, "it does not name the resource");
        }
        conditions(statement, false, 4);
    }

    private void conditions(JsonNode statement, boolean that, int depth) {
        for (JsonNode condition : statement.path("conditions")) {
            if (condition.path("holds").asBoolean() == that) {
                JsonNode actual = condition.path("actual");
                line(
                        depth,
                        condition.path("operator").asString() + " "
                                + condition.path("key").asString() + " " + condition.path("expected")
                                + (actual.isMissingNode()
                                        ? ": the request has no such key"
                                        : ": the request has " + actual));
            }
        }
    }

    private void change(JsonNode change) {
        String where = place(change.path("statement")) + " of the " + type(change.path("type")) + " " + policy(change);
        switch (change.path("kind").asString()) {
            case "DENY_MUST_NOT_APPLY" -> {
                boolean conditional =
                        !change.path("statement").path("conditions").isEmpty();
                line(2, "- " + where + " did not deny" + (conditional ? ", or one of these did not hold:" : ""));
                conditions(change.path("statement"), true, 3);
            }
            case "CONDITIONS_MUST_HOLD" -> {
                line(2, "- these conditions of " + where + " held:");
                conditions(change.path("statement"), false, 3);
            }
            case "RESOURCE_MUST_BE_NAMED" -> line(2, "- " + where + " named the resource");
            default -> {
                line(
                        2,
                        "- "
                                + PolicyType.valueOf(change.path("type").asString())
                                        .article() + " " + type(change.path("type")) + " allowed it"
                                + (change.has("suggestion") ? ", such as" : ""));
                if (change.has("suggestion")) {
                    line(3, change.path("suggestion").asString());
                }
            }
        }
    }

    private static String place(JsonNode statement) {
        String sid = statement.path("sid").asString("");
        return "statement " + statement.path("index").asInt() + (sid.isEmpty() ? "" : " (" + sid + ")");
    }

    private static String policy(JsonNode named) {
        String version = named.path("version").asString("");
        return named.path("policy").asString() + (version.isEmpty() ? "" : " " + version);
    }

    private static String type(JsonNode name) {
        return PolicyType.valueOf(name.asString()).words();
    }

    private void line(int depth, String words) {
        text.append("  ".repeat(depth)).append(words).append(System.lineSeparator());
    }
}
