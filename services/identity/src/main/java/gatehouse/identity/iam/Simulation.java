package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.EvaluationResult;
import gatehouse.model.iam.GetContextKeysForCustomPolicyRequest;
import gatehouse.model.iam.GetContextKeysForCustomPolicyResponse;
import gatehouse.model.iam.GetContextKeysForPrincipalPolicyRequest;
import gatehouse.model.iam.GetContextKeysForPrincipalPolicyResponse;
import gatehouse.model.iam.InvalidInputException;
import gatehouse.model.iam.SimulateCustomPolicyRequest;
import gatehouse.model.iam.SimulateCustomPolicyResponse;
import gatehouse.model.iam.SimulatePrincipalPolicyRequest;
import gatehouse.model.iam.SimulatePrincipalPolicyResponse;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The policy simulator: what policies, given or in force, would decide.
final class Simulation {
    private static final Pattern USER = Pattern.compile("arn:aws:iam::([0-9]{12}):user/(?:[!-~]*/)?([\\w+=,.@-]+)");
    private static final Pattern OWNER = Pattern.compile("(?:arn:aws:iam::)?([0-9]{12})(?::root)?");
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:[^:]+:[^:]*:[^:]*:.+", Pattern.DOTALL);
    private static final String EVERYTHING = "*";

    /// The scenarios of RunInstances, by which the simulator knows the resources that it needs.
    private static final Set<String> SCENARIOS = Set.of(
            "EC2-Classic-InstanceStore",
            "EC2-Classic-EBS",
            "EC2-VPC-InstanceStore",
            "EC2-VPC-InstanceStore-Subnet",
            "EC2-VPC-EBS",
            "EC2-VPC-EBS-Subnet");

    private final SimulatedPrincipals principals;

    Simulation(IamParts parts) {
        this.principals = new SimulatedPrincipals(parts.catalogue());
    }

    Plan<SimulateCustomPolicyResponse> custom(Call call, SimulateCustomPolicyRequest in) {
        return onAnything(call).reply(() -> {
            Asked asked = new Asked(
                    requireNonNull(in.actionNames()),
                    in.resourceArns(),
                    in.resourceHandlingOption(),
                    Paging.of(in.marker(), in.maxItems()));
            Simulator simulator = new Simulator(
                    SimulatedPolicy.all("PolicyInputList", in.policyInputList(), PolicyKind.IDENTITY),
                    boundary(in.permissionsBoundaryPolicyInputList(), null),
                    resource(in.resourcePolicy(), in.callerArn()),
                    new Simulator.Caller(
                            caller(in.callerArn(), call.account()),
                            owner(in.resourceOwner(), call.account()),
                            new SimulationContext(in.contextEntries())));
            Slice<EvaluationResult> page = page(simulator, asked);
            return new SimulateCustomPolicyResponse(page.items(), page.isTruncated(), page.marker());
        });
    }

    Plan<SimulatePrincipalPolicyResponse> principal(Call call, SimulatePrincipalPolicyRequest in) {
        String arn = requireNonNull(in.policySourceArn());
        SimulatedPrincipals.Source source = principals.source(call, arn);
        return Plan.require(source.requirement()).commit(tx -> {
            String caller = in.callerArn() == null && USER.matcher(arn).matches() ? arn : in.callerArn();
            Asked asked = new Asked(
                    requireNonNull(in.actionNames()),
                    in.resourceArns(),
                    in.resourceHandlingOption(),
                    Paging.of(in.marker(), in.maxItems()));
            List<SimulatedPolicy> policies = new ArrayList<>(source.policies(tx));
            policies.addAll(SimulatedPolicy.all("PolicyInputList", in.policyInputList(), PolicyKind.IDENTITY));
            Simulator simulator = new Simulator(
                    policies,
                    boundary(in.permissionsBoundaryPolicyInputList(), source.boundary(tx)),
                    resource(in.resourcePolicy(), caller),
                    new Simulator.Caller(
                            caller(caller, call.account()),
                            owner(in.resourceOwner(), call.account()),
                            new SimulationContext(in.contextEntries())));
            Slice<EvaluationResult> page = page(simulator, asked);
            return new SimulatePrincipalPolicyResponse(page.items(), page.isTruncated(), page.marker());
        });
    }

