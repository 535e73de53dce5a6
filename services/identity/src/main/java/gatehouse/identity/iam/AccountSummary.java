package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.GetAccountSummaryRequest;
import gatehouse.model.iam.GetAccountSummaryResponse;
import gatehouse.store.View;
import java.util.LinkedHashMap;
import java.util.Map;

/// How much an account has, and may have.
final class AccountSummary {
    private final IamLimits limits;

    AccountSummary(IamParts parts) {
        this.limits = parts.limits();
    }

    Plan<GetAccountSummaryResponse> get(Call call, GetAccountSummaryRequest in) {
        Requirement requirement = Requirement.of(Entities.action(call), Resource.any(call.account()));
        return Plan.require(requirement).commit(tx -> {
            AccountCounts counts = EntityType.counts(tx, call.account());
            Map<String, Integer> summary = summary(counts, CredentialCounts.of(tx, call.account()));
            rootCredentials(summary, tx, call.account());
            summary.put(
                    "GlobalEndpointTokenVersion",
                    AccountSettings.of(tx, call.account()).globalEndpointTokenVersion());
            return GetAccountSummaryResponse.builder().summaryMap(summary).build();
        });
    }

    private Map<String, Integer> summary(AccountCounts counts, CredentialCounts credentials) {
        Map<String, Integer> summary = new LinkedHashMap<>();
        summary.put("Users", counts.users());
        summary.put("UsersQuota", limits.of(Quota.USERS_PER_ACCOUNT));
        summary.put("Groups", counts.groups());
        summary.put("GroupsQuota", limits.of(Quota.GROUPS_PER_ACCOUNT));
        summary.put("Roles", counts.roles());
        summary.put("RolesQuota", limits.of(Quota.ROLES_PER_ACCOUNT));
        summary.put("Policies", counts.policies());
        summary.put("PoliciesQuota", limits.of(Quota.POLICIES_PER_ACCOUNT));
        summary.put("PolicySizeQuota", limits.of(Quota.POLICY_CHARS));
        summary.put("PolicyVersionsInUse", counts.policiesInUse());
        summary.put("PolicyVersionsInUseQuota", IamLimits.POLICY_VERSIONS_IN_USE_MAX);
        summary.put("VersionsPerPolicyQuota", limits.of(Quota.VERSIONS_PER_POLICY));
        summary.put("AttachedPoliciesPerUserQuota", limits.of(Quota.POLICIES_PER_USER));
        summary.put("AttachedPoliciesPerGroupQuota", limits.of(Quota.POLICIES_PER_GROUP));
        summary.put("AttachedPoliciesPerRoleQuota", limits.of(Quota.POLICIES_PER_ROLE));
        summary.put("UserPolicySizeQuota", limits.of(Quota.INLINE_CHARS_PER_USER));
        summary.put("GroupPolicySizeQuota", limits.of(Quota.INLINE_CHARS_PER_GROUP));
        summary.put("RolePolicySizeQuota", limits.of(Quota.INLINE_CHARS_PER_ROLE));
        summary.put("AssumeRolePolicySizeQuota", limits.of(Quota.TRUST_POLICY_CHARS));
        summary.put("GroupsPerUserQuota", limits.of(Quota.GROUPS_PER_USER));
        summary.put("AccessKeysPerUserQuota", limits.of(Quota.ACCESS_KEYS_PER_USER));
        summary.put("MFADevices", credentials.mfaDevices());
        summary.put("MFADevicesInUse", credentials.mfaDevicesInUse());
        summary.put("ServerCertificates", credentials.serverCertificates());
        summary.put("ServerCertificatesQuota", limits.of(Quota.SERVER_CERTIFICATES_PER_ACCOUNT));
        summary.put("SigningCertificatesPerUserQuota", limits.of(Quota.SIGNING_CERTIFICATES_PER_USER));
        profilesAndProviders(summary, counts);
        return summary;
    }

    private void profilesAndProviders(Map<String, Integer> summary, AccountCounts counts) {
        summary.put("InstanceProfiles", counts.instanceProfiles());
        summary.put("InstanceProfilesQuota", limits.of(Quota.INSTANCE_PROFILES_PER_ACCOUNT));
        summary.put("Providers", counts.openIdProviders() + counts.samlProviders());
    }

    private static void rootCredentials(Map<String, Integer> summary, View view, String account) {
        summary.put(
                "AccountAccessKeysPresent", AccessKeys.of(view, account, null).isEmpty() ? 0 : 1);
        summary.put(
                "AccountSigningCertificatesPresent",
                SigningCertificates.of(view, account).isEmpty() ? 0 : 1);
        summary.put("AccountPasswordPresent", 0);
        summary.put("AccountMFAEnabled", 0);
    }
}
