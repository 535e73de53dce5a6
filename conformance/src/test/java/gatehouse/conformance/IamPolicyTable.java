package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/// IAM's operations on policies and on who has them.
record IamPolicyTable(IamWorld world) {
    private static final String MISSING_POLICY = "arn:aws:iam::111122223333:policy/missing";

    Stream<SdkCase<IamClient>> rows() {
        return Stream.of(policies(), ofUsers(), ofGroups(), ofRoles(), toUsers(), toGroups(), toRoles())
                .flatMap(each -> each);
    }

    private Stream<SdkCase<IamClient>> policies() {
        return Stream.concat(
                Stream.of(
                        on(
                                        "CreatePolicy",
                                        world::fresh,
                                        name -> iam -> iam.createPolicy(
                                                in -> in.policyName(name).policyDocument(IamWorld.ALLOW_IAM)))
                                .butNot(
                                        iam -> iam.createPolicy(in ->
                                                in.policyName("bad").policyDocument("{\"Version\":\"2012-10-17\"}")),
                                        "MalformedPolicyDocument"),
                        on("GetPolicy", world::policy, arn -> iam -> iam.getPolicy(in -> in.policyArn(arn)))
                                .butNot(iam -> iam.getPolicy(in -> in.policyArn(MISSING_POLICY)), "NoSuchEntity"),
                        on("DeletePolicy", world::policy, arn -> iam -> iam.deletePolicy(in -> in.policyArn(arn)))
                                .butNot(iam -> iam.deletePolicy(in -> in.policyArn(MISSING_POLICY)), "NoSuchEntity"),
                        on("ListPolicies", () -> iam -> iam.listPolicies(in -> in.scope("AWS")), "AdministratorAccess")
                                .butNot(iam -> iam.listPolicies(in -> in.scope("None")), "ValidationError"),
                        on(
                                        "ListEntitiesForPolicy",
                                        world::policy,
                                        arn -> iam -> iam.listEntitiesForPolicy(in -> in.policyArn(arn)))
                                .butNot(
                                        iam -> iam.listEntitiesForPolicy(in -> in.policyArn(MISSING_POLICY)),
                                        "NoSuchEntity")),
                Stream.of(
                        on(
                                        "CreatePolicyVersion",
                                        world::policy,
                                        arn -> iam -> iam.createPolicyVersion(
                                                in -> in.policyArn(arn).policyDocument(IamWorld.ALLOW_IAM)))
                                .butNot(
                                        iam -> iam.createPolicyVersion(in ->
                                                in.policyArn(MISSING_POLICY).policyDocument(IamWorld.ALLOW_IAM)),
                                        "NoSuchEntity"),
                        on(
                                        "GetPolicyVersion",
                                        world::policy,
                                        arn -> iam -> iam.getPolicyVersion(
                                                in -> in.policyArn(arn).versionId("v1")))
                                .butNot(
                                        iam -> iam.getPolicyVersion(in -> in.policyArn(IamWorld.AWS_POLICY)
                                                .versionId("v999")),
                                        "NoSuchEntity"),
                        on(
                                        "ListPolicyVersions",
                                        world::policy,
                                        arn -> iam -> iam.listPolicyVersions(in -> in.policyArn(arn)))
                                .butNot(
                                        iam -> iam.listPolicyVersions(in -> in.policyArn(MISSING_POLICY)),
                                        "NoSuchEntity"),
                        on(
                                        "SetDefaultPolicyVersion",
                                        world::policyOfTwoVersions,
                                        arn -> iam -> iam.setDefaultPolicyVersion(
                                                in -> in.policyArn(arn).versionId("v2")))
                                .butNot(
                                        iam -> iam.setDefaultPolicyVersion(in ->
                                                in.policyArn(MISSING_POLICY).versionId("v2")),
                                        "NoSuchEntity"),
                        on(
                                        "DeletePolicyVersion",
                                        world::policyOfTwoVersions,
                                        arn -> iam -> iam.deletePolicyVersion(
                                                in -> in.policyArn(arn).versionId("v2")))
                                .butNot(
                                        iam -> iam.deletePolicyVersion(in ->
                                                in.policyArn(world.policy()).versionId("v1")),
                                        "DeleteConflict")));
    }

