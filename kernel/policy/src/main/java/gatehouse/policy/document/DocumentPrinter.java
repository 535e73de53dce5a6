package gatehouse.policy.document;

import gatehouse.policy.document.PrincipalElement.Entry;
import gatehouse.policy.document.PrincipalElement.Kind;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a document as JSON.
final class DocumentPrinter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private DocumentPrinter(JsonGenerator json) {
        this.json = json;
    }

    static String print(PolicyDocument document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new DocumentPrinter(json).document(document);
        }
        return text.toString();
    }

    private void document(PolicyDocument document) {
        json.writeStartObject();
        json.writeStringProperty("Version", document.version().text());
        if (document.id() != null) {
            json.writeStringProperty("Id", document.id());
        }
        json.writeArrayPropertyStart("Statement");
        for (Statement statement : document.statements()) {
            statement(statement);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void statement(Statement statement) {
        json.writeStartObject();
        if (statement.sid() != null) {
            json.writeStringProperty("Sid", statement.sid());
        }
        json.writeStringProperty("Effect", statement.effect().text());
        if (statement.principal() != null) {
            principal(statement.principal());
        }
        strings(name(statement.actions().sense(), "Action"), statement.actions().values());
        if (statement.resources() != null) {
            strings(
                    name(statement.resources().sense(), "Resource"),
                    statement.resources().values());
        }
        if (!statement.conditions().isEmpty()) {
            conditions(statement.conditions());
        }
        json.writeEndObject();
    }

    private void principal(PrincipalElement principal) {
        String name = name(principal.sense(), "Principal");
        if (principal.entries().getFirst().kind() == Kind.EVERYONE) {
            json.writeStringProperty(name, "*");
            return;
        }
        Map<Kind, List<String>> byKind = new LinkedHashMap<>();
        for (Entry entry : principal.entries()) {
            byKind.computeIfAbsent(entry.kind(), kind -> new ArrayList<>()).add(entry.value());
        }
        json.writeObjectPropertyStart(name);
        byKind.forEach((kind, values) -> strings(kind.text(), values));
        json.writeEndObject();
    }

    private void conditions(List<ConditionBlock> conditions) {
        Map<ConditionOperator, List<ConditionBlock>> byOperator = new LinkedHashMap<>();
        for (ConditionBlock block : conditions) {
            byOperator
                    .computeIfAbsent(block.operator(), operator -> new ArrayList<>())
                    .add(block);
        }
        json.writeObjectPropertyStart("Condition");
        byOperator.forEach((operator, blocks) -> {
            json.writeObjectPropertyStart(operator.text());
            for (ConditionBlock block : blocks) {
                strings(block.key(), block.values());
            }
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private void strings(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String name(Sense sense, String name) {
        return switch (sense) {
            case ONLY -> name;
            case ALL_EXCEPT -> "Not" + name;
        };
    }
}
