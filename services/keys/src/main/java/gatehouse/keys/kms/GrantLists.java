package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.keys.kms.GrantPrincipal.Form;
import gatehouse.model.kms.GrantListEntry;
import gatehouse.model.kms.GrantOperation;
import gatehouse.model.kms.ListGrantsRequest;
import gatehouse.model.kms.ListGrantsResponse;
import gatehouse.model.kms.ListRetirableGrantsRequest;
import gatehouse.model.kms.ListRetirableGrantsResponse;
import gatehouse.policy.Arn;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// ListGrants and ListRetirableGrants.
final class GrantLists {
    private static final int LIST_DEFAULT = 50;
    private static final int LIST_MAX = 100;

    private final KmsActions actions;
    private final GrantPrincipals principals;

    GrantLists(KmsActions actions, GrantPrincipals principals) {
        this.actions = actions;
        this.principals = principals;
    }

    Plan<ListGrantsResponse> listGrants(Call call, ListGrantsRequest in) {
        NamedKey named = KeyNames.byIdOrArn(call, requireNonNull(in.keyId()));
        Requirement requirement = actions.onKey(call, "kms:ListGrants", named).with(GrantConditions.ofCaller(call));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = named.orThrow();
            int limit = limit(in.limit());
            if (in.granteeServicePrincipal() != null) {
                throw GrantErrors.onlyForServices("GranteeServicePrincipal");
            }
            String grantee =
                    in.granteePrincipal() == null ? null : principals.sought(call.view(), in.granteePrincipal());
            if (in.grantId() == null) {
                return answer(call.view(), page(call, key, grantee, in.marker(), limit));
            }
            Grant grant = Grants.requireFound(Grants.find(call.view(), named, in.grantId()), in.grantId());
            boolean isTheirs = grantee == null || grant.grantee().lastingName().equals(grantee);
            return answer(call.view(), new Page<>(isTheirs ? List.of(grant) : List.of(), null));
        });
    }

    private static Page<Grant> page(
            Call call, KmsKey key, @Nullable String grantee, @Nullable String marker, int limit) {
        if (grantee == null) {
            Key prefix = KmsTables.key(key.region(), key.keyId());
            return call.view().scan(KmsTables.GRANTS, prefix, Markers.read(marker, prefix), limit);
        }
        Key prefix = KmsTables.ofGrantee(key.region(), key.keyId(), grantee);
        return call.view()
                .scan(KmsTables.GRANTS, KmsTables.GRANTS_OF_GRANTEE, prefix, Markers.read(marker, prefix), limit);
    }

    /// Asks for permission on the principal, which must be of the caller's own account.
    Plan<ListRetirableGrantsResponse> listRetirableGrants(Call call, ListRetirableGrantsRequest in) {
        String service = in.retiringServicePrincipal();
        String principal = in.retiringPrincipal();
        if ((principal == null) == (service == null)) {
            throw new InvalidRequest(KmsErrors.validation(
                    "You must specify either RetiringPrincipal or RetiringServicePrincipal, but not both."));
        }
        String shown = principal != null ? GrantPrincipals.shown(principal) : requireNonNull(service);
        Resource resource = Resource.of(shown, account(shown));
        return Plan.require(Requirement.of("kms:ListRetirableGrants", resource)).reply(() -> {
            int limit = limit(in.limit());
            String lastingName = principals.principal(call.view(), shown).lastingName();
            Key prefix = KmsTables.retiring(call.region().value(), lastingName);
            Page<Grant> page = call.view()
                    .scan(
                            KmsTables.GRANTS,
                            KmsTables.GRANTS_BY_RETIRING,
                            prefix,
                            Markers.read(in.marker(), prefix),
                            limit);
            List<Grant> standing = page.items().stream()
                    .filter(grant -> KeyNames.byIdOfAny(call, grant.keyId()) instanceof NamedKey.Existing)
                    .toList();
            return ListRetirableGrantsResponse.builder()
                    .grants(entries(call.view(), standing))
                    .nextMarker(Markers.write(page.next()))
                    .truncated(page.next() != null)
                    .build();
        });
    }

    /// The account of a principal, which its ARN tells: a service is of none. A unique id tells of no
    /// account whose permission could be asked for.
    private static String account(String principal) {
        if (GrantPrincipals.isService(principal)) {
            return "";
        }
        return Arn.parse(principal)
                .map(Arn::account)
                .orElseThrow(() -> new InvalidRequest(GrantErrors.invalidPrincipal(principal)));
    }

    private static int limit(@Nullable Integer asked) {
        int limit = requireNonNullElse(asked, LIST_DEFAULT);
        if (limit > LIST_MAX) {
            throw KmsErrors.limitAbove(limit, LIST_MAX);
        }
        return limit;
    }

    private ListGrantsResponse answer(View view, Page<Grant> page) {
        return ListGrantsResponse.builder()
                .grants(entries(view, page.items()))
                .nextMarker(Markers.write(page.next()))
                .truncated(page.next() != null)
                .build();
    }

    private List<GrantListEntry> entries(View view, List<Grant> grants) {
        return grants.stream().map(grant -> entry(view, grant)).toList();
    }

    private GrantListEntry entry(View view, Grant grant) {
        GrantPrincipal retiring = grant.retiring();
        return GrantListEntry.builder()
                .keyId(grant.keyArn())
                .grantId(grant.grantId())
                .name(requireNonNullElse(grant.name(), ""))
                .creationDate(grant.creationDate())
                .granteePrincipal(shown(view, grant.grantee(), Form.PRINCIPAL))
                .granteeServicePrincipal(shown(view, grant.grantee(), Form.SERVICE_PRINCIPAL))
                .retiringPrincipal(shown(view, retiring, Form.PRINCIPAL))
                .retiringServicePrincipal(shown(view, retiring, Form.SERVICE_PRINCIPAL))
                .issuingAccount(GrantPrincipals.root(grant.issuer()))
                .operations(grant.operations().stream().map(GrantOperation::new).toList())
                .constraints(grant.constraint().shape())
                .build();
    }

    private @Nullable String shown(View view, @Nullable GrantPrincipal principal, Form form) {
        return principal == null || principal.form() != form ? null : principals.shown(view, principal);
    }
}
