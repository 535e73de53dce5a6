package gatehouse.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/// One of many callers who make, change and delete users, groups, roles, instance profiles and policies under the same
/// few names, in any case. What a call may be refused with is in `MODELLED`.
final class IamStorm {
    static final int NAMES = 4;

    private static final Set<String> MODELLED =
            Set.of("EntityAlreadyExists", "NoSuchEntity", "DeleteConflict", "LimitExceeded", "ConcurrentModification");

    private final IamClient iam;
    private final Random random;
    private final IamLedger ledger;
    private final List<IamHolder> holders;
    private final List<Runnable> steps;

    IamStorm(IamClient iam, Random random, IamLedger ledger) {
        this.iam = iam;
        this.random = random;
        this.ledger = ledger;
        this.holders = IamHolder.all(iam).toList();
        this.steps = Stream.of(users(), accessKeys(), groups(), roles(), policies(), havingPolicies(), ends())
                .flatMap(List::stream)
                .toList();
    }

    void run(int count) {
        for (int i = 0; i < count; i++) {
            attempt(any(steps));
        }
    }

    /// Takes away everything there can be under the storm's names; whatever is not there is passed over.
    void deleteAll() {
        names().forEach(name -> {
            attempt(() -> endUser(name));
            attempt(() -> endGroup(name));
            attempt(() -> endRole(name));
        });
        // Any role may have been in it.
        names().forEach(name -> attempt(() -> deleteInstanceProfile(name)));
        iam.listPoliciesPaginator(in -> in.scope("Local")).policies().stream()
                .toList()
                .forEach(policy -> endPolicy(policy.arn()));
    }

    private static Stream<String> names() {
        return IntStream.range(0, NAMES).mapToObj(i -> "storm-" + i);
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (IamException e) {
            if (!MODELLED.contains(e.awsErrorDetails().errorCode())) {
                throw e;
            }
        }
    }

