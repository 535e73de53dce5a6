package gatehouse.policy.document;

import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.PrincipalElement.Entry;
import gatehouse.policy.document.PrincipalElement.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Streams a document's JSON into a draft. Every name that the grammar lacks, every name given twice and every
/// value of another type is a syntax error.
final class DocumentReader {
    static final String SYNTAX = "Syntax errors in policy.";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxDocumentLength(PolicyDocument.TEXT_CHARACTERS_MAX)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final JsonParser json;
    private final PolicyKind kind;

    private DocumentReader(JsonParser json, PolicyKind kind) {
        this.json = json;
        this.kind = kind;
    }

    static DocumentDraft read(String text, PolicyKind kind) throws MalformedPolicyException {
        if (text.length() > PolicyDocument.TEXT_CHARACTERS_MAX || hasLoneSurrogate(text)) {
            throw syntaxError();
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            DocumentDraft draft = new DocumentReader(json, kind).document();
            if (json.nextToken() != null) {
                throw syntaxError();
            }
            return draft;
        } catch (JacksonException _) {
            throw new MalformedPolicyException(kind == PolicyKind.TRUST ? "This policy contains invalid Json" : SYNTAX);
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private DocumentDraft document() throws MalformedPolicyException {
        expect(JsonToken.START_OBJECT);
        Version version = Version.V2008_10_17;
        String id = null;
        List<StatementDraft> statements = new ArrayList<>();
        for (String name = nextName(); name != null; name = nextName()) {
            switch (name) {
                case "Version" -> version = Version.of(string()).orElseThrow(DocumentReader::syntaxError);
                case "Id" -> id = string();
                case "Statement" -> statements(statements);
                default -> throw syntaxError();
            }
        }
        if (statements.isEmpty()) {
            throw syntaxError();
        }
        return new DocumentDraft(version, id, statements);
    }

    private void statements(List<StatementDraft> into) throws MalformedPolicyException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                into.add(statement());
            }
        } else {
            into.add(statement());
        }
    }

    private StatementDraft statement() throws MalformedPolicyException {
        expect(JsonToken.START_OBJECT);
        StatementDraft draft = new StatementDraft();
        for (String name = nextName(); name != null; name = nextName()) {
            switch (name) {
                case "Sid" -> draft.sid = string();
                case "Effect" -> draft.effect = effect();
                case "Action" -> draft.actions = once(draft.actions, new Patterns(Sense.ONLY, strings()));
                case "NotAction" -> draft.actions = once(draft.actions, new Patterns(Sense.ALL_EXCEPT, strings()));
                case "Resource" -> draft.resources = once(draft.resources, new Patterns(Sense.ONLY, strings()));
                case "NotResource" ->
                    draft.resources = once(draft.resources, new Patterns(Sense.ALL_EXCEPT, strings()));
                case "Principal" -> draft.principal = once(draft.principal, principal(Sense.ONLY));
                case "NotPrincipal" -> draft.principal = once(draft.principal, principal(Sense.ALL_EXCEPT));
                case "Condition" -> conditions(draft.conditions);
                default -> throw syntaxError();
            }
        }
        if (draft.effect == null) {
            throw syntaxError();
        }
        return draft;
    }

    /// Action and NotAction (and so on) exclude each other.
    private static <T> T once(@Nullable T before, T now) throws MalformedPolicyException {
        if (before != null) {
            throw syntaxError();
        }
        return now;
    }

    private String effect() throws MalformedPolicyException {
        String effect = string();
        return switch (effect.toLowerCase(Locale.ROOT)) {
            case "allow", "deny" -> effect;
            default -> throw syntaxError();
        };
    }

    private PrincipalElement principal(Sense sense) throws MalformedPolicyException {
        List<Entry> entries = new ArrayList<>();
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            if (!string().equals("*")) {
                throw syntaxError();
            }
            return new PrincipalElement(sense, List.of(new Entry(Kind.EVERYONE, "*")));
        }
        expect(JsonToken.START_OBJECT);
        for (String name = nextName(); name != null; name = nextName()) {
            Kind kind = principalKind(name);
            for (String value : strings()) {
                entries.add(new Entry(kind, value));
            }
        }
        if (entries.isEmpty()) {
            throw syntaxError();
        }
        return new PrincipalElement(sense, entries);
    }

    private static Kind principalKind(String name) throws MalformedPolicyException {
        return switch (name) {
            case "AWS" -> Kind.AWS;
            case "Service" -> Kind.SERVICE;
            case "Federated" -> Kind.FEDERATED;
            case "CanonicalUser" -> Kind.CANONICAL_USER;
            default -> throw syntaxError();
        };
    }

    private void conditions(List<ConditionBlock> into) throws MalformedPolicyException {
        expect(JsonToken.START_OBJECT);
        Set<ConditionOperator> seen = new HashSet<>();
        for (String name = nextName(); name != null; name = nextName()) {
            ConditionOperator operator = ConditionOperator.of(name).orElse(null);
            if (operator == null) {
                unknownOperator(name);
                continue;
            }
            if (!seen.add(operator)) {
                throw syntaxError();
            }
            expect(JsonToken.START_OBJECT);
            for (String key = nextName(); key != null; key = nextName()) {
                into.add(new ConditionBlock(operator, key, scalars()));
            }
        }
    }

    /// IAM takes an operator that it does not know where that compares nothing.
    private void unknownOperator(String name) throws MalformedPolicyException {
        if (!DocumentRules.isOfIam(kind)) {
            throw new MalformedPolicyException("Invalid Condition type : " + name + ".");
        }
        expect(JsonToken.START_OBJECT);
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw syntaxError();
        }
    }

    /// Moves to the next member's value and gives its name; null at the object's end.
    private @Nullable String nextName() {
        if (json.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = json.currentName();
        json.nextToken();
        return name;
    }

    private List<String> strings() throws MalformedPolicyException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(string());
        }
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            strings.add(string());
        }
        return strings;
    }

    private List<String> scalars() throws MalformedPolicyException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(scalar());
        }
        List<String> scalars = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            scalars.add(scalar());
        }
        return scalars;
    }

    private String scalar() throws MalformedPolicyException {
        JsonToken token = json.currentToken();
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw syntaxError();
        }
        return json.getString();
    }

    private String string() throws MalformedPolicyException {
        expect(JsonToken.VALUE_STRING);
        return json.getString();
    }

    private void expect(JsonToken token) throws MalformedPolicyException {
        if (json.currentToken() != token) {
            throw syntaxError();
        }
    }

    static MalformedPolicyException syntaxError() {
        return new MalformedPolicyException(SYNTAX);
    }
}
