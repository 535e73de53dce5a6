package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/// IAM's policy simulator.
record IamSimulationTable(IamWorld world) {
    private static final String MISSING = "arn:aws:iam::111122223333:role/missing";

    Stream<SdkCase<IamClient>> rows() {
        return Stream.of(
                on(
                                "SimulateCustomPolicy",
                                () -> iam -> iam.simulateCustomPolicy(in ->
                                        in.policyInputList(IamWorld.ALLOW_IAM).actionNames("iam:GetUser")),
                                "allowed")
                        .butNot(
                                iam -> iam.simulateCustomPolicy(
                                        in -> in.policyInputList("{}").actionNames("iam:GetUser")),
                                "InvalidInput"),
                on(
                                "SimulatePrincipalPolicy",
                                world::roleWithPolicy,
                                name -> iam -> iam.simulatePrincipalPolicy(
                                        in -> in.policySourceArn(role(name)).actionNames("iam:GetUser")))
                        .butNot(
                                iam -> iam.simulatePrincipalPolicy(
                                        in -> in.policySourceArn(MISSING).actionNames("iam:GetUser")),
                                "NoSuchEntity"),
                on(
                                "GetContextKeysForCustomPolicy",
                                () -> iam ->
                                        iam.getContextKeysForCustomPolicy(in -> in.policyInputList(IamWorld.ALLOW_IAM)))
                        .butNot(
                                iam -> iam.getContextKeysForCustomPolicy(in -> in.policyInputList("{}")),
                                "InvalidInput"),
                on(
                                "GetContextKeysForPrincipalPolicy",
                                world::roleWithPolicy,
                                name -> iam ->
                                        iam.getContextKeysForPrincipalPolicy(in -> in.policySourceArn(role(name))))
                        .butNot(
                                iam -> iam.getContextKeysForPrincipalPolicy(in -> in.policySourceArn(MISSING)),
                                "NoSuchEntity"));
    }

    private static String role(String name) {
        return "arn:aws:iam::111122223333:role/" + name;
    }
}
