package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListEntitiesForPolicyRequest;
import gatehouse.model.iam.ListEntitiesForPolicyResponse;
import gatehouse.model.iam.PolicyGroup;
import gatehouse.model.iam.PolicyRole;
import gatehouse.model.iam.PolicyUsageType;
import gatehouse.model.iam.PolicyUser;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lists who has a managed policy: groups, roles and users, each by name, and then those that it bounds.
final class PolicyEntities {
    /// The ways to have a policy, in the order in which they are listed.
    private static final List<Use<?>> USES = List.of(
            new Use<>(EntityType.GROUP, IamTables.GROUPS, IamTables.GROUPS_BY_POLICY, Group::groupId, false),
            new Use<>(EntityType.ROLE, IamTables.ROLES, IamTables.ROLES_BY_POLICY, Role::roleId, false),
            new Use<>(EntityType.USER, IamTables.USERS, IamTables.USERS_BY_POLICY, User::userId, false),
            new Use<>(EntityType.ROLE, IamTables.ROLES, IamTables.ROLES_BY_BOUNDARY, Role::roleId, true),
            new Use<>(EntityType.USER, IamTables.USERS, IamTables.USERS_BY_BOUNDARY, User::userId, true));

    private record Use<R extends Record & PolicyHolder<R>>(
            EntityType type, Table<R> table, Index<R> index, Function<R, String> id, boolean boundary) {}

    private final ManagedPolicies policies;

    PolicyEntities(ManagedPolicies policies) {
        this.policies = policies;
    }

    Plan<ListEntitiesForPolicyResponse> list(Call call, ListEntitiesForPolicyRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireRead(call, arn)).commit(tx -> {
            if (policies.find(tx, arn) == null) {
                throw IamErrors.notAttachable(arn);
            }
            Question question = new Question(tx, call.account(), arn, in);
            Paging paging = Paging.of(in.marker(), in.maxItems());
            Place start = Place.of(paging.after());
            Found page = question.find(start, paging.limit());
            boolean more = page.end() != null
                    && !question.find(page.end(), 1).holders().isEmpty();
            return answer(new Slice<>(
                    page.holders(), more ? requireNonNull(page.end()).marker() : null));
        });
    }

    /// Where a page begins: at one of the uses, after a row's key.
    private record Place(int use, @Nullable Key after) {
        static Place of(byte @Nullable [] marker) {
            if (marker == null) {
                return new Place(0, null);
            }
            if (marker.length == 0 || marker[0] < 0 || marker[0] >= USES.size()) {
                throw IamErrors.validation("Invalid Marker.");
            }
            return new Place(
                    marker[0], marker.length == 1 ? null : Key.ofEncoded(Arrays.copyOfRange(marker, 1, marker.length)));
        }

        String marker() {
            byte[] key = after == null ? new byte[0] : after.encoded();
            byte[] marker = new byte[1 + key.length];
            marker[0] = (byte) use;
            System.arraycopy(key, 0, marker, 1, key.length);
            return Paging.encode(marker);
        }
    }

    /// Some holders, and where those behind them begin; null where all have been read.
    private record Found(List<Holder> holders, @Nullable Place end) {}

    private record Question(View view, String account, String arn, ListEntitiesForPolicyRequest in) {
        /// Reads no more rows than it needs to find so many holders.
        Found find(Place start, int limit) {
            List<Holder> holders = new ArrayList<>();
            Place place = start;
            while (place.use() < USES.size() && holders.size() < limit) {
                Use<?> use = USES.get(place.use());
                Key next = isAsked(use) ? read(use, place.after(), limit - holders.size(), holders) : null;
                place = next == null ? new Place(place.use() + 1, null) : new Place(place.use(), next);
            }
            return new Found(holders, place.use() < USES.size() ? place : null);
        }

        private <R extends Record & PolicyHolder<R>> @Nullable Key read(
                Use<R> use, @Nullable Key after, int limit, List<Holder> into) {
            Page<R> page = view.scan(use.table(), use.index(), IamTables.policy(account, arn), after, limit);
            for (R row : page.items()) {
                boolean listedBefore = use.boundary()
                        && wantsAttached()
                        && row.attachedPolicies().contains(arn);
                if (!listedBefore && (in.pathPrefix() == null || row.path().startsWith(in.pathPrefix()))) {
                    into.add(new Holder(use.type(), row, use.id().apply(row)));
                }
            }
            return page.next();
        }

        private boolean isAsked(Use<?> use) {
            boolean type = in.entityFilter() == null
                    || in.entityFilter().value().equals(use.type().title());
            return type && (use.boundary() ? wantsBounded() : wantsAttached());
        }

        private boolean wantsAttached() {
            return !PolicyUsageType.PERMISSIONS_BOUNDARY.equals(in.policyUsageFilter());
        }

        private boolean wantsBounded() {
            return !PolicyUsageType.PERMISSIONS_POLICY.equals(in.policyUsageFilter());
        }
    }

    private static ListEntitiesForPolicyResponse answer(Slice<Holder> page) {
        List<PolicyGroup> groups = new ArrayList<>();
        List<PolicyRole> roles = new ArrayList<>();
        List<PolicyUser> users = new ArrayList<>();
        for (Holder holder : page.items()) {
            String name = holder.entity().name();
            switch (holder.type()) {
                case GROUP ->
                    groups.add(PolicyGroup.builder()
                            .groupName(name)
                            .groupId(holder.id())
                            .build());
                case ROLE ->
                    roles.add(PolicyRole.builder()
                            .roleName(name)
                            .roleId(holder.id())
                            .build());
                case USER ->
                    users.add(PolicyUser.builder()
                            .userName(name)
                            .userId(holder.id())
                            .build());
                case POLICY -> throw new IllegalStateException("a policy has no policies");
            }
        }
        return ListEntitiesForPolicyResponse.builder()
                .policyGroups(groups)
                .policyRoles(roles)
                .policyUsers(users)
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    private record Holder(EntityType type, PolicyHolder<?> entity, String id) {}
}
