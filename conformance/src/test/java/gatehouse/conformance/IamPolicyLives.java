package gatehouse.conformance;

import static gatehouse.conformance.IamPrincipalLives.ARN;
import static gatehouse.conformance.IamPrincipalLives.BLUE;
import static gatehouse.conformance.IamPrincipalLives.RED;
import static gatehouse.conformance.IamPrincipalLives.decoded;
import static gatehouse.conformance.LifeCycle.among;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/// The lives of managed policies and their versions, and of the policies of users, groups and roles.
record IamPolicyLives(IamClient iam) {
    private static final String POLICY = ARN + "policy/life/policy";

    private static final String DENY_IAM = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}""";

    Stream<LifeCycle<?>> rows() {
        return Stream.concat(
                Stream.of(managed()),
                IamHolder.all(iam).flatMap(holder -> Stream.of(inline(holder), attachment(holder))));
    }

    /// A managed policy, the ids of its versions, and the document in force.
    private record Managed(Policy policy, List<String> versions, String document) {
        Managed with(UnaryOperator<Policy.Builder> change) {
            return new Managed(change.apply(policy.toBuilder()).build(), versions, document);
        }
    }

    private Managed readManaged() {
        Policy policy = iam.getPolicy(in -> in.policyArn(POLICY)).policy();
        return new Managed(
                policy,
                iam.listPolicyVersionsPaginator(in -> in.policyArn(POLICY).maxItems(2)).versions().stream()
                        .map(PolicyVersion::versionId)
                        .toList(),
                decoded(iam.getPolicyVersion(in -> in.policyArn(POLICY).versionId(policy.defaultVersionId()))
                        .policyVersion()
                        .document()));
    }

    private void newVersion(String document) {
        iam.createPolicyVersion(
                in -> in.policyArn(POLICY).policyDocument(document).setAsDefault(true));
    }

    private static Managed inForce(Managed was, Managed got, List<String> versions, String document) {
        return new Managed(
                was.policy().toBuilder()
                        .defaultVersionId(versions.getFirst())
                        .updateDate(got.policy().updateDate())
                        .build(),
                versions,
                document);
    }

    private LifeCycle<Managed> managed() {
        return LifeCycle.of("managed policy", this::readManaged)
                .made(
                        () -> iam.createPolicy(in -> in.policyName("policy")
                                .path("/life/")
                                .description("All")
                                .policyDocument(IamWorld.ALLOW_IAM)
                                .tags(BLUE)),
                        made -> new Managed(newPolicy(made.policy()), List.of("v1"), IamWorld.ALLOW_IAM))
                .changed(
                        () -> {
                            for (int i = 2; i <= 5; i++) {
                                newVersion(DENY_IAM);
                            }
                            assertThatThrownBy(() -> newVersion(IamWorld.ALLOW_IAM))
                                    .isInstanceOf(LimitExceededException.class);
                        },
                        (was, got) -> inForce(was, got, List.of("v5", "v4", "v3", "v2", "v1"), DENY_IAM))
                .changed(
                        () -> {
                            iam.deletePolicyVersion(in -> in.policyArn(POLICY).versionId("v1"));
                            newVersion(IamWorld.ALLOW_IAM);
                        },
                        (was, got) -> inForce(was, got, List.of("v6", "v5", "v4", "v3", "v2"), IamWorld.ALLOW_IAM))
                .changed(
                        () -> iam.setDefaultPolicyVersion(
                                in -> in.policyArn(POLICY).versionId("v4")),
                        (was, got) -> new Managed(
                                was.policy().toBuilder()
                                        .defaultVersionId("v4")
                                        .updateDate(got.policy().updateDate())
                                        .build(),
                                was.versions(),
                                DENY_IAM))
                .changed(
                        () -> iam.tagPolicy(in -> in.policyArn(POLICY).tags(RED)),
                        was -> was.with(policy -> policy.tags(RED)))
                .changed(
                        () -> iam.untagPolicy(in -> in.policyArn(POLICY).tagKeys("team")),
                        was -> was.with(policy -> policy.tags(List.of())))
                .listed(was -> iam
                        .listPoliciesPaginator(in -> in.pathPrefix("/life/").maxItems(1))
                        .policies()
                        .stream()
                        .map(Policy::arn)
                        .toList()
                        .equals(List.of(POLICY)))
                .held(() -> iam.deletePolicyVersion(in -> in.policyArn(POLICY).versionId("v4")))
                .held(() -> iam.deletePolicy(in -> in.policyArn(POLICY)))
                .ended(this::deleteOtherVersions)
                .ended(() -> iam.deletePolicy(in -> in.policyArn(POLICY)));
    }

    private void deleteOtherVersions() {
        for (PolicyVersion version :
                iam.listPolicyVersions(in -> in.policyArn(POLICY)).versions()) {
            if (!version.isDefaultVersion()) {
                iam.deletePolicyVersion(in -> in.policyArn(POLICY).versionId(version.versionId()));
            }
        }
    }

    private static Policy newPolicy(Policy made) {
        return Policy.builder()
                .policyName("policy")
                .path("/life/")
                .arn(POLICY)
                .policyId(made.policyId())
                .description("All")
                .defaultVersionId("v1")
                .attachmentCount(0)
                .permissionsBoundaryUsageCount(0)
                .isAttachable(true)
                .createDate(made.createDate())
                .updateDate(made.createDate())
                .tags(BLUE)
                .build();
    }

    /// An inline policy: its document.
    private static LifeCycle<String> inline(IamHolder holder) {
        String name = "inline-" + holder.word();
        return LifeCycle.of("inline policy of a " + holder.word(), () -> decoded(holder.document(name, "p")))
                .made(
                        () -> {
                            holder.make(name);
                            holder.put(name, "p", IamWorld.ALLOW_IAM);
                        },
                        made -> IamWorld.ALLOW_IAM)
                .changed(() -> holder.put(name, "p", DENY_IAM), was -> DENY_IAM)
                .listed(was -> holder.inline(name).equals(List.of("p")))
                .held(() -> holder.delete(name))
                .ended(() -> holder.drop(name, "p"))
                .then(() -> holder.delete(name));
    }

    /// An attachment; the policies count it.
    private LifeCycle<AttachedPolicy> attachment(IamHolder holder) {
        String name = "attached-" + holder.word();
        String arn = ARN + "policy/" + name;
        return LifeCycle.of(
                        "attachment to a " + holder.word(),
                        () -> among(
                                holder.attached(name),
                                policy -> policy.policyArn().equals(arn)))
                .made(
                        () -> {
                            holder.make(name);
                            iam.createPolicy(in -> in.policyName(name).policyDocument(DENY_IAM));
                            holder.attach(name, arn);
                        },
                        made -> AttachedPolicy.builder()
                                .policyName(name)
                                .policyArn(arn)
                                .build())
                .changed(() -> holder.attach(name, arn), was -> was)
                .listed(was -> count(arn) == 1 && holders(arn).equals(List.of(name)))
                .held(() -> holder.delete(name))
                .held(() -> iam.deletePolicy(in -> in.policyArn(arn)))
                .ended(() -> holder.detach(name, arn))
                .then(() -> iam.deletePolicy(in -> in.policyArn(arn)))
                .then(() -> holder.delete(name));
    }

    private int count(String arn) {
        return iam.getPolicy(in -> in.policyArn(arn)).policy().attachmentCount();
    }

    private List<String> holders(String arn) {
        List<String> names = new ArrayList<>();
        iam.listEntitiesForPolicyPaginator(in -> in.policyArn(arn)).forEach(page -> {
            page.policyUsers().forEach(user -> names.add(user.userName()));
            page.policyGroups().forEach(group -> names.add(group.groupName()));
            page.policyRoles().forEach(role -> names.add(role.roleName()));
        });
        return names;
    }
}
