package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.CreateInstanceProfileRequest;
import gatehouse.model.iam.CreateInstanceProfileResponse;
import gatehouse.model.iam.DeleteInstanceProfileRequest;
import gatehouse.model.iam.DeleteInstanceProfileResponse;
import gatehouse.model.iam.GetInstanceProfileRequest;
import gatehouse.model.iam.GetInstanceProfileResponse;
import gatehouse.model.iam.ListInstanceProfilesRequest;
import gatehouse.model.iam.ListInstanceProfilesResponse;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Instance profiles.
final class InstanceProfiles {
    private static final String TRAIL_TYPE = "AWS::IAM::InstanceProfile";

    private final IamParts parts;

    InstanceProfiles(IamParts parts) {
        this.parts = parts;
    }

    Plan<CreateInstanceProfileResponse> create(Call call, CreateInstanceProfileRequest in) {
        String name = requireNonNull(in.instanceProfileName());
        call.notes().lookup(name, TRAIL_TYPE);
        Requirement create = Requirement.of(
                        Entities.action(call),
                        Resource.of(arn(call, requireNonNullElse(in.path(), "/"), name), call.account()))
                .with(IamKeys.requestTags(in.tags()));
        return Plan.require(EntityTags.alsoTagging(create, "iam:TagInstanceProfile", in.tags()))
                .compute(() -> UniqueId.INSTANCE_PROFILE.next(parts.entropy()))
                .commit((tx, id) -> {
                    if (find(tx, call.account(), name) != null) {
                        throw IamErrors.instanceProfileExists(name);
                    }
                    InstanceProfile profile = profile(call, in, id);
                    count(tx, call.account(), 1);
                    tx.put(IamTables.INSTANCE_PROFILES, profile);
                    return CreateInstanceProfileResponse.builder()
                            .instanceProfile(listed(tx, profile).toBuilder()
                                    .tags(Tags.shape(profile.tags()))
                                    .build())
                            .build();
                });
    }

    private InstanceProfile profile(Call call, CreateInstanceProfileRequest in, String id) {
        Map<String, String> tags = Tags.plus(Map.of(), requireNonNullElse(in.tags(), List.of()));
        parts.limits().check(Quota.TAGS_PER_INSTANCE_PROFILE, tags.size());
        return new InstanceProfile(
                call.account(),
                requireNonNull(in.instanceProfileName()),
                requireNonNullElse(in.path(), "/"),
                id,
                call.now().truncatedTo(ChronoUnit.SECONDS),
                null,
                tags);
    }

    /// Counts that many profiles of the account more, as far as its quota allows.
    private void count(Transaction tx, String account, int more) {
        AccountCounts counts = EntityType.counts(tx, account).plusInstanceProfiles(more);
        if (more > 0) {
            parts.limits().check(Quota.INSTANCE_PROFILES_PER_ACCOUNT, counts.instanceProfiles());
        }
        tx.put(IamTables.COUNTS, counts);
    }

    Plan<GetInstanceProfileResponse> get(Call call, GetInstanceProfileRequest in) {
        String name = requireNonNull(in.instanceProfileName());
        return Plan.require(require(call, name)).commit(tx -> {
            InstanceProfile profile = demand(tx, call, name);
            return GetInstanceProfileResponse.builder()
                    .instanceProfile(listed(tx, profile).toBuilder()
                            .tags(Tags.list(profile.tags()))
                            .build())
                    .build();
        });
    }

    Plan<DeleteInstanceProfileResponse> delete(Call call, DeleteInstanceProfileRequest in) {
        String name = requireNonNull(in.instanceProfileName());
        return Plan.require(require(call, name)).commit(tx -> {
            InstanceProfile profile = demand(tx, call, name);
            if (profile.roleName() != null) {
                throw IamErrors.deleteConflict("remove roles from instance profile");
            }
            count(tx, profile.account(), -1);
            tx.delete(IamTables.INSTANCE_PROFILES, IamTables.named(profile.account(), profile.name()));
            return new DeleteInstanceProfileResponse();
        });
    }

    Plan<ListInstanceProfilesResponse> list(Call call, ListInstanceProfilesRequest in) {
        String prefix = requireNonNullElse(in.pathPrefix(), "/");
        Requirement requirement =
                Requirement.of(Entities.action(call), Resource.of(arn(call, prefix, ""), call.account()));
        return Plan.require(requirement).commit(tx -> {
            Slice<InstanceProfile> page = Paging.of(in.marker(), in.maxItems())
                    .rows(
                            (after, limit) -> tx.scan(
                                    IamTables.INSTANCE_PROFILES, IamTables.inAccount(call.account()), after, limit),
                            profile -> profile.path().startsWith(prefix));
            return ListInstanceProfilesResponse.builder()
                    .instanceProfiles(page.map(profile -> listed(tx, profile)))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    /// The call's own action on the profile of that name, whether or not there is one.
    static Requirement require(Call call, String name) {
        InstanceProfile profile = find(call.view(), call.account(), name);
        call.notes().lookup(profile == null ? name : profile.name(), TRAIL_TYPE);
        Resource resource = Resource.of(profile == null ? arn(call, "/", name) : profile.arn(), call.account())
                .shownAs("instance profile " + name);
        return Requirement.of(Entities.action(call), profile == null ? resource : resource.withTags(profile.tags()));
    }

    /// The profile of that name in the caller's account.
    ///
    /// @throws gatehouse.model.iam.NoSuchEntityException where there is none
    static InstanceProfile demand(Transaction tx, Call call, String name) {
        InstanceProfile profile = find(tx, call.account(), name);
        if (profile == null) {
            throw IamErrors.noSuchInstanceProfile(name);
        }
        return profile;
    }

    /// As a list shows it: without tags.
    static gatehouse.model.iam.InstanceProfile listed(View view, InstanceProfile profile) {
        String roleName = profile.roleName();
        Role role = roleName == null ? null : Entities.ROLES.find(view, profile.account(), roleName);
        return gatehouse.model.iam.InstanceProfile.builder()
                .path(profile.path())
                .instanceProfileName(profile.name())
                .instanceProfileId(profile.instanceProfileId())
                .arn(profile.arn())
                .createDate(profile.createDate())
                .roles(role == null ? List.of() : List.of(Answers.brief(view, role)))
                .build();
    }

    private static @Nullable InstanceProfile find(View view, String account, String name) {
        return view.get(IamTables.INSTANCE_PROFILES, IamTables.named(account, name));
    }

    private static String arn(Call call, String path, String name) {
        return "arn:aws:iam::" + call.account() + ":instance-profile" + path + name;
    }
}
