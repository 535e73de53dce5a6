package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/// IAM's operations on users, groups, roles and tags.
record IamEntityTable(IamWorld world) {
    private static final String MISSING_POLICY = "arn:aws:iam::111122223333:policy/missing";
    private static final Tag TAG = Tag.builder().key("team").value("blue").build();

    Stream<SdkCase<IamClient>> rows() {
        return Stream.of(users(), groups(), roles(), tags()).flatMap(each -> each);
    }

    private Stream<SdkCase<IamClient>> users() {
        return Stream.of(
                on(
                                "CreateUser",
                                world::fresh,
                                name -> iam ->
                                        iam.createUser(in -> in.userName(name).path("/a/")))
                        .butNot(iam -> iam.createUser(in -> in.userName("not a name")), "ValidationError"),
                on("GetUser", world::user, name -> iam -> iam.getUser(in -> in.userName(name)))
                        .butNot(iam -> iam.getUser(in -> in.userName("missing")), "NoSuchEntity"),
                on(
                                "UpdateUser",
                                world::user,
                                name -> iam ->
                                        iam.updateUser(in -> in.userName(name).newPath("/b/")))
                        .butNot(
                                iam -> iam.updateUser(
                                        in -> in.userName("missing").newPath("/b/")),
                                "NoSuchEntity"),
                on("DeleteUser", world::user, name -> iam -> iam.deleteUser(in -> in.userName(name)))
                        .butNot(iam -> iam.deleteUser(in -> in.userName("nobody")), "DeleteConflict"),
                on("ListUsers", () -> iam -> iam.listUsers(), "arn:aws:iam::111122223333:user/nobody")
                        .butNot(iam -> iam.listUsers(in -> in.maxItems(0)), "ValidationError"),
                on(
                                "PutUserPermissionsBoundary",
                                world::user,
                                name -> iam -> iam.putUserPermissionsBoundary(
                                        in -> in.userName(name).permissionsBoundary(IamWorld.AWS_POLICY)))
                        .butNot(
                                iam -> iam.putUserPermissionsBoundary(
                                        in -> in.userName("nobody").permissionsBoundary(MISSING_POLICY)),
                                "NoSuchEntity"),
                on(
                                "DeleteUserPermissionsBoundary",
                                world::bounded,
                                name -> iam -> iam.deleteUserPermissionsBoundary(in -> in.userName(name)))
                        .butNot(iam -> iam.deleteUserPermissionsBoundary(in -> in.userName("missing")), "NoSuchEntity"),
                on("CreateAccessKey", world::user, name -> iam -> iam.createAccessKey(in -> in.userName(name)))
                        .butNot(iam -> iam.createAccessKey(in -> in.userName("missing")), "NoSuchEntity"),
                on(
                                "UpdateAccessKey",
                                world::accessKey,
                                id -> iam -> iam.updateAccessKey(in -> in.userName(world.last())
                                        .accessKeyId(id)
                                        .status("Inactive")))
                        .butNot(
                                iam -> iam.updateAccessKey(in -> in.userName("nobody")
                                        .accessKeyId("AKIAMISSINGMISSING00")
                                        .status("Inactive")),
                                "NoSuchEntity"),
                on(
                                "DeleteAccessKey",
                                world::accessKey,
                                id -> iam -> iam.deleteAccessKey(
                                        in -> in.userName(world.last()).accessKeyId(id)))
                        .butNot(iam -> iam.deleteAccessKey(in -> in.accessKeyId("short")), "ValidationError"),
                on("ListAccessKeys", () -> iam -> iam.listAccessKeys(in -> in.userName("nobody")), "Active")
                        .butNot(iam -> iam.listAccessKeys(in -> in.userName("missing")), "NoSuchEntity"),
                on(
                                "GetAccessKeyLastUsed",
                                world::accessKey,
                                id -> iam -> iam.getAccessKeyLastUsed(in -> in.accessKeyId(id)))
                        .butNot(iam -> iam.getAccessKeyLastUsed(in -> in.accessKeyId("short")), "ValidationError"),
                on("GetAccountSummary", () -> iam -> iam.getAccountSummary(), "Users"));
    }

