package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/// IAM's operations on service-linked roles, and its reports on an account.
record IamAccountTable(TestServer server, IamWorld world) {
    private static final String MISSING = "arn:aws:iam::111122223333:role/missing";

    Stream<SdkCase<IamClient>> rows() {
        return Stream.concat(linkedRoles(), reports());
    }

    private Stream<SdkCase<IamClient>> linkedRoles() {
        return Stream.of(
                on(
                                "CreateServiceLinkedRole",
                                world::fresh,
                                name -> iam ->
                                        iam.createServiceLinkedRole(in -> in.awsServiceName("autoscaling.amazonaws.com")
                                                .customSuffix(name)))
                        .butNot(
                                iam -> iam.createServiceLinkedRole(in ->
                                        in.awsServiceName("es.amazonaws.com").customSuffix("two")),
                                "InvalidInput"),
                on(
                                "DeleteServiceLinkedRole",
                                world::linkedRole,
                                name -> iam -> iam.deleteServiceLinkedRole(in -> in.roleName(name)))
                        .butNot(iam -> iam.deleteServiceLinkedRole(in -> in.roleName("missing")), "NoSuchEntity"),
                on(
                                "GetServiceLinkedRoleDeletionStatus",
                                world::linkedRoleDeletion,
                                task -> iam -> iam.getServiceLinkedRoleDeletionStatus(in -> in.deletionTaskId(task)))
                        .butNot(
                                iam -> iam.getServiceLinkedRoleDeletionStatus(in -> in.deletionTaskId("task")),
                                "InvalidInput"));
    }

    private Stream<SdkCase<IamClient>> reports() {
        return Stream.of(
                on(
                                "GetAccountAuthorizationDetails",
                                () -> iam -> iam.getAccountAuthorizationDetails(),
                                "UserDetailList")
                        .butNot(iam -> iam.getAccountAuthorizationDetails(in -> in.maxItems(0)), "ValidationError"),
                on("GenerateCredentialReport", () -> iam -> iam.generateCredentialReport(), "State"),
                on("GetCredentialReport", this::credentialReport, _ -> iam -> iam.getCredentialReport()),
                on(
                                "ListPoliciesGrantingServiceAccess",
                                world::roleWithPolicy,
                                name -> iam -> iam.listPoliciesGrantingServiceAccess(
                                        in -> in.arn("arn:aws:iam::111122223333:role/" + name)
                                                .serviceNamespaces("iam")))
                        .butNot(
                                iam -> iam.listPoliciesGrantingServiceAccess(
                                        in -> in.arn(MISSING).serviceNamespaces("iam")),
                                "NoSuchEntity"));
    }

    private String credentialReport() {
        world.root().generateCredentialReport();
        server.admin("/_gatehouse/clock", "{\"advance\":\"PT1S\"}");
        return "";
    }
}
