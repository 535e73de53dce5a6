package gatehouse.identity.iam;

import gatehouse.model.iam.InvalidInputException;
import gatehouse.policy.Arn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The scenarios in which an instance is run, by `ResourceHandlingOption`: each demands the resources that take part in
/// it. Those of EC2-Classic are of the API's first version.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
final class ResourceHandling {
    private static final String ACTION = "ec2:runinstances";
    private static final Map<String, List<String>> REQUIRED = scenarios();

    private ResourceHandling() {}

    private static Map<String, List<String>> scenarios() {
        Map<String, List<String>> scenarios = new LinkedHashMap<>();
        for (String volume : List.of("InstanceStore", "EBS")) {
            scenarios.put("EC2-Classic-" + volume, required(false, volume, false));
            scenarios.put("EC2-VPC-" + volume, required(true, volume, false));
            scenarios.put("EC2-VPC-" + volume + "-Subnet", required(true, volume, true));
        }
        return Map.copyOf(scenarios);
    }

    private static List<String> required(boolean vpc, String volume, boolean subnet) {
        List<String> types = new ArrayList<>(List.of("instance", "image", "security-group"));
        if (vpc) {
            types.add("network-interface");
        }
        if (subnet) {
            types.add("subnet");
        }
        if (volume.equals("EBS")) {
            types.add("volume");
        }
        return List.copyOf(types);
    }

    /// @throws InvalidInputException where there is no such scenario, an action has none, or a resource is missing
    static void check(String option, List<String> actions, List<String> resources) {
        List<String> missing = new ArrayList<>(REQUIRED.getOrDefault(option, List.of()));
        if (missing.isEmpty()) {
            throw new InvalidInputException("Invalid input resource handling options. Unknown option: " + option + ".");
        }
        for (String action : actions) {
            if (!action.toLowerCase(Locale.ROOT).equals(ACTION)) {
                throw new InvalidInputException("Invalid input resource handling options."
                        + " Action does not support resource handling options: " + action + ".");
            }
        }
        for (String resource : resources) {
            Arn.parse(resource).filter(arn -> arn.service().equals("ec2")).ifPresent(arn -> missing.remove(type(arn)));
        }
        if (!missing.isEmpty()) {
            throw new InvalidInputException("Invalid input resource handling options. " + option
                    + " requires the resources: " + String.join(", ", missing) + ".");
        }
    }

    private static String type(Arn arn) {
        int slash = arn.resource().indexOf('/');
        return slash < 0 ? arn.resource() : arn.resource().substring(0, slash);
    }
}
