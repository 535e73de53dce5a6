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
import gatehouse.model.iam.OrderedOrganizationPolicyType;
import gatehouse.model.iam.SimulateCustomPolicyRequest;
import gatehouse.model.iam.SimulateCustomPolicyResponse;
import gatehouse.model.iam.SimulatePrincipalPolicyRequest;
import gatehouse.model.iam.SimulatePrincipalPolicyResponse;
import gatehouse.policy.Arn;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The policy simulator: what policies, given or in force, would decide.
final class Simulation {
    private static final Pattern USER = Pattern.compile("arn:aws:iam::([0-9]{12}):user/(?:[!-~]*/)?([\\w+=,.@-]+)");
    private static final Pattern OWNER = Pattern.compile("(?:arn:aws:iam::)?([0-9]{12})(?::root)?");

    private final SimulatedPrincipals principals;

    Simulation(IamParts parts) {
        this.principals = new SimulatedPrincipals(parts.catalogue());
    }

    Plan<SimulateCustomPolicyResponse> custom(Call call, SimulateCustomPolicyRequest in) {
        return onAnything(call).reply(() -> {
            if (in.resourcePolicy() != null && in.callerArn() == null) {
                throw new InvalidInputException("Invalid caller - Caller cannot be null or empty.");
            }
            Own nothing = new Own(null, List.of(), null);
            Slice<EvaluationResult> page = page(call, in, nothing);
            return new SimulateCustomPolicyResponse(page.items(), page.isTruncated(), page.marker());
        });
    }

    Plan<SimulatePrincipalPolicyResponse> principal(Call call, SimulatePrincipalPolicyRequest in) {
        String arn = requireNonNull(in.policySourceArn());
        SimulatedPrincipals.Source source = source(call, arn);
        return Plan.require(source.requirement()).commit(tx -> {
            Own own = new Own(arn, source.policies(tx), source.boundary(tx));
            Slice<EvaluationResult> page = page(call, asCustom(in, arn), own);
            return new SimulatePrincipalPolicyResponse(page.items(), page.isTruncated(), page.marker());
        });
    }

    /// The same question about given policies. Where nobody is named, it is the user itself that calls; a role or a
    /// group cannot, where its caller matters.
    private static SimulateCustomPolicyRequest asCustom(SimulatePrincipalPolicyRequest in, String source) {
        boolean user = USER.matcher(source).matches();
        return SimulateCustomPolicyRequest.builder()
                .policyInputList(in.policyInputList())
                .permissionsBoundaryPolicyInputList(in.permissionsBoundaryPolicyInputList())
                .actionNames(in.actionNames())
                .resourceArns(in.resourceArns())
                .resourcePolicy(in.resourcePolicy())
                .resourceOwner(in.resourceOwner())
                .callerArn(in.callerArn() == null && (user || in.resourcePolicy() != null) ? source : in.callerArn())
                .contextEntries(in.contextEntries())
                .resourceHandlingOption(in.resourceHandlingOption())
                .maxItems(in.maxItems())
                .marker(in.marker())
                .build();
    }

    Plan<GetContextKeysForCustomPolicyResponse> keysOfCustom(Call call, GetContextKeysForCustomPolicyRequest in) {
        return onAnything(call)
                .reply(() -> new GetContextKeysForCustomPolicyResponse(ContextKeys.of(
                        SimulatedPolicy.all("PolicyInputList", in.policyInputList(), PolicyKind.IDENTITY))));
    }

    Plan<GetContextKeysForPrincipalPolicyResponse> keysOfPrincipal(
            Call call, GetContextKeysForPrincipalPolicyRequest in) {
        SimulatedPrincipals.Source source = source(call, requireNonNull(in.policySourceArn()));
        return Plan.require(source.requirement()).commit(tx -> {
            List<SimulatedPolicy> policies = new ArrayList<>(source.policies(tx));
            policies.addAll(SimulatedPolicy.all("PolicyInputList", in.policyInputList(), PolicyKind.IDENTITY));
            return new GetContextKeysForPrincipalPolicyResponse(ContextKeys.of(policies));
        });
    }

