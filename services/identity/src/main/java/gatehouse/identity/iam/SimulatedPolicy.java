package gatehouse.identity.iam;

import gatehouse.model.iam.InvalidInputException;
import gatehouse.model.iam.PolicySourceType;
import gatehouse.model.iam.Position;
import gatehouse.model.iam.Statement;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.StatementPositions;
import gatehouse.policy.document.StatementPositions.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy of a simulation: what answers call it, its text, and the text compiled.
record SimulatedPolicy(String id, String document, Policy policy) {
    /// What AWS answers, although its model names other values.
    static final PolicySourceType IDENTITY = new PolicySourceType("IAM Policy");

    static final PolicySourceType RESOURCE = new PolicySourceType("Resource Policy");
    static final PolicySourceType BOUNDARY = new PolicySourceType("Permissions Boundary Policy");

    /// @throws InvalidInputException where the document is none of that kind
    static SimulatedPolicy of(String id, String document, PolicyKind kind) {
        try {
            return new SimulatedPolicy(id, document, Policy.parse(document, kind));
        } catch (MalformedPolicyException e) {
            throw new InvalidInputException("Invalid policy " + id + ": " + e.getMessage());
        }
    }

    /// The policies of a list of documents, named by their places in it.
    static List<SimulatedPolicy> all(String name, @Nullable List<String> documents, PolicyKind kind) {
        List<SimulatedPolicy> policies = new ArrayList<>();
        for (String document : documents == null ? List.<String>of() : documents) {
            policies.add(of(name + "." + (policies.size() + 1), document, kind));
        }
        return policies;
    }

    AttachedPolicy attached() {
        return new AttachedPolicy(id, policy);
    }

    /// One of its statements, by its place from 0.
    Statement statement(int index) {
        Span span = StatementPositions.of(document).get(index);
        PolicySourceType type = policy.kind() == PolicyKind.RESOURCE
                ? RESOURCE
                : policy.kind() == PolicyKind.BOUNDARY ? BOUNDARY : IDENTITY;
        return new Statement(id, type, at(span.start()), at(span.end()));
    }

    private static Position at(StatementPositions.Position position) {
        return new Position(position.line(), position.column());
    }
}
