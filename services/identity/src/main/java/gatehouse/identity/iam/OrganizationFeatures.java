package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.DisableOrganizationsRootCredentialsManagementRequest;
import gatehouse.model.iam.DisableOrganizationsRootCredentialsManagementResponse;
import gatehouse.model.iam.DisableOrganizationsRootSessionsRequest;
import gatehouse.model.iam.DisableOrganizationsRootSessionsResponse;
import gatehouse.model.iam.EnableOrganizationsRootCredentialsManagementRequest;
import gatehouse.model.iam.EnableOrganizationsRootCredentialsManagementResponse;
import gatehouse.model.iam.EnableOrganizationsRootSessionsRequest;
import gatehouse.model.iam.EnableOrganizationsRootSessionsResponse;
import gatehouse.model.iam.FeatureType;
import gatehouse.model.iam.ListOrganizationsFeaturesRequest;
import gatehouse.model.iam.ListOrganizationsFeaturesResponse;
import gatehouse.ports.Organizations;
import gatehouse.ports.Organizations.Membership;
import gatehouse.store.View;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Centralized root access: which of its features an account's organization has enabled. The management account
/// enables them; a delegated administrator of IAM sees and disables them too.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
final class OrganizationFeatures {
    private static final String IAM = "iam.amazonaws.com";
    private static final String CREDENTIALS = FeatureType.ROOT_CREDENTIALS_MANAGEMENT.value();
    private static final String SESSIONS = FeatureType.ROOT_SESSIONS.value();

    private final Organizations organizations;

    OrganizationFeatures(Organizations organizations) {
        this.organizations = organizations;
    }

    Plan<ListOrganizationsFeaturesResponse> list(Call call, ListOrganizationsFeaturesRequest in) {
        return change(call, Who.ADMINISTRATOR, UnaryOperator.identity(), ListOrganizationsFeaturesResponse::new);
    }

    Plan<EnableOrganizationsRootCredentialsManagementResponse> enableCredentials(
            Call call, EnableOrganizationsRootCredentialsManagementRequest in) {
        return change(
                call,
                Who.MANAGEMENT_ACCOUNT,
                features -> features.plus(CREDENTIALS),
                EnableOrganizationsRootCredentialsManagementResponse::new);
    }

    Plan<DisableOrganizationsRootCredentialsManagementResponse> disableCredentials(
            Call call, DisableOrganizationsRootCredentialsManagementRequest in) {
        return change(
                call,
                Who.ADMINISTRATOR,
                features -> features.minus(CREDENTIALS),
                DisableOrganizationsRootCredentialsManagementResponse::new);
    }

    Plan<EnableOrganizationsRootSessionsResponse> enableSessions(Call call, EnableOrganizationsRootSessionsRequest in) {
        return change(
                call,
                Who.MANAGEMENT_ACCOUNT,
                features -> features.plus(SESSIONS),
                EnableOrganizationsRootSessionsResponse::new);
    }

    Plan<DisableOrganizationsRootSessionsResponse> disableSessions(
            Call call, DisableOrganizationsRootSessionsRequest in) {
        return change(
                call,
                Who.ADMINISTRATOR,
                features -> features.minus(SESSIONS),
                DisableOrganizationsRootSessionsResponse::new);
    }

    private enum Who {
        MANAGEMENT_ACCOUNT,
        ADMINISTRATOR
    }

    private <O> Plan<O> change(
            Call call,
            Who who,
            UnaryOperator<RootAccessFeatures> change,
            BiFunction<String, List<FeatureType>, O> answer) {
        Requirement requirement = Requirement.of(Entities.action(call), Resource.any(call.account()));
        return Plan.require(requirement).commit(tx -> {
            String id = organization(tx, call.account(), who);
            RootAccessFeatures row = tx.get(IamTables.ROOT_ACCESS_FEATURES, IamTables.organization(id));
            RootAccessFeatures before = row == null ? new RootAccessFeatures(id, List.of()) : row;
            RootAccessFeatures after = change.apply(before);
            if (!after.equals(before)) {
                tx.put(IamTables.ROOT_ACCESS_FEATURES, after);
            }
            return answer.apply(
                    id, after.enabled().stream().map(FeatureType::new).toList());
        });
    }

    /// The id of the account's organization, where the account may act for it.
    private String organization(View view, String account, Who who) {
        Membership membership = organizations.of(view, account);
        if (membership == null) {
            throw IamErrors.noOrganization();
        }
        boolean manages = membership.managementAccount().equals(account);
        if (!manages && !membership.delegated().contains(IAM)) {
            throw IamErrors.notAdministrator();
        }
        if (!manages && who == Who.MANAGEMENT_ACCOUNT) {
            throw IamErrors.notManagementAccount();
        }
        if (!membership.allFeatures()) {
            throw IamErrors.notAllFeatures();
        }
        if (!membership.trusted().contains(IAM)) {
            throw IamErrors.noTrustedAccess();
        }
        return membership.organizationId();
    }
}