    Plan<GetContextKeysForCustomPolicyResponse> keysOfCustom(Call call, GetContextKeysForCustomPolicyRequest in) {
        return onAnything(call)
                .reply(() -> new GetContextKeysForCustomPolicyResponse(ContextKeys.of(
                        SimulatedPolicy.all("PolicyInputList", in.policyInputList(), PolicyKind.IDENTITY))));
    }

    Plan<GetContextKeysForPrincipalPolicyResponse> keysOfPrincipal(
            Call call, GetContextKeysForPrincipalPolicyRequest in) {
        SimulatedPrincipals.Source source = principals.source(call, requireNonNull(in.policySourceArn()));
        return Plan.require(source.requirement()).commit(tx -> {
            List<SimulatedPolicy> policies = new ArrayList<>(source.policies(tx));
            policies.addAll(SimulatedPolicy.all("PolicyInputList", in.policyInputList(), PolicyKind.IDENTITY));
            return new GetContextKeysForPrincipalPolicyResponse(ContextKeys.of(policies));
        });
    }

    /// What a simulation asks, and which page of its answers is wanted.
    private record Asked(
            List<String> actions,
            @Nullable List<String> resources,
            @Nullable String scenario,
            Paging paging) {}

    private static Plan.Step onAnything(Call call) {
        return Plan.require(Requirement.of(Entities.action(call), Resource.any(call.account())));
    }

    /// One result for each action on each resource, in the order of the request.
    private static Slice<EvaluationResult> page(Simulator simulator, Asked asked) {
        if (asked.scenario() != null && !SCENARIOS.contains(asked.scenario())) {
            throw new InvalidInputException("Invalid ResourceHandlingOption: " + asked.scenario());
        }
        List<String> given = asked.resources();
        List<String> resources = given == null || given.isEmpty() ? List.of(EVERYTHING) : given;
        for (String resource : resources) {
            if (!resource.equals(EVERYTHING) && !ARN.matcher(resource).matches()) {
                throw new InvalidInputException("ResourceNames are not in a valid ARN format: " + resource + ".");
            }
        }
        List<Question> questions = new ArrayList<>();
        for (String action : asked.actions()) {
            if (action.indexOf(':') < 1) {
                throw new InvalidInputException("Invalid action: " + action);
            }
            for (String resource : resources) {
                questions.add(new Question(String.format(Locale.ROOT, "%08d", questions.size()), action, resource));
            }
        }
        Slice<Question> page = asked.paging().list(questions, Question::number);
        return new Slice<>(
                page.map(question -> simulator.simulate(question.action(), question.resource())), page.marker());
    }

    private record Question(String number, String action, String resource) {}

    private static @Nullable SimulatedPolicy boundary(@Nullable List<String> given, @Nullable SimulatedPolicy own) {
        List<SimulatedPolicy> boundaries =
                SimulatedPolicy.all("PermissionsBoundaryPolicyInputList", given, PolicyKind.BOUNDARY);
        if (boundaries.size() > 1) {
            throw new InvalidInputException("Only one permissions boundary can be simulated.");
        }
        return boundaries.isEmpty() ? own : boundaries.getFirst();
    }

    private static @Nullable SimulatedPolicy resource(@Nullable String document, @Nullable String callerArn) {
        if (document == null) {
            return null;
        }
        if (callerArn == null) {
            throw new InvalidInputException("Invalid caller - Caller cannot be null or empty.");
        }
        return SimulatedPolicy.of("ResourcePolicy", document, PolicyKind.RESOURCE);
    }

    /// The user that is simulated; where nobody is named, anyone of the account.
    private static Principal caller(@Nullable String arn, String account) {
        if (arn == null) {
            return new Principal.User(account, "arn:aws:iam::" + account + ":user/simulated", "");
        }
        Matcher user = USER.matcher(arn);
        if (!user.matches()) {
            throw new InvalidInputException("Invalid caller - Caller must be an IAM user in this context.");
        }
        return new Principal.User(user.group(1), arn, "");
    }

    private static String owner(@Nullable String given, String account) {
        if (given == null) {
            return account;
        }
        Matcher owner = OWNER.matcher(given);
        if (!owner.matches()) {
            throw new InvalidInputException("'" + given + "' is not a valid as a Resource Owner.");
        }
        return owner.group(1);
    }
}
