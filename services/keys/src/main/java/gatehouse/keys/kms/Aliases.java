package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.AliasListEntry;
import gatehouse.model.kms.CreateAliasRequest;
import gatehouse.model.kms.CreateAliasResponse;
import gatehouse.model.kms.DeleteAliasRequest;
import gatehouse.model.kms.DeleteAliasResponse;
import gatehouse.model.kms.ListAliasesRequest;
import gatehouse.model.kms.ListAliasesResponse;
import gatehouse.model.kms.UpdateAliasRequest;
import gatehouse.model.kms.UpdateAliasResponse;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// CreateAlias, UpdateAlias, DeleteAlias and ListAliases. Each change needs permission on the alias and on every key
/// that it concerns.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
final class Aliases {
    private static final String PREFIX = "alias/";
    private static final int LIST_DEFAULT = 50;
    private static final int LIST_MAX = 100;

    private final KmsActions actions;
    private final int aliasesPerKeyMax;

    Aliases(KmsActions actions, KmsLimits limits) {
        this.actions = actions;
        this.aliasesPerKeyMax = limits.aliasesPerKeyMax();
    }

    Plan<CreateAliasResponse> createAlias(Call call, CreateAliasRequest in) {
        String name = checked(requireNonNull(in.aliasName()));
        NamedKey target = target(call, requireNonNull(in.targetKeyId()));
        Requirement onKey = actions.onKey(call, "kms:CreateAlias", target);
        Requirement onAlias = actions.onAlias(call, "kms:CreateAlias", name);
        return Plan.require(onKey, onAlias).commit(tx -> {
            KmsKey key = target.orThrow();
            if (find(call, name) != null) {
                throw KmsErrors.aliasExists(Alias.arn(call.region().value(), call.account(), name));
            }
            key.state().requireStaying(key.arn());
            requireRoom(tx, key);
            Instant now = call.now().truncatedTo(ChronoUnit.MILLIS);
            tx.put(KmsTables.ALIASES, new Alias(key.account(), key.region(), name, key.keyId(), now, now));
            call.notes().answered("keyId", key.arn());
            return new CreateAliasResponse();
        });
    }

    Plan<UpdateAliasResponse> updateAlias(Call call, UpdateAliasRequest in) {
        String name = checked(requireNonNull(in.aliasName()));
        Alias alias = find(call, name);
        NamedKey target = target(call, requireNonNull(in.targetKeyId()));
        List<Requirement> requirements = onAliasAndKey(call, "kms:UpdateAlias", name, alias);
        requirements.add(actions.onKey(call, "kms:UpdateAlias", target));
        return Plan.require(requirements).commit(tx -> {
            if (alias == null) {
                throw KmsErrors.aliasNotFound(Alias.arn(call.region().value(), call.account(), name));
            }
            KmsKey key = target.orThrow();
            key.state().requireStaying(key.arn());
            if (!alias.targetKeyId().equals(key.keyId())) {
                requireAlike(tx, alias, key);
                requireRoom(tx, key);
            }
            Instant now = call.now().truncatedTo(ChronoUnit.MILLIS);
            tx.put(
                    KmsTables.ALIASES,
                    new Alias(key.account(), key.region(), name, key.keyId(), alias.createDate(), now));
            call.notes().answered("keyId", key.arn());
            return new UpdateAliasResponse();
        });
    }

    Plan<DeleteAliasResponse> deleteAlias(Call call, DeleteAliasRequest in) {
        String name = checked(requireNonNull(in.aliasName()));
        Alias alias = find(call, name);
        return Plan.require(onAliasAndKey(call, "kms:DeleteAlias", name, alias)).commit(tx -> {
            if (alias == null) {
                throw KmsErrors.aliasNotFound(Alias.arn(call.region().value(), call.account(), name));
            }
            tx.delete(KmsTables.ALIASES, KmsTables.alias(alias.account(), alias.region(), name));
            call.notes().answered("keyId", KmsKey.arn(alias.region(), alias.account(), alias.targetKeyId()));
            return new DeleteAliasResponse();
        });
    }

    Plan<ListAliasesResponse> listAliases(Call call, ListAliasesRequest in) {
        int limit = requireNonNullElse(in.limit(), LIST_DEFAULT);
        String keyId = in.keyId();
        NamedKey named = keyId == null ? null : KeyNames.own(call, keyId);
        return Plan.require(KmsActions.onAny(call, "kms:ListAliases")).reply(() -> {
            if (limit > LIST_MAX) {
                throw KmsErrors.limitAbove(limit, LIST_MAX);
            }
            return named == null
                    ? ofAccount(call, in.marker(), limit)
                    : ofKey(call, named.orThrow(), in.marker(), limit);
        });
    }

