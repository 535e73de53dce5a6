package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.keys.kms.GrantPrincipal.Form;
import gatehouse.model.kms.CreateGrantRequest;
import gatehouse.model.kms.GrantOperation;
import gatehouse.policy.ConditionKeys;
import gatehouse.store.View;
import gatehouse.wire.shape.ServiceException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a CreateGrant asks for, as far as the request alone tells.
record GrantRequest(CreateGrantRequest in, List<String> operations, GrantConstraint constraint) {
    /// @throws InvalidRequest where it contradicts itself
    static GrantRequest of(CreateGrantRequest in) {
        try {
            return new GrantRequest(in, operations(in), constraint(in));
        } catch (ServiceException e) {
            throw new InvalidRequest(e);
        }
    }

    private static List<String> operations(CreateGrantRequest in) {
        Set<String> operations = new LinkedHashSet<>();
        for (GrantOperation operation : requireNonNull(in.operations())) {
            operations.add(operation.value());
        }
        if (operations.isEmpty()) {
            throw GrantErrors.noOperations();
        }
        if (operations.equals(Set.of(GrantOperations.CREATE_GRANT))) {
            throw GrantErrors.onlyCreateGrant();
        }
        return List.copyOf(operations);
    }

    private static GrantConstraint constraint(CreateGrantRequest in) {
        GrantConstraint constraint = GrantConstraint.of(in.constraints());
        if ((in.granteePrincipal() == null) == (in.granteeServicePrincipal() == null)) {
            throw GrantErrors.oneGrantee();
        }
        boolean hasRetiring = in.retiringPrincipal() != null || in.retiringServicePrincipal() != null;
        if (in.retiringPrincipal() != null && in.retiringServicePrincipal() != null) {
            throw GrantErrors.oneRetiring();
        }
        if (in.granteeServicePrincipal() != null && (constraint.sourceArn() == null || !hasRetiring)) {
            throw GrantErrors.incompleteServiceGrant();
        }
        return constraint;
    }

    /// The condition keys of CreateGrant.
    ConditionKeys conditions(Call call) {
        ConditionKeys own = name -> switch (name) {
            case "kms:grantoperations" -> operations;
            case "kms:granteeprincipal" -> shown(in.granteePrincipal());
            case "kms:retiringprincipal" -> shown(in.retiringPrincipal());
            case "kms:granteeserviceprincipal" -> only(in.granteeServicePrincipal());
            case "kms:retiringserviceprincipal" -> only(in.retiringServicePrincipal());
            case "kms:grantconstraintsourcearn" -> only(constraint.sourceArn());
            default -> null;
        };
        return own.or(GrantConditions.ofConstraint(constraint)).or(GrantConditions.ofCaller(call));
    }

    private static @Nullable List<String> shown(@Nullable String principal) {
        return principal == null ? null : List.of(GrantPrincipals.shown(principal));
    }

    private static @Nullable List<String> only(@Nullable String value) {
        return value == null ? null : List.of(value);
    }

    GrantPrincipal grantee(View view, GrantPrincipals principals) {
        return requireNonNull(named(view, principals, in.granteePrincipal(), in.granteeServicePrincipal()));
    }

    @Nullable
    GrantPrincipal retiring(View view, GrantPrincipals principals) {
        return named(view, principals, in.retiringPrincipal(), in.retiringServicePrincipal());
    }

    private static @Nullable GrantPrincipal named(
            View view, GrantPrincipals principals, @Nullable String principal, @Nullable String service) {
        if (principal != null) {
            return principals.principal(view, principal);
        }
        if (service == null) {
            return null;
        }
        if (!GrantPrincipals.isService(service)) {
            throw GrantErrors.invalidPrincipal(service);
        }
        return GrantPrincipal.service(Form.SERVICE_PRINCIPAL, service);
    }
}
