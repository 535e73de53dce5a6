package gatehouse.policy.document;

import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.MalformedPolicyException.Flaw;
import gatehouse.policy.PolicyKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// AWS's checks of a document that is of the grammar, in AWS's order: the first that fails is the message.
final class DocumentRules {
    private static final String LEGACY = "The policy failed legacy parsing";

    private static final Pattern IAM_SID = Pattern.compile("[0-9A-Za-z]*");

    private final PolicyKind kind;

    private DocumentRules(PolicyKind kind) {
        this.kind = kind;
    }

    static PolicyDocument check(DocumentDraft draft, PolicyKind kind) throws MalformedPolicyException {
        return new DocumentRules(kind).document(draft);
    }

    private PolicyDocument document(DocumentDraft draft) throws MalformedPolicyException {
        for (StatementDraft statement : draft.statements()) {
            elements(statement);
        }
        String resourceError = null;
        for (StatementDraft statement : draft.statements()) {
            legacy(statement);
            resourceError = firstOf(resourceError, resourceError(statement));
        }
        sids(draft.statements());
        for (StatementDraft statement : draft.statements()) {
            if (statement.actions == null || statement.actions.values().isEmpty()) {
                throw new MalformedPolicyException("Policy statement must contain actions.");
            }
        }
        if (resourceError != null) {
            throw new MalformedPolicyException(resourceError);
        }
        for (StatementDraft statement : draft.statements()) {
            requireResources(statement);
        }
        List<Statement> statements = new ArrayList<>();
        for (StatementDraft statement : draft.statements()) {
            statements.add(statement(statement));
        }
        return new PolicyDocument(draft.version(), draft.id(), statements);
    }

    /// Which elements a kind must have and which it must not.
    private void elements(StatementDraft statement) throws MalformedPolicyException {
        switch (kind) {
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> {
                if (statement.principal != null) {
                    throw new MalformedPolicyException("Policy document should not specify a principal.");
                }
            }
            case RESOURCE, ENDPOINT -> requirePrincipal(statement);
            case RESOURCE_CONTROL -> {
                requirePrincipal(statement);
                PrincipalRules.requireEveryone(statement.principal);
            }
            case TRUST -> {
                requirePrincipal(statement);
                if (statement.resources != null) {
                    throw new MalformedPolicyException("Has prohibited field Resource");
                }
            }
        }
    }

    private static void requirePrincipal(StatementDraft statement) throws MalformedPolicyException {
        if (statement.principal == null) {
            throw new MalformedPolicyException("Missing required field Principal", Flaw.NO_PRINCIPAL);
        }
    }

    private static void legacy(StatementDraft statement) throws MalformedPolicyException {
        effect(statement);
        for (ConditionBlock block : statement.conditions) {
            if (block.operator().comparison().comparesDates()) {
                for (String date : block.values()) {
                    if (Timestamps.parse(date) == Timestamps.NONE) {
                        throw new MalformedPolicyException(LEGACY);
                    }
                }
            }
        }
    }

    private static Effect effect(StatementDraft statement) throws MalformedPolicyException {
        for (Effect effect : Effect.values()) {
            if (effect.text().equals(statement.effect)) {
                return effect;
            }
        }
        throw new MalformedPolicyException(LEGACY);
    }

    private @Nullable String resourceError(StatementDraft statement) throws MalformedPolicyException {
        if (statement.resources == null) {
            return null;
        }
        for (String resource : statement.resources.values()) {
            String error = isOfIam(kind) ? ResourceRules.iamError(resource) : ResourceRules.error(resource);
            if (error != null) {
                return error;
            }
            if (ResourceRules.failsLegacyParsing(resource)) {
                throw new MalformedPolicyException(LEGACY);
            }
        }
        return null;
    }

    /// IAM's own policies, whose Sids and resources IAM checks more strictly than services check theirs, and whose
    /// conditions less.
    static boolean isOfIam(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION, TRUST -> true;
            case RESOURCE, SERVICE_CONTROL, RESOURCE_CONTROL, ENDPOINT -> false;
        };
    }

    private void sids(List<StatementDraft> statements) throws MalformedPolicyException {
        Set<String> sids = new HashSet<>();
        for (StatementDraft statement : statements) {
            String sid = statement.sid;
            if (sid == null || sid.isEmpty()) {
                continue;
            }
            if (isOfIam(kind) && !IAM_SID.matcher(sid).matches()) {
                throw new MalformedPolicyException("Statement IDs (SID) must be alpha-numeric. Check that your input"
                        + " satisfies the regular expression [0-9A-Za-z]*");
            }
            if (!sids.add(sid)) {
                throw new MalformedPolicyException("Statement IDs (SID) in a single policy must be unique.");
            }
        }
    }

    private void requireResources(StatementDraft draft) throws MalformedPolicyException {
        if (kind != PolicyKind.TRUST
                && (draft.resources == null || draft.resources.values().isEmpty())) {
            throw new MalformedPolicyException(
                    isOfIam(kind) || kind == PolicyKind.SERVICE_CONTROL
                            ? "Policy statement must contain resources."
                            : "Missing required field Resource");
        }
    }

    private Statement statement(StatementDraft draft) throws MalformedPolicyException {
        Patterns actions = draft.actions;
        if (actions == null) {
            throw new MalformedPolicyException("Policy statement must contain actions.");
        }
        for (String action : actions.values()) {
            ActionRules.check(action);
        }
        if (!isOfIam(kind)) {
            for (ConditionBlock block : draft.conditions) {
                ActionRules.checkConditionKey(block.key());
            }
        }
        if (kind == PolicyKind.TRUST) {
            ActionRules.checkTrust(actions);
        }
        if (draft.principal != null) {
            PrincipalRules.check(draft.principal);
        }
        return new Statement(draft.sid, effect(draft), draft.principal, actions, draft.resources, draft.conditions);
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }
}
