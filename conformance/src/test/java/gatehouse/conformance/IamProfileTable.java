package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/// IAM's operations on instance profiles and account aliases.
record IamProfileTable(IamWorld world) {
    private static final Tag TAG = Tag.builder().key("team").value("blue").build();

    Stream<SdkCase<IamClient>> rows() {
        return Stream.of(profiles(), roles(), tags(), aliases()).flatMap(each -> each);
    }

    private Stream<SdkCase<IamClient>> profiles() {
        return Stream.of(
                on(
                                "CreateInstanceProfile",
                                world::fresh,
                                name -> iam -> iam.createInstanceProfile(
                                        in -> in.instanceProfileName(name).path("/a/")))
                        .butNot(
                                iam -> iam.createInstanceProfile(in -> in.instanceProfileName("not a name")),
                                "ValidationError"),
                on(
                                "GetInstanceProfile",
                                world::instanceProfile,
                                name -> iam -> iam.getInstanceProfile(in -> in.instanceProfileName(name)))
                        .butNot(iam -> iam.getInstanceProfile(in -> in.instanceProfileName("missing")), "NoSuchEntity"),
                on(
                                "DeleteInstanceProfile",
                                world::instanceProfile,
                                name -> iam -> iam.deleteInstanceProfile(in -> in.instanceProfileName(name)))
                        .butNot(
                                iam -> iam.deleteInstanceProfile(in -> in.instanceProfileName("missing")),
                                "NoSuchEntity"),
                on("ListInstanceProfiles", () -> iam -> iam.listInstanceProfiles(), "InstanceProfiles")
                        .butNot(iam -> iam.listInstanceProfiles(in -> in.maxItems(0)), "ValidationError"));
    }

    private Stream<SdkCase<IamClient>> roles() {
        return Stream.of(
                on(
                                "AddRoleToInstanceProfile",
                                world::roleAndInstanceProfile,
                                name -> iam -> iam.addRoleToInstanceProfile(
                                        in -> in.instanceProfileName(name).roleName(name)))
                        .butNot(
                                iam -> iam.addRoleToInstanceProfile(
                                        in -> in.instanceProfileName("missing").roleName("missing")),
                                "NoSuchEntity"),
                on(
                                "RemoveRoleFromInstanceProfile",
                                world::roleInInstanceProfile,
                                name -> iam -> iam.removeRoleFromInstanceProfile(
                                        in -> in.instanceProfileName(name).roleName(name)))
                        .butNot(
                                iam -> iam.removeRoleFromInstanceProfile(
                                        in -> in.instanceProfileName("missing").roleName("missing")),
                                "NoSuchEntity"),
                on(
                                "ListInstanceProfilesForRole",
                                world::roleInInstanceProfile,
                                name -> iam -> iam.listInstanceProfilesForRole(in -> in.roleName(name)))
                        .butNot(iam -> iam.listInstanceProfilesForRole(in -> in.roleName("missing")), "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> tags() {
        return Stream.of(
                on(
                                "TagInstanceProfile",
                                world::instanceProfile,
                                name -> iam -> iam.tagInstanceProfile(
                                        in -> in.instanceProfileName(name).tags(TAG)))
                        .butNot(
                                iam -> iam.tagInstanceProfile(
                                        in -> in.instanceProfileName("missing").tags(TAG)),
                                "NoSuchEntity"),
                on(
                                "UntagInstanceProfile",
                                world::instanceProfile,
                                name -> iam -> iam.untagInstanceProfile(
                                        in -> in.instanceProfileName(name).tagKeys("team")))
                        .butNot(
                                iam -> iam.untagInstanceProfile(
                                        in -> in.instanceProfileName("missing").tagKeys("team")),
                                "NoSuchEntity"),
                on(
                                "ListInstanceProfileTags",
                                world::instanceProfile,
                                name -> iam -> iam.listInstanceProfileTags(in -> in.instanceProfileName(name)))
                        .butNot(
                                iam -> iam.listInstanceProfileTags(in -> in.instanceProfileName("missing")),
                                "NoSuchEntity"));
    }

    private Stream<SdkCase<IamClient>> aliases() {
        return Stream.of(
                on(
                                "CreateAccountAlias",
                                world::fresh,
                                name -> iam -> iam.createAccountAlias(in -> in.accountAlias(name)))
                        .butNot(iam -> iam.createAccountAlias(in -> in.accountAlias("No")), "ValidationError"),
                on(
                                "DeleteAccountAlias",
                                world::accountAlias,
                                name -> iam -> iam.deleteAccountAlias(in -> in.accountAlias(name)))
                        .butNot(iam -> iam.deleteAccountAlias(in -> in.accountAlias("missing")), "NoSuchEntity"),
                on("ListAccountAliases", world::accountAlias, name -> iam -> iam.listAccountAliases())
                        .butNot(iam -> iam.listAccountAliases(in -> in.maxItems(0)), "ValidationError"));
    }
}