    private Stream<SdkCase<IamClient>> groups() {
        return Stream.of(
                on("CreateGroup", world::fresh, name -> iam -> iam.createGroup(in -> in.groupName(name)))
                        .butNot(iam -> iam.createGroup(in -> in.groupName("not a name")), "ValidationError"),
                on("GetGroup", world::group, name -> iam -> iam.getGroup(in -> in.groupName(name)))
                        .butNot(iam -> iam.getGroup(in -> in.groupName("missing")), "NoSuchEntity"),
                on(
                                "UpdateGroup",
                                world::group,
                                name -> iam ->
                                        iam.updateGroup(in -> in.groupName(name).newPath("/b/")))
                        .butNot(
                                iam -> iam.updateGroup(
                                        in -> in.groupName("missing").newPath("/b/")),
                                "NoSuchEntity"),
                on("DeleteGroup", world::group, name -> iam -> iam.deleteGroup(in -> in.groupName(name)))
                        .butNot(iam -> iam.deleteGroup(in -> in.groupName("missing")), "NoSuchEntity"),
                on("ListGroups", () -> iam -> iam.listGroups(), "Groups")
                        .butNot(iam -> iam.listGroups(in -> in.pathPrefix("no-slash")), "ValidationError"),
                on(
                                "AddUserToGroup",
                                world::group,
                                name -> iam -> iam.addUserToGroup(
                                        in -> in.groupName(name).userName("nobody")))
                        .butNot(
                                iam -> iam.addUserToGroup(
                                        in -> in.groupName("missing").userName("nobody")),
                                "NoSuchEntity"),
                on(
                                "RemoveUserFromGroup",
                                world::groupOfNobody,
                                name -> iam -> iam.removeUserFromGroup(
                                        in -> in.groupName(name).userName("nobody")))
                        .butNot(
                                iam -> iam.removeUserFromGroup(
                                        in -> in.groupName("missing").userName("nobody")),
                                "NoSuchEntity"),
                on(
                                "ListGroupsForUser",
                                world::groupOfNobody,
                                name -> iam -> iam.listGroupsForUser(in -> in.userName("nobody")))
                        .butNot(iam -> iam.listGroupsForUser(in -> in.userName("missing")), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> roles() {
        return Stream.of(
                on(
                                "CreateRole",
                                world::fresh,
                                name -> iam -> iam.createRole(
                                        in -> in.roleName(name).assumeRolePolicyDocument(IamWorld.TRUST)))
                        .butNot(
                                iam -> iam.createRole(in -> in.roleName("bad").assumeRolePolicyDocument("{")),
                                "MalformedPolicyDocument"),
                on("GetRole", world::role, name -> iam -> iam.getRole(in -> in.roleName(name)))
                        .butNot(iam -> iam.getRole(in -> in.roleName("missing")), "NoSuchEntity"),
                on(
                                "UpdateRole",
                                world::role,
                                name -> iam ->
                                        iam.updateRole(in -> in.roleName(name).maxSessionDuration(7200)))
                        .butNot(
                                iam -> iam.updateRole(
                                        in -> in.roleName("missing").maxSessionDuration(1)),
                                "ValidationError"),
                on(
                                "UpdateRoleDescription",
                                world::role,
                                name -> iam -> iam.updateRoleDescription(
                                        in -> in.roleName(name).description("words")))
                        .butNot(
                                iam -> iam.updateRoleDescription(
                                        in -> in.roleName("missing").description("words")),
                                "NoSuchEntity"),
                on(
                                "UpdateAssumeRolePolicy",
                                world::role,
                                name -> iam -> iam.updateAssumeRolePolicy(
                                        in -> in.roleName(name).policyDocument(IamWorld.TRUST)))
                        .butNot(
                                iam -> iam.updateAssumeRolePolicy(
                                        in -> in.roleName("missing").policyDocument(IamWorld.TRUST)),
                                "NoSuchEntity"),
                on("DeleteRole", world::role, name -> iam -> iam.deleteRole(in -> in.roleName(name)))
                        .butNot(iam -> iam.deleteRole(in -> in.roleName("missing")), "NoSuchEntity"),
                on("ListRoles", () -> iam -> iam.listRoles(), "Roles")
                        .butNot(iam -> iam.listRoles(in -> in.marker("")), "ValidationError"),
                on(
                                "PutRolePermissionsBoundary",
                                world::role,
                                name -> iam -> iam.putRolePermissionsBoundary(
                                        in -> in.roleName(name).permissionsBoundary(IamWorld.AWS_POLICY)))
                        .butNot(
                                iam -> iam.putRolePermissionsBoundary(
                                        in -> in.roleName("missing").permissionsBoundary(IamWorld.AWS_POLICY)),
                                "NoSuchEntity"),
                on(
                                "DeleteRolePermissionsBoundary",
                                world::boundedRole,
                                name -> iam -> iam.deleteRolePermissionsBoundary(in -> in.roleName(name)))
                        .butNot(
                                iam -> iam.deleteRolePermissionsBoundary(in -> in.roleName("missing")),
                                "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> tags() {
        return Stream.of(
                on(
                                "TagUser",
                                world::user,
                                name -> iam ->
                                        iam.tagUser(in -> in.userName(name).tags(TAG)))
                        .butNot(iam -> iam.tagUser(in -> in.userName("nobody").tags(TAG, TAG)), "InvalidInput"),
                on(
                                "UntagUser",
                                world::user,
                                name -> iam ->
                                        iam.untagUser(in -> in.userName(name).tagKeys("team")))
                        .butNot(
                                iam -> iam.untagUser(
                                        in -> in.userName("missing").tagKeys("team")),
                                "NoSuchEntity"),
                on("ListUserTags", world::user, name -> iam -> iam.listUserTags(in -> in.userName(name)))
                        .butNot(iam -> iam.listUserTags(in -> in.userName("missing")), "NoSuchEntity"),
                on(
                                "TagRole",
                                world::role,
                                name -> iam ->
                                        iam.tagRole(in -> in.roleName(name).tags(TAG)))
                        .butNot(iam -> iam.tagRole(in -> in.roleName("missing").tags(TAG)), "NoSuchEntity"),
                on(
                                "UntagRole",
                                world::role,
                                name -> iam ->
                                        iam.untagRole(in -> in.roleName(name).tagKeys("team")))
                        .butNot(
                                iam -> iam.untagRole(
                                        in -> in.roleName("missing").tagKeys("team")),
                                "NoSuchEntity"),
                on("ListRoleTags", world::role, name -> iam -> iam.listRoleTags(in -> in.roleName(name)))
                        .butNot(iam -> iam.listRoleTags(in -> in.roleName("missing")), "NoSuchEntity"),
                on(
                                "TagPolicy",
                                world::policy,
                                arn -> iam ->
                                        iam.tagPolicy(in -> in.policyArn(arn).tags(TAG)))
                        .butNot(
                                iam -> iam.tagPolicy(
                                        in -> in.policyArn(MISSING_POLICY).tags(TAG)),
                                "NoSuchEntity"),
                on(
                                "UntagPolicy",
                                world::policy,
                                arn -> iam ->
                                        iam.untagPolicy(in -> in.policyArn(arn).tagKeys("team")))
                        .butNot(
                                iam -> iam.untagPolicy(
                                        in -> in.policyArn(MISSING_POLICY).tagKeys("team")),
                                "NoSuchEntity"),
                on("ListPolicyTags", world::policy, arn -> iam -> iam.listPolicyTags(in -> in.policyArn(arn)))
                        .butNot(iam -> iam.listPolicyTags(in -> in.policyArn(MISSING_POLICY)), "NoSuchEntity"));
    }
}