    private Stream<SdkCase<IamClient>> ofUsers() {
        return Stream.of(
                on(
                                "PutUserPolicy",
                                world::user,
                                name -> iam -> iam.putUserPolicy(
                                        in -> in.userName(name).policyName("p").policyDocument(IamWorld.ALLOW_IAM)))
                        .butNot(
                                iam -> iam.putUserPolicy(in ->
                                        in.userName("nobody").policyName("p").policyDocument("[]")),
                                "MalformedPolicyDocument"),
                on(
                                "GetUserPolicy",
                                world::userWithPolicy,
                                name -> iam -> iam.getUserPolicy(
                                        in -> in.userName(name).policyName("p")))
                        .butNot(
                                iam -> iam.getUserPolicy(
                                        in -> in.userName("nobody").policyName("q")),
                                "NoSuchEntity"),
                on(
                                "DeleteUserPolicy",
                                world::userWithPolicy,
                                name -> iam -> iam.deleteUserPolicy(
                                        in -> in.userName(name).policyName("p")))
                        .butNot(
                                iam -> iam.deleteUserPolicy(
                                        in -> in.userName("nobody").policyName("q")),
                                "NoSuchEntity"),
                on(
                                "ListUserPolicies",
                                world::userWithPolicy,
                                name -> iam -> iam.listUserPolicies(in -> in.userName(name)))
                        .butNot(iam -> iam.listUserPolicies(in -> in.userName("missing")), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> ofGroups() {
        return Stream.of(
                on(
                                "PutGroupPolicy",
                                world::group,
                                name -> iam -> iam.putGroupPolicy(
                                        in -> in.groupName(name).policyName("p").policyDocument(IamWorld.ALLOW_IAM)))
                        .butNot(
                                iam -> iam.putGroupPolicy(in ->
                                        in.groupName("missing").policyName("p").policyDocument(IamWorld.ALLOW_IAM)),
                                "NoSuchEntity"),
                on(
                                "GetGroupPolicy",
                                world::groupWithPolicy,
                                name -> iam -> iam.getGroupPolicy(
                                        in -> in.groupName(name).policyName("p")))
                        .butNot(
                                iam -> iam.getGroupPolicy(
                                        in -> in.groupName("missing").policyName("p")),
                                "NoSuchEntity"),
                on(
                                "DeleteGroupPolicy",
                                world::groupWithPolicy,
                                name -> iam -> iam.deleteGroupPolicy(
                                        in -> in.groupName(name).policyName("p")))
                        .butNot(
                                iam -> iam.deleteGroupPolicy(
                                        in -> in.groupName("missing").policyName("p")),
                                "NoSuchEntity"),
                on(
                                "ListGroupPolicies",
                                world::groupWithPolicy,
                                name -> iam -> iam.listGroupPolicies(in -> in.groupName(name)))
                        .butNot(iam -> iam.listGroupPolicies(in -> in.groupName("missing")), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> ofRoles() {
        return Stream.of(
                on(
                                "PutRolePolicy",
                                world::role,
                                name -> iam -> iam.putRolePolicy(
                                        in -> in.roleName(name).policyName("p").policyDocument(IamWorld.ALLOW_IAM)))
                        .butNot(
                                iam -> iam.putRolePolicy(in ->
                                        in.roleName("missing").policyName("p").policyDocument(IamWorld.ALLOW_IAM)),
                                "NoSuchEntity"),
                on(
                                "GetRolePolicy",
                                world::roleWithPolicy,
                                name -> iam -> iam.getRolePolicy(
                                        in -> in.roleName(name).policyName("p")))
                        .butNot(
                                iam -> iam.getRolePolicy(
                                        in -> in.roleName("missing").policyName("p")),
                                "NoSuchEntity"),
                on(
                                "DeleteRolePolicy",
                                world::roleWithPolicy,
                                name -> iam -> iam.deleteRolePolicy(
                                        in -> in.roleName(name).policyName("p")))
                        .butNot(
                                iam -> iam.deleteRolePolicy(
                                        in -> in.roleName("missing").policyName("p")),
                                "NoSuchEntity"),
                on(
                                "ListRolePolicies",
                                world::roleWithPolicy,
                                name -> iam -> iam.listRolePolicies(in -> in.roleName(name)))
                        .butNot(iam -> iam.listRolePolicies(in -> in.roleName("missing")), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> toUsers() {
        return Stream.of(
                on(
                                "AttachUserPolicy",
                                world::user,
                                name -> iam -> iam.attachUserPolicy(
                                        in -> in.userName(name).policyArn(IamWorld.AWS_POLICY)))
                        .butNot(
                                iam -> iam.attachUserPolicy(
                                        in -> in.userName("nobody").policyArn(MISSING_POLICY)),
                                "NoSuchEntity"),
                on(
                                "DetachUserPolicy",
                                world::attachedUser,
                                name -> iam -> iam.detachUserPolicy(
                                        in -> in.userName(name).policyArn(IamWorld.AWS_POLICY)))
                        .butNot(
                                iam -> iam.detachUserPolicy(
                                        in -> in.userName("nobody").policyArn(MISSING_POLICY)),
                                "NoSuchEntity"),
                on(
                                "ListAttachedUserPolicies",
                                world::attachedUser,
                                name -> iam -> iam.listAttachedUserPolicies(in -> in.userName(name)))
                        .butNot(iam -> iam.listAttachedUserPolicies(in -> in.userName("missing")), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> toGroups() {
        return Stream.of(
                on(
                                "AttachGroupPolicy",
                                world::group,
                                name -> iam -> iam.attachGroupPolicy(
                                        in -> in.groupName(name).policyArn(IamWorld.AWS_POLICY)))
                        .butNot(
                                iam -> iam.attachGroupPolicy(
                                        in -> in.groupName("missing").policyArn(IamWorld.AWS_POLICY)),
                                "NoSuchEntity"),
                on(
                                "DetachGroupPolicy",
                                world::attachedGroup,
                                name -> iam -> iam.detachGroupPolicy(
                                        in -> in.groupName(name).policyArn(IamWorld.AWS_POLICY)))
                        .butNot(
                                iam -> iam.detachGroupPolicy(
                                        in -> in.groupName("missing").policyArn(IamWorld.AWS_POLICY)),
                                "NoSuchEntity"),
                on(
                                "ListAttachedGroupPolicies",
                                world::attachedGroup,
                                name -> iam -> iam.listAttachedGroupPolicies(in -> in.groupName(name)))
                        .butNot(iam -> iam.listAttachedGroupPolicies(in -> in.groupName("missing")), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> toRoles() {
        return Stream.of(
                on(
                                "AttachRolePolicy",
                                world::role,
                                name -> iam -> iam.attachRolePolicy(
                                        in -> in.roleName(name).policyArn(IamWorld.AWS_POLICY)))
                        .butNot(
                                iam -> iam.attachRolePolicy(
                                        in -> in.roleName("missing").policyArn(IamWorld.AWS_POLICY)),
                                "NoSuchEntity"),
                on(
                                "DetachRolePolicy",
                                world::attachedRole,
                                name -> iam -> iam.detachRolePolicy(
                                        in -> in.roleName(name).policyArn(IamWorld.AWS_POLICY)))
                        .butNot(
                                iam -> iam.detachRolePolicy(
                                        in -> in.roleName("missing").policyArn(IamWorld.AWS_POLICY)),
                                "NoSuchEntity"),
                on(
                                "ListAttachedRolePolicies",
                                world::attachedRole,
                                name -> iam -> iam.listAttachedRolePolicies(in -> in.roleName(name)))
                        .butNot(iam -> iam.listAttachedRolePolicies(in -> in.roleName("missing")), "NoSuchEntity"));
    }
}