    private SimulatedPrincipals.Source source(Call call, String arn) {
        String account = SimulatedPrincipals.accountOf(arn);
        if (account == null) {
            throw new InvalidInputException(
                    "Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
        }
        if (!account.equals(call.account())) {
            throw new InvalidInputException("Invalid Policy Source Arn: caller's account " + call.account()
                    + " does not have access to policies in account " + account);
        }
        return principals.source(call, arn);
    }

    private static Plan.Step onAnything(Call call) {
        return Plan.require(Requirement.of(Entities.action(call), Resource.any(call.account())));
    }

    /// What is in force for a principal, of that ARN; a boundary of the request takes the place of its own.
    private record Own(
            @Nullable String arn,
            List<SimulatedPolicy> policies,
            @Nullable SimulatedPolicy boundary) {}

    /// A page of the results, one for each action, in the order of the request.
    private static Slice<EvaluationResult> page(Call call, SimulateCustomPolicyRequest in, Own own) {
        List<String> actions = requireNonNull(in.actionNames());
        List<String> resources = resources(in.resourceArns());
        List<Question> questions = questions(actions);
        if (in.resourceHandlingOption() != null) {
            ResourceHandling.check(in.resourceHandlingOption(), actions, resources);
        }
        List<SimulatedPolicy> policies = new ArrayList<>(own.policies());
        policies.addAll(SimulatedPolicy.all("PolicyInputList", in.policyInputList(), PolicyKind.IDENTITY));
        SimulatedPolicies all = new SimulatedPolicies(
                policies,
                boundary(in.permissionsBoundaryPolicyInputList(), own.boundary()),
                in.resourcePolicy() == null
                        ? null
                        : SimulatedPolicy.of("ResourcePolicy", in.resourcePolicy(), PolicyKind.RESOURCE),
                serviceControl(in.orderedOrganizationPolicyInputList()));
        Simulator simulator = new Simulator(all, owner(in.resourceOwner()), caller(call, in, own.arn()));
        return Paging.of(in.marker(), in.maxItems())
                .list(questions, Question::number)
                .each(question -> simulator.simulate(question.action(), resources));
    }

    private record Question(String number, String action) {}

    private static List<Question> questions(List<String> actions) {
        List<Question> questions = new ArrayList<>();
        for (String action : actions) {
            if (action.indexOf(':') < 1) {
                throw new InvalidInputException("The action is invalid since it is missing names: " + action);
            }
            questions.add(new Question(String.format(Locale.ROOT, "%08d", questions.size()), action));
        }
        return questions;
    }

    /// The resources that were given, each an ARN, or everything.
    private static List<String> resources(@Nullable List<String> given) {
        if (given == null || given.isEmpty() || given.equals(Simulator.EVERYTHING)) {
            return Simulator.EVERYTHING;
        }
        for (String resource : given) {
            if (Arn.parse(resource).filter(arn -> !arn.resource().isEmpty()).isEmpty()) {
                throw new InvalidInputException("ResourceNames are not in a valid ARN format: " + resource + ".");
            }
        }
        return given;
    }

    private static @Nullable SimulatedPolicy boundary(@Nullable List<String> given, @Nullable SimulatedPolicy own) {
        List<SimulatedPolicy> boundaries =
                SimulatedPolicy.all("PermissionsBoundaryPolicyInputList", given, PolicyKind.BOUNDARY);
        if (boundaries.size() > 1) {
            throw new InvalidInputException("The list of Permissions Boundary policies cannot exceed 1 items.");
        }
        return boundaries.isEmpty() ? own : boundaries.getFirst();
    }

    /// The levels of an organization, each with its policies.
    private static List<List<SimulatedPolicy>> serviceControl(@Nullable List<OrderedOrganizationPolicyType> given) {
        List<List<SimulatedPolicy>> levels = new ArrayList<>();
        for (OrderedOrganizationPolicyType level : given == null ? List.<OrderedOrganizationPolicyType>of() : given) {
            String name = "OrderedOrganizationPolicyInputList." + (levels.size() + 1);
            List<SimulatedPolicy> policies =
                    SimulatedPolicy.all(name, level.serviceControlPolicyInputList(), PolicyKind.SERVICE_CONTROL);
            if (policies.isEmpty()) {
                throw new InvalidInputException("Organization policy at index " + (levels.size() + 1)
                        + " must contain at least one service control policy");
            }
            levels.add(policies);
        }
        return levels;
    }

    /// The user that is simulated; where nobody is named, anyone of the account, of whom nothing is
    /// known but the ARN of whose policies are asked, a role's perhaps.
    private static Simulator.Caller caller(Call call, SimulateCustomPolicyRequest in, @Nullable String source) {
        String arn = in.callerArn();
        SimulationContext given = new SimulationContext(in.contextEntries());
        if (arn == null) {
            String account = call.account();
            return new Simulator.Caller(
                    new Principal.User(account, "arn:aws:iam::" + account + ":user/simulated", ""),
                    source == null ? given : given.withPrincipal(account, source, null));
        }
        Matcher user = USER.matcher(arn);
        if (!user.matches()) {
            throw new InvalidInputException("Invalid caller - Caller must be an IAM user in this context.");
        }
        return new Simulator.Caller(
                new Principal.User(user.group(1), arn, ""), given.withPrincipal(user.group(1), arn, user.group(2)));
    }

    private static @Nullable String owner(@Nullable String given) {
        if (given == null) {
            return null;
        }
        Matcher owner = OWNER.matcher(given);
        if (!owner.matches()) {
            throw new InvalidInputException("'" + given + "' is not a valid as a Resource Owner.");
        }
        return owner.group(1);
    }
}