    private <E> E any(List<E> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String name() {
        String name = "storm-" + random.nextInt(NAMES);
        return random.nextInt(8) == 0 ? name.toUpperCase(Locale.ROOT) : name;
    }

    private String path() {
        return any(List.of("/", "/a/"));
    }

    private String arn() {
        return "arn:aws:iam::" + TestServer.ACCOUNT + ":policy/storm-" + random.nextInt(NAMES);
    }

    private String document() {
        return any(List.of(IamWorld.ALLOW_IAM, IamWorld.ALLOW_IAM.replace("Allow", "Deny")));
    }

    private List<Runnable> users() {
        return List.of(
                () -> {
                    String name = name();
                    iam.createUser(in -> in.userName(name).path(path()));
                    ledger.made("user", name);
                },
                () -> {
                    String name = name();
                    String arn = arn();
                    iam.createUser(in -> in.userName(name).permissionsBoundary(arn));
                    ledger.made("user", name);
                },
                () -> {
                    String name = name();
                    String other = name();
                    iam.updateUser(in -> in.userName(name).newUserName(other).newPath(path()));
                    ledger.renamed("user", name, other);
                },
                () -> iam.tagUser(in -> in.userName(name())
                        .tags(Tag.builder().key("team").value("blue").build())),
                () -> iam.untagUser(in -> in.userName(name()).tagKeys("team")),
                () -> iam.putUserPermissionsBoundary(in -> in.userName(name()).permissionsBoundary(arn())),
                () -> iam.deleteUserPermissionsBoundary(in -> in.userName(name())),
                () -> deleteUser(name()));
    }

    private List<Runnable> accessKeys() {
        return List.of(
                () -> createAccessKey(name()),
                () -> createAccessKey(name()),
                () -> {
                    String name = name();
                    keys(name)
                            .forEach(key -> iam.updateAccessKey(in -> in.userName(name)
                                    .accessKeyId(key.accessKeyId())
                                    .status(StatusType.INACTIVE)));
                },
                () -> deleteAccessKeys(name()));
    }

    private List<Runnable> groups() {
        Runnable create = () -> {
            String name = name();
            iam.createGroup(in -> in.groupName(name).path(path()));
            ledger.made("group", name);
        };
        Runnable join = () -> iam.addUserToGroup(in -> in.groupName(name()).userName(name()));
        return List.of(
                create,
                join,
                join,
                join,
                () -> {
                    String name = name();
                    String other = name();
                    iam.updateGroup(in -> in.groupName(name).newGroupName(other).newPath(path()));
                    ledger.renamed("group", name, other);
                },
                () -> iam.removeUserFromGroup(in -> in.groupName(name()).userName(name())),
                () -> deleteGroup(name()));
    }

    private List<Runnable> roles() {
        Runnable create = () -> {
            String name = name();
            iam.createRole(in -> in.roleName(name).path(path()).assumeRolePolicyDocument(IamWorld.TRUST));
            ledger.made("role", name);
        };
        return List.of(
                create,
                create,
                () -> iam.updateRole(in -> in.roleName(name()).maxSessionDuration(7200)),
                () -> iam.putRolePermissionsBoundary(in -> in.roleName(name()).permissionsBoundary(arn())),
                () -> deleteRole(name()),
                () -> {
                    String name = name();
                    iam.createInstanceProfile(in -> in.instanceProfileName(name));
                    ledger.made("instance profile", name);
                },
                () -> iam.addRoleToInstanceProfile(
                        in -> in.instanceProfileName(name()).roleName(name())),
                () -> iam.removeRoleFromInstanceProfile(
                        in -> in.instanceProfileName(name()).roleName(name())),
                () -> deleteInstanceProfile(name()));
    }

    private List<Runnable> policies() {
        Runnable create = () -> {
            String name = "storm-" + random.nextInt(NAMES);
            iam.createPolicy(in -> in.policyName(name).policyDocument(document()));
            ledger.made("policy", name);
        };
        return List.of(
                create,
                create,
                () -> iam.createPolicyVersion(
                        in -> in.policyArn(arn()).policyDocument(document()).setAsDefault(random.nextBoolean())),
                () -> iam.setDefaultPolicyVersion(in -> in.policyArn(arn()).versionId("v" + (1 + random.nextInt(6)))),
                () -> iam.deletePolicyVersion(in -> in.policyArn(arn()).versionId("v" + (1 + random.nextInt(6)))),
                () -> deletePolicy(arn()),
                () -> IamDetails.inOnePage(iam).check());
    }

    private List<Runnable> havingPolicies() {
        Runnable attach = () -> any(holders).attach(name(), arn());
        Supplier<String> policy = () -> "p" + random.nextInt(2);
        return List.of(
                attach,
                attach,
                attach,
                () -> any(holders).detach(name(), arn()),
                () -> any(holders).put(name(), policy.get(), document()),
                () -> any(holders).put(name(), policy.get(), document()),
                () -> any(holders).drop(name(), policy.get()));
    }

    /// Deletions of all that there is of something, and then of that.
    private List<Runnable> ends() {
        return List.of(() -> endUser(name()), () -> endGroup(name()), () -> endRole(name()), () -> endPolicy(arn()));
    }

    private List<AccessKeyMetadata> keys(String user) {
        return iam.listAccessKeys(in -> in.userName(user)).accessKeyMetadata();
    }

    private void createAccessKey(String user) {
        String id = iam.createAccessKey(in -> in.userName(user)).accessKey().accessKeyId();
        ledger.made("access key", id);
    }

    private void deleteAccessKeys(String user) {
        keys(user).forEach(key -> {
            iam.deleteAccessKey(in -> in.userName(user).accessKeyId(key.accessKeyId()));
            ledger.deleted("access key", key.accessKeyId());
        });
    }

    private void deleteUser(String name) {
        iam.deleteUser(in -> in.userName(name));
        ledger.deleted("user", name);
    }

    private void deleteGroup(String name) {
        iam.deleteGroup(in -> in.groupName(name));
        ledger.deleted("group", name);
    }

    private void deleteRole(String name) {
        iam.deleteRole(in -> in.roleName(name));
        ledger.deleted("role", name);
    }

    private void deleteInstanceProfile(String name) {
        iam.deleteInstanceProfile(in -> in.instanceProfileName(name));
        ledger.deleted("instance profile", name);
    }

    private void deletePolicy(String arn) {
        iam.deletePolicy(in -> in.policyArn(arn));
        ledger.deleted("policy", arn.substring(arn.lastIndexOf('/') + 1));
    }

    private void endUser(String name) {
        new IamHolder.Users(iam).strip(name);
        for (Group group : iam.listGroupsForUser(in -> in.userName(name)).groups()) {
            iam.removeUserFromGroup(in -> in.groupName(group.groupName()).userName(name));
        }
        deleteAccessKeys(name);
        deleteUser(name);
    }

    private void endGroup(String name) {
        new IamHolder.Groups(iam).strip(name);
        for (User member : iam.getGroup(in -> in.groupName(name)).users()) {
            iam.removeUserFromGroup(in -> in.groupName(name).userName(member.userName()));
        }
        deleteGroup(name);
    }

    private void endRole(String name) {
        new IamHolder.Roles(iam).strip(name);
        for (InstanceProfile profile :
                iam.listInstanceProfilesForRole(in -> in.roleName(name)).instanceProfiles()) {
            iam.removeRoleFromInstanceProfile(
                    in -> in.instanceProfileName(profile.instanceProfileName()).roleName(name));
        }
        deleteRole(name);
    }

    private void endPolicy(String arn) {
        for (PolicyVersion version :
                new ArrayList<>(iam.listPolicyVersions(in -> in.policyArn(arn)).versions())) {
            if (!version.isDefaultVersion()) {
                iam.deletePolicyVersion(in -> in.policyArn(arn).versionId(version.versionId()));
            }
        }
        deletePolicy(arn);
    }
}
