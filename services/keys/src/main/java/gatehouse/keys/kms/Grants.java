package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.keys.kms.GrantConstraint.ContextRule;
import gatehouse.model.kms.CreateGrantRequest;
import gatehouse.model.kms.CreateGrantResponse;
import gatehouse.model.kms.RetireGrantRequest;
import gatehouse.model.kms.RetireGrantResponse;
import gatehouse.model.kms.RevokeGrantRequest;
import gatehouse.model.kms.RevokeGrantResponse;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// CreateGrant, RetireGrant and RevokeGrant.
final class Grants {
    private static final int ID_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final KmsActions actions;
    private final GrantPrincipals principals;
    private final GrantTokens tokens;
    private final Entropy entropy;
    private final int grantsPerKeyMax;

    Grants(KmsActions actions, GrantPrincipals principals, GrantTokens tokens, Entropy entropy, KmsLimits limits) {
        this.actions = actions;
        this.principals = principals;
        this.tokens = tokens;
        this.entropy = entropy;
        this.grantsPerKeyMax = limits.grantsPerKeyMax();
    }

    Plan<CreateGrantResponse> createGrant(Call call, CreateGrantRequest in) {
        GrantRequest asked = GrantRequest.of(in);
        NamedKey named = KeyNames.byIdOrArn(call, requireNonNull(in.keyId()));
        Requirement requirement = actions.toCreateGrant(call, named, asked).with(asked.conditions(call));
        return Plan.require(requirement).commit(tx -> {
            KmsKey key = named.orThrow();
            if (!BackedKeys.isUnavailable(call.view(), key)) {
                key.state().requireUsable(key);
            }
            requireSuitable(key, asked);
            Grant grant = grant(call, key, asked);
            Grant known = known(call.view(), grant);
            if (known == null) {
                requireRoom(tx, key);
            }
            Messages.unlessDry(in.dryRun());
            if (known == null) {
                tx.put(KmsTables.GRANTS, grant);
                count(tx, key, 1);
            }
            Grant made = known == null ? grant : known;
            call.notes().answered("grantId", made.grantId());
            call.notes().answered("keyId", key.arn());
            return CreateGrantResponse.builder()
                    .grantId(made.grantId())
                    .grantToken(tokens.seal(call.view(), made))
                    .build();
        });
    }

    Plan<RetireGrantResponse> retireGrant(Call call, RetireGrantRequest in) {
        boolean byToken = in.grantToken() != null;
        boolean byId = in.grantId() != null && in.keyId() != null;
        if (byToken ? in.grantId() != null || in.keyId() != null : !byId) {
            throw new InvalidRequest(GrantErrors.tokenOrId());
        }
        GrantTokens.Named token = byToken ? tokens.open(call, requireNonNull(in.grantToken())) : null;
        NamedKey named = token != null
                ? KeyNames.byIdOfAny(call, token.keyId())
                : KeyNames.byIdOrArn(call, requireNonNull(in.keyId()));
        String grantId = token != null ? token.grantId() : requireNonNull(in.grantId());
        Grant grant = find(call.view(), named, grantId);
        return Plan.require(actions.toRetireGrant(call, named, grant)).commit(tx -> {
            KmsKey key = named.orThrow();
            Grant leaving = requireFound(grant, grantId);
            Messages.unlessDry(in.dryRun());
            remove(call, tx, key, leaving);
            call.notes().additional("grantId", leaving.grantId());
            return new RetireGrantResponse();
        });
    }

    Plan<RevokeGrantResponse> revokeGrant(Call call, RevokeGrantRequest in) {
        NamedKey named = KeyNames.byIdOrArn(call, requireNonNull(in.keyId()));
        String grantId = requireNonNull(in.grantId());
        Requirement requirement = actions.onKey(call, "kms:RevokeGrant", named).with(GrantConditions.ofCaller(call));
        return Plan.require(requirement).commit(tx -> {
            KmsKey key = named.orThrow();
            Grant leaving = requireFound(find(call.view(), named, grantId), grantId);
            Messages.unlessDry(in.dryRun());
            remove(call, tx, key, leaving);
            return new RevokeGrantResponse();
        });
    }

    /// The grant of a key with that id; null where there is none.
    static @Nullable Grant find(View view, NamedKey named, String grantId) {
        return switch (named) {
            case NamedKey.Existing existing -> {
                KmsKey key = existing.key();
                yield view.get(KmsTables.GRANTS, KmsTables.grant(key.region(), key.keyId(), grantId));
            }
            case NamedKey.Missing _, NamedKey.Awaited _ -> null;
        };
    }

    /// @throws gatehouse.wire.shape.ServiceException InvalidGrantIdException where it can be no grant's id,
    ///     NotFoundException where it is none's
    static Grant requireFound(@Nullable Grant grant, String grantId) {
        if (!ID.matcher(grantId).matches()) {
            throw GrantErrors.invalidId(grantId);
        }
        if (grant == null) {
            throw GrantErrors.notFound(grantId);
        }
        return grant;
    }

    private static void requireSuitable(KmsKey key, GrantRequest asked) {
        for (String operation : asked.operations()) {
            if (!GrantOperations.isOf(key, operation)) {
                throw GrantErrors.unsupportedOperation(operation, key);
            }
        }
        if (asked.constraint().rule() != ContextRule.ANY && !GrantOperations.isSymmetricEncryption(key)) {
            throw GrantErrors.constraintUnsupported(key);
        }
    }

    private Grant grant(Call call, KmsKey key, GrantRequest asked) {
        return new Grant(
                key.account(),
                key.region(),
                key.keyId(),
                HexFormat.of().formatHex(entropy.bytes(ID_BYTES)),
                call.account(),
                call.now().truncatedTo(ChronoUnit.MILLIS),
                asked.in().name(),
                asked.grantee(call.view(), principals),
                asked.retiring(call.view(), principals),
                asked.operations(),
                asked.constraint());
    }

    /// The grant that the same request made before; a request without a name is never the same.
    private static @Nullable Grant known(View view, Grant asked) {
        if (asked.name() == null) {
            return null;
        }
        for (Grant grant : view.all(KmsTables.GRANTS, KmsTables.GRANTS_BY_NAME, KmsTables.named(asked, asked.name()))) {
            if (grant.isAskedForAs(asked)) {
                return grant;
            }
        }
        return null;
    }

    private void requireRoom(Transaction tx, KmsKey key) {
        GrantCount count = tx.get(KmsTables.GRANT_COUNTS, KmsTables.key(key.region(), key.keyId()));
        if (count != null && count.grants() >= grantsPerKeyMax) {
            throw GrantErrors.tooManyGrants(key, grantsPerKeyMax);
        }
    }

    private static void remove(Call call, Transaction tx, KmsKey key, Grant grant) {
        tx.delete(KmsTables.GRANTS, KmsTables.grant(grant.region(), grant.keyId(), grant.grantId()));
        count(tx, key, -1);
        call.notes().answered("keyId", key.arn());
    }

    private static void count(Transaction tx, KmsKey key, int more) {
        GrantCount count = tx.get(KmsTables.GRANT_COUNTS, KmsTables.key(key.region(), key.keyId()));
        int grants = (count == null ? 0 : count.grants()) + more;
        tx.put(KmsTables.GRANT_COUNTS, new GrantCount(key.region(), key.keyId(), grants));
    }
}
