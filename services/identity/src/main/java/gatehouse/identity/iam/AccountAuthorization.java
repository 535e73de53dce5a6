package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.EntityType;
import gatehouse.model.iam.GetAccountAuthorizationDetailsRequest;
import gatehouse.model.iam.GetAccountAuthorizationDetailsResponse;
import gatehouse.model.iam.GroupDetail;
import gatehouse.model.iam.ManagedPolicyDetail;
import gatehouse.model.iam.RoleDetail;
import gatehouse.model.iam.UserDetail;
import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All users, groups, roles, managed policies of an account, and those of AWS's that it uses, in this order: each with
/// all that belongs to it. A page ends anywhere in it.
final class AccountAuthorization {
    private final PolicyCatalogue catalogue;

    AccountAuthorization(IamParts parts) {
        this.catalogue = parts.catalogue();
    }

    Plan<GetAccountAuthorizationDetailsResponse> get(Call call, GetAccountAuthorizationDetailsRequest in) {
        Requirement requirement = Requirement.of(Entities.action(call), Resource.any(call.account()));
        return Plan.require(requirement).commit(tx -> {
            Paging paging = Paging.of(in.marker(), in.maxItems());
            List<Item> items = items(tx, call.account(), in.filter(), paging);
            boolean more = items.size() > paging.limit();
            return answer(tx, call.account(), more ? items.subList(0, paging.limit()) : items)
                    .isTruncated(more)
                    .marker(more ? items.get(paging.limit() - 1).marker() : null)
                    .build();
        });
    }

    /// The items behind the marker, up to one more than the page holds.
    private List<Item> items(View view, String account, @Nullable List<EntityType> filter, Paging paging) {
        Position from = Position.of(paging.after());
        List<Item> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind.compareTo(from.kind()) >= 0 && isAsked(kind, filter)) {
                Key after = kind == from.kind() ? from.after() : null;
                read(view, account, kind, after, paging.limit() + 1 - found.size())
                        .forEach(row -> found.add(new Item(kind, row)));
            }
        }
        return found;
    }

    private static boolean isAsked(Kind kind, @Nullable List<EntityType> filter) {
        return filter == null
                || filter.isEmpty()
                || filter.stream().anyMatch(asked -> asked.value().equals(kind.word));
    }

    private List<? extends Record> read(View view, String account, Kind kind, @Nullable Key after, int limit) {
        return switch (kind) {
            case USER -> scan(view, IamTables.USERS, account, after, limit);
            case GROUP -> scan(view, IamTables.GROUPS, account, after, limit);
            case ROLE -> scan(view, IamTables.ROLES, account, after, limit);
            case LOCAL_POLICY -> scan(view, IamTables.POLICIES, account, after, limit);
            case AWS_POLICY ->
                catalogue.awsManaged().all().stream()
                        .filter(policy -> after == null
                                || compare(IamTables.POLICIES.key().apply(policy), after) > 0)
                        .filter(policy -> isUsed(view, account, policy))
                        .limit(limit)
                        .toList();
        };
    }

    private static boolean isUsed(View view, String account, ManagedPolicy policy) {
        Attachments attachments = new Attachments(view, account, policy.arn());
        return attachments.isAttached() || attachments.isBoundary();
    }

    private static <R extends Record> List<R> scan(
            View view, Table<R> table, String account, @Nullable Key after, int limit) {
        return limit == 0
                ? List.of()
                : view.scan(table, IamTables.inAccount(account), after, limit).items();
    }

    private static int compare(Key a, Key b) {
        return Arrays.compareUnsigned(a.encoded(), b.encoded());
    }

    private GetAccountAuthorizationDetailsResponse.Builder answer(View view, String account, List<Item> items) {
        AuthorizationDetails details = new AuthorizationDetails(view, catalogue);
        List<UserDetail> users = new ArrayList<>();
        List<GroupDetail> groups = new ArrayList<>();
        List<RoleDetail> roles = new ArrayList<>();
        List<ManagedPolicyDetail> policies = new ArrayList<>();
        for (Item item : items) {
            switch (item.row()) {
                case User user -> users.add(details.of(user));
                case Group group -> groups.add(details.of(group));
                case Role role -> roles.add(details.of(role));
                case ManagedPolicy policy ->
                    policies.add(details.of(policy, PolicyUse.of(view, account, policy.arn())));
                default ->
                    throw new IllegalStateException(
                            "no detail is a " + item.row().getClass());
            }
        }
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(users)
                .groupDetailList(groups)
                .roleDetailList(roles)
                .policies(policies);
    }

    /// What there is, in the order of the answer: the word that a filter has for it, and the byte that begins a marker
    /// within it.
    private enum Kind {
        USER("User", 'u'),
        GROUP("Group", 'g'),
        ROLE("Role", 'r'),
        LOCAL_POLICY("LocalManagedPolicy", 'p'),
        AWS_POLICY("AWSManagedPolicy", 'a');

        private final String word;
        private final byte mark;

        Kind(String word, char mark) {
            this.word = word;
            this.mark = (byte) mark;
        }

        /// The kind that a marker is within.
        static Kind of(byte[] marker) {
            for (Kind kind : values()) {
                if (marker.length > 0 && marker[0] == kind.mark) {
                    return kind;
                }
            }
            throw IamErrors.validation("Invalid Marker.");
        }
    }

    private record Item(Kind kind, Record row) {
        /// Where the page behind this item starts: its kind, and its key.
        String marker() {
            byte[] key = key().encoded();
            byte[] marker = new byte[1 + key.length];
            marker[0] = kind.mark;
            System.arraycopy(key, 0, marker, 1, key.length);
            return Paging.encode(marker);
        }

        private Key key() {
            return switch (row) {
                case User user -> IamTables.USERS.key().apply(user);
                case Group group -> IamTables.GROUPS.key().apply(group);
                case Role role -> IamTables.ROLES.key().apply(role);
                case ManagedPolicy policy -> IamTables.POLICIES.key().apply(policy);
                default -> throw new IllegalStateException("no item is a " + row.getClass());
            };
        }
    }

    /// A marker that was read: behind which key, of which kind.
    private record Position(Kind kind, @Nullable Key after) {
        static Position of(byte @Nullable [] marker) {
            if (marker == null) {
                return new Position(Kind.USER, null);
            }
            return new Position(Kind.of(marker), Key.ofEncoded(Arrays.copyOfRange(marker, 1, marker.length)));
        }
    }
}
