package gatehouse.conformance;

import static gatehouse.conformance.LifeCycle.among;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/// The lives of users, groups, their members, roles and instance profiles.
record IamPrincipalLives(IamClient iam) {
    static final String ARN = "arn:aws:iam::" + TestServer.ACCOUNT + ":";
    static final Tag BLUE = Tag.builder().key("team").value("blue").build();
    static final Tag RED = Tag.builder().key("team").value("red").build();

    private static final AttachedPermissionsBoundary BOUNDARY = AttachedPermissionsBoundary.builder()
            .permissionsBoundaryType("Policy")
            .permissionsBoundaryArn(IamWorld.AWS_POLICY)
            .build();

    private static final String TRUST_EC2 = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
            "Principal":{"Service":"ec2.amazonaws.com"}}]}""";

    Stream<LifeCycle<?>> rows() {
        return Stream.of(user(), group(), membership(), role(), instanceProfile());
    }

    /// A document as it was given.
    static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private User user(String name) {
        return iam.getUser(in -> in.userName(name)).user();
    }

    private LifeCycle<User> user() {
        return LifeCycle.of("user", () -> user("user"))
                .made(
                        () -> iam.createUser(in -> in.userName("user")
                                .path("/life/")
                                .permissionsBoundary(IamWorld.AWS_POLICY)
                                .tags(BLUE)),
                        made -> User.builder()
                                .userName("user")
                                .path("/life/")
                                .arn(ARN + "user/life/user")
                                .userId(made.userId())
                                .createDate(made.createDate())
                                .permissionsBoundary(BOUNDARY)
                                .tags(BLUE)
                                .build())
                .moved(
                        () -> iam.updateUser(
                                in -> in.userName("user").newUserName("renamed").newPath("/life/b/")),
                        () -> user("renamed"),
                        was -> was.toBuilder()
                                .userName("renamed")
                                .path("/life/b/")
                                .arn(ARN + "user/life/b/renamed")
                                .build())
                .changed(
                        () -> iam.updateUser(in -> in.userName("renamed").newUserName("Renamed")),
                        was -> was.toBuilder()
                                .userName("Renamed")
                                .arn(ARN + "user/life/b/Renamed")
                                .build())
                .changed(
                        () -> iam.tagUser(in -> in.userName("Renamed").tags(RED)),
                        was -> was.toBuilder().tags(RED).build())
                .changed(
                        () -> iam.untagUser(in -> in.userName("Renamed").tagKeys("team")),
                        was -> was.toBuilder().tags((Collection<Tag>) null).build())
                .changed(
                        () -> iam.deleteUserPermissionsBoundary(in -> in.userName("Renamed")),
                        was -> was.toBuilder()
                                .permissionsBoundary((AttachedPermissionsBoundary) null)
                                .build())
                .listed(user -> iam
                        .listUsersPaginator(in -> in.pathPrefix("/life/b/").maxItems(1))
                        .users()
                        .stream()
                        .toList()
                        .contains(user))
                .ended(() -> iam.deleteUser(in -> in.userName("Renamed")));
    }

    private Group group(String name) {
        return iam.getGroup(in -> in.groupName(name)).group();
    }

    private LifeCycle<Group> group() {
        return LifeCycle.of("group", () -> group("group"))
                .made(
                        () -> iam.createGroup(in -> in.groupName("group").path("/life/")),
                        made -> Group.builder()
                                .groupName("group")
                                .path("/life/")
                                .arn(ARN + "group/life/group")
                                .groupId(made.groupId())
                                .createDate(made.createDate())
                                .build())
                .moved(
                        () -> iam.updateGroup(in ->
                                in.groupName("group").newGroupName("renamed").newPath("/life/b/")),
                        () -> group("renamed"),
                        was -> was.toBuilder()
                                .groupName("renamed")
                                .path("/life/b/")
                                .arn(ARN + "group/life/b/renamed")
                                .build())
                .listed(group -> iam
                        .listGroupsPaginator(in -> in.pathPrefix("/life/b/").maxItems(1))
                        .groups()
                        .stream()
                        .toList()
                        .contains(group))
                .ended(() -> iam.deleteGroup(in -> in.groupName("renamed")));
    }

    /// The group of a member, both of which are renamed.
    private LifeCycle<Group> membership() {
        return LifeCycle.of("membership", () -> groupOf("member"))
                .made(
                        () -> {
                            iam.createUser(in -> in.userName("member"));
                            iam.createGroup(in -> in.groupName("club"));
                            iam.addUserToGroup(in -> in.groupName("Club").userName("Member"));
                            iam.addUserToGroup(in -> in.groupName("club").userName("member"));
                        },
                        made -> group("club"))
                .changed(
                        () -> iam.updateGroup(in -> in.groupName("club").newGroupName("Guild")),
                        was -> was.toBuilder()
                                .groupName("Guild")
                                .arn(ARN + "group/Guild")
                                .build())
                .moved(
                        () -> iam.updateUser(in -> in.userName("member").newUserName("Fellow")),
                        () -> groupOf("Fellow"),
                        was -> was)
                .listed(group -> iam.getGroupPaginator(in -> in.groupName("guild")).users().stream()
                        .toList()
                        .equals(List.of(user("fellow"))))
                .held(() -> iam.deleteUser(in -> in.userName("Fellow")))
                .held(() -> iam.deleteGroup(in -> in.groupName("Guild")))
                .ended(() -> iam.removeUserFromGroup(in -> in.groupName("Guild").userName("Fellow")))
                .then(() -> iam.deleteGroup(in -> in.groupName("Guild")))
                .then(() -> iam.deleteUser(in -> in.userName("Fellow")));
    }

    private Group groupOf(String userName) {
        return among(iam.listGroupsForUser(in -> in.userName(userName)).groups(), group -> true);
    }

    private Role readRole() {
        Role role = iam.getRole(in -> in.roleName("role")).role();
        return role.toBuilder()
                .assumeRolePolicyDocument(decoded(role.assumeRolePolicyDocument()))
                .build();
    }

    private LifeCycle<Role> role() {
        return LifeCycle.of("role", this::readRole)
                .made(
                        () -> iam.createRole(in -> in.roleName("role")
                                .path("/life/")
                                .assumeRolePolicyDocument(IamWorld.TRUST)
                                .description("Reads")
                                .maxSessionDuration(7200)
                                .permissionsBoundary(IamWorld.AWS_POLICY)
                                .tags(BLUE)),
                        made -> Role.builder()
                                .roleName("role")
                                .path("/life/")
                                .arn(ARN + "role/life/role")
                                .roleId(made.roleId())
                                .createDate(made.createDate())
                                .assumeRolePolicyDocument(IamWorld.TRUST)
                                .description("Reads")
                                .maxSessionDuration(7200)
                                .permissionsBoundary(BOUNDARY)
                                .tags(BLUE)
                                .roleLastUsed(RoleLastUsed.builder().build())
                                .build())
                .changed(
                        () -> iam.updateAssumeRolePolicy(
                                in -> in.roleName("role").policyDocument(TRUST_EC2)),
                        was -> was.toBuilder()
                                .assumeRolePolicyDocument(TRUST_EC2)
                                .build())
                .changed(
                        () -> iam.updateRoleDescription(
                                in -> in.roleName("role").description("Writes")),
                        was -> was.toBuilder().description("Writes").build())
                .changed(
                        () -> iam.updateRole(in -> in.roleName("role").maxSessionDuration(43200)),
                        was -> was.toBuilder().maxSessionDuration(43200).build())
                .changed(
                        () -> iam.tagRole(in -> in.roleName("role").tags(RED)),
                        was -> was.toBuilder().tags(RED).build())
                .changed(
                        () -> iam.untagRole(in -> in.roleName("role").tagKeys("team")),
                        was -> was.toBuilder().tags((Collection<Tag>) null).build())
                .changed(
                        () -> iam.deleteRolePermissionsBoundary(in -> in.roleName("role")),
                        was -> was.toBuilder()
                                .permissionsBoundary((AttachedPermissionsBoundary) null)
                                .build())
                .listed(role -> iam
                        .listRolesPaginator(in -> in.pathPrefix("/life/").maxItems(1))
                        .roles()
                        .stream()
                        .map(Role::arn)
                        .toList()
                        .contains(role.arn()))
                .ended(() -> iam.deleteRole(in -> in.roleName("role")));
    }

    private InstanceProfile readInstanceProfile() {
        return iam.getInstanceProfile(in -> in.instanceProfileName("profile")).instanceProfile();
    }

    private LifeCycle<InstanceProfile> instanceProfile() {
        return LifeCycle.of("instance profile", this::readInstanceProfile)
                .made(
                        () -> {
                            iam.createRole(in -> in.roleName("held").assumeRolePolicyDocument(TRUST_EC2));
                            iam.createInstanceProfile(in -> in.instanceProfileName("profile")
                                    .path("/life/")
                                    .tags(BLUE));
                        },
                        made -> InstanceProfile.builder()
                                .instanceProfileName("profile")
                                .path("/life/")
                                .arn(ARN + "instance-profile/life/profile")
                                .instanceProfileId(made.instanceProfileId())
                                .createDate(made.createDate())
                                .roles(List.of())
                                .tags(BLUE)
                                .build())
                .changed(
                        () -> iam.addRoleToInstanceProfile(
                                in -> in.instanceProfileName("profile").roleName("held")),
                        was -> was.toBuilder().roles(briefRole()).build())
                .changed(
                        () -> iam.tagInstanceProfile(
                                in -> in.instanceProfileName("profile").tags(RED)),
                        was -> was.toBuilder().tags(RED).build())
                .listed(profile ->
                        iam.listInstanceProfilesForRole(in -> in.roleName("held")).instanceProfiles().stream()
                                .map(InstanceProfile::arn)
                                .toList()
                                .contains(profile.arn()))
                .held(() -> iam.deleteInstanceProfile(in -> in.instanceProfileName("profile")))
                .held(() -> iam.deleteRole(in -> in.roleName("held")))
                .ended(() -> iam.removeRoleFromInstanceProfile(
                        in -> in.instanceProfileName("profile").roleName("held")))
                .ended(() -> iam.deleteInstanceProfile(in -> in.instanceProfileName("profile")))
                .then(() -> iam.deleteRole(in -> in.roleName("held")));
    }

    /// The role as profiles show it.
    private Role briefRole() {
        Role role = iam.getRole(in -> in.roleName("held")).role();
        return Role.builder()
                .roleName(role.roleName())
                .path(role.path())
                .arn(role.arn())
                .roleId(role.roleId())
                .createDate(role.createDate())
                .assumeRolePolicyDocument(role.assumeRolePolicyDocument())
                .build();
    }
}