    private static ListAliasesResponse ofKey(Call call, KmsKey key, @Nullable String marker, int limit) {
        Key prefix = KmsTables.key(key.region(), key.keyId());
        Page<Alias> page = call.view()
                .scan(KmsTables.ALIASES, KmsTables.ALIASES_BY_TARGET, prefix, Markers.read(marker, prefix), limit);
        return ListAliasesResponse.builder()
                .aliases(page.items().stream().map(Aliases::entry).toList())
                .nextMarker(Markers.write(page.next()))
                .truncated(page.next() != null)
                .build();
    }

    /// The account's aliases and the predefined ones, which stand for keys that are made when they are asked for.
    private static ListAliasesResponse ofAccount(Call call, @Nullable String marker, int limit) {
        String account = call.account();
        String region = call.region().value();
        String after = Markers.readWord(marker);
        if (after != null && !after.startsWith(PREFIX)) {
            throw KmsErrors.invalidMarker();
        }
        Page<Alias> stored = call.view()
                .scan(
                        KmsTables.ALIASES,
                        KmsTables.account(account, region),
                        after == null ? null : KmsTables.alias(account, region, after),
                        limit + 1);
        NavigableMap<String, AliasListEntry> byName = new TreeMap<>();
        for (String name : after == null
                ? ManagedKeys.aliases().keySet()
                : ManagedKeys.aliases().tailMap(after, false).keySet()) {
            byName.put(
                    name,
                    AliasListEntry.builder()
                            .aliasName(name)
                            .aliasArn(Alias.arn(region, account, name))
                            .build());
        }
        stored.items().forEach(alias -> byName.put(alias.name(), entry(alias)));
        List<AliasListEntry> page = byName.values().stream().limit(limit).toList();
        boolean more = byName.size() > limit;
        return ListAliasesResponse.builder()
                .aliases(page)
                .nextMarker(more ? Markers.write(requireNonNull(page.getLast().aliasName())) : null)
                .truncated(more)
                .build();
    }

    private static AliasListEntry entry(Alias alias) {
        return AliasListEntry.builder()
                .aliasName(alias.name())
                .aliasArn(alias.arn())
                .targetKeyId(alias.targetKeyId())
                .creationDate(alias.createDate())
                .lastUpdatedDate(alias.updateDate())
                .build();
    }

    private List<Requirement> onAliasAndKey(Call call, String action, String name, @Nullable Alias alias) {
        List<Requirement> requirements = new ArrayList<>(3);
        requirements.add(actions.onAlias(call, action, name));
        if (alias != null) {
            requirements.add(actions.onKey(call, action, KeyNames.own(call, alias.targetKeyId())));
        }
        return requirements;
    }

    /// Code that uses an alias goes on as it is: with another key of the same type and use it can.
    private static void requireAlike(Transaction tx, Alias alias, KmsKey next) {
        KmsKey current = tx.get(KmsTables.KEYS, KmsTables.key(alias.region(), alias.targetKeyId()));
        boolean alike = current == null
                || (current.keyUsage() == next.keyUsage()
                        // Keys of the same use are for MACs both, or neither is.
                        && (current.keySpec().pair() == null) == (next.keySpec().pair() == null));
        if (!alike) {
            throw KmsErrors.validation("The current and the new KMS key of an alias must be of the same type (both"
                    + " symmetric, both asymmetric or both HMAC), and have the same key usage.");
        }
    }

    private void requireRoom(Transaction tx, KmsKey key) {
        Key target = KmsTables.key(key.region(), key.keyId());
        int aliases = tx.scan(KmsTables.ALIASES, KmsTables.ALIASES_BY_TARGET, target, null, aliasesPerKeyMax)
                .items()
                .size();
        if (aliases >= aliasesPerKeyMax) {
            throw KmsErrors.limitExceeded(
                    "The key " + key.arn() + " has " + aliases + " aliases, the most that a key may have.");
        }
    }

    private static @Nullable Alias find(Call call, String name) {
        return call.view()
                .get(
                        KmsTables.ALIASES,
                        KmsTables.alias(call.account(), call.region().value(), name));
    }

    private static NamedKey target(Call call, String keyId) {
        if (keyId.startsWith(PREFIX)) {
            throw new InvalidRequest(KmsErrors.validation("Aliases must refer to keys. Not aliases"));
        }
        return KeyNames.own(call, keyId);
    }

    private static String checked(String name) {
        if (!name.startsWith(PREFIX) || name.length() == PREFIX.length()) {
            throw new InvalidRequest(KmsErrors.validation("Alias must start with the prefix \"alias/\". Please see"
                    + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"));
        }
        if (name.startsWith("alias/aws/")) {
            throw new InvalidRequest(KmsErrors.aliasReserved());
        }
        if (name.indexOf(':') >= 0) {
            throw new InvalidRequest(KmsErrors.validation(name + " contains invalid characters for an alias"));
        }
        return name;
    }
}
