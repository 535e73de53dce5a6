package gatehouse.identity.iam;

import gatehouse.identity.Policies;
import gatehouse.identity.TestPartners;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One call of every operation that is built, which succeeds in a [World].
final class Cases {
    private static final String DOCUMENT = Policies.allow("s3:GetObject", "*");

    private Cases() {}

    /// An operation, the kind of resource that its denial names, and its parameters.
    record Case(String operation, String resource, List<String> parameters) {
        String[] in(World world) {
            return parameters.stream().map(world::fill).toArray(String[]::new);
        }

        @Override
        public String toString() {
            return operation;
        }
    }

    static Stream<Case> all() {
        return Stream.of(
                        CredentialCases.all(),
                        users(),
                        groups(),
                        roles(),
                        instanceProfiles(),
                        accountAliases(),
                        openIdProviders(),
                        samlProviders(),
                        policies(),
                        versions(),
                        inline(),
                        attachments(),
                        tags(),
                        simulation(),
                        serviceLinkedRoles(),
                        reports(),
                        accessReports(),
                        organizationFeatures(),
                        delegationRequests())
                .flatMap(List::stream);
    }

    static Case of(String operation, String resource, String... parameters) {
        return new Case(operation, resource, List.of(parameters));
    }

    private static List<Case> users() {
        return List.of(
                of("CreateUser", "{iam}user/new{n}", "UserName", "new{n}"),
                of("GetUser", "user {user}", "UserName", "{user}"),
                of("UpdateUser", "user {user}", "UserName", "{user}", "NewUserName", "new{n}"),
                of("DeleteUser", "user {bare}", "UserName", "{bare}"),
                of("ListUsers", "{iam}user/"),
                of(
                        "PutUserPermissionsBoundary",
                        "user {user}",
                        "UserName",
                        "{user}",
                        "PermissionsBoundary",
                        "{policy}"),
                of("DeleteUserPermissionsBoundary", "user {user}", "UserName", "{user}"),
                of("CreateAccessKey", "user {user}", "UserName", "{user}"),
                of(
                        "UpdateAccessKey",
                        "user {user}",
                        "UserName",
                        "{user}",
                        "AccessKeyId",
                        "{key}",
                        "Status",
                        "Inactive"),
                of("DeleteAccessKey", "user {user}", "UserName", "{user}", "AccessKeyId", "{key}"),
                of("ListAccessKeys", "user {user}", "UserName", "{user}"),
                of("GetAccessKeyLastUsed", "user {user}", "AccessKeyId", "{key}"),
                of("GetAccountSummary", "*"));
    }

    private static List<Case> groups() {
        return List.of(
                of("CreateGroup", "{iam}group/new{n}", "GroupName", "new{n}"),
                of("GetGroup", "group {group}", "GroupName", "{group}"),
                of("UpdateGroup", "group {group}", "GroupName", "{group}", "NewGroupName", "new{n}"),
                of("DeleteGroup", "group {bare}", "GroupName", "{bare}"),
                of("ListGroups", "{iam}group/"),
                of("AddUserToGroup", "group {bare}", "GroupName", "{bare}", "UserName", "{user}"),
                of("RemoveUserFromGroup", "group {group}", "GroupName", "{group}", "UserName", "{user}"),
                of("ListGroupsForUser", "user {user}", "UserName", "{user}"));
    }

    private static List<Case> roles() {
        return List.of(
                of("CreateRole", "{iam}role/new{n}", "RoleName", "new{n}", "AssumeRolePolicyDocument", World.TRUST),
                of("GetRole", "role {role}", "RoleName", "{role}"),
                of("UpdateRole", "role {role}", "RoleName", "{role}", "MaxSessionDuration", "7200"),
                of("UpdateRoleDescription", "role {role}", "RoleName", "{role}", "Description", "new"),
                of("UpdateAssumeRolePolicy", "role {role}", "RoleName", "{role}", "PolicyDocument", World.TRUST),
                of("DeleteRole", "role {bare}", "RoleName", "{bare}"),
                of("ListRoles", "{iam}role/"),
                of(
                        "PutRolePermissionsBoundary",
                        "role {role}",
                        "RoleName",
                        "{role}",
                        "PermissionsBoundary",
                        "{policy}"),
                of("DeleteRolePermissionsBoundary", "role {role}", "RoleName", "{role}"));
    }

    private static List<Case> instanceProfiles() {
        String name = "InstanceProfileName";
        String shown = "instance profile {profile}";
        return List.of(
                of("CreateInstanceProfile", "{iam}instance-profile/new{n}", name, "new{n}"),
                of("GetInstanceProfile", shown, name, "{profile}"),
                of("DeleteInstanceProfile", "instance profile {bare}", name, "{bare}"),
                of("ListInstanceProfiles", "{iam}instance-profile/"),
                of("AddRoleToInstanceProfile", "instance profile {bare}", name, "{bare}", "RoleName", "{role}"),
                of("RemoveRoleFromInstanceProfile", shown, name, "{profile}", "RoleName", "{passed}"),
                of("ListInstanceProfilesForRole", "role {passed}", "RoleName", "{passed}"),
                of(
                        "TagInstanceProfile",
                        shown,
                        name,
                        "{profile}",
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "blue"),
                of("UntagInstanceProfile", shown, name, "{profile}", "TagKeys.member.1", "team"),
                of("ListInstanceProfileTags", shown, name, "{profile}"));
    }

    /// The account has one alias: each world's takes the place of the one before.
    private static List<Case> accountAliases() {
        return List.of(
                of("CreateAccountAlias", "*", "AccountAlias", "new-alias-{n}"),
                of("DeleteAccountAlias", "*", "AccountAlias", "alias-{n}"),
                of("ListAccountAliases", "*"));
    }

    private static List<Case> openIdProviders() {
        String arn = "OpenIDConnectProviderArn";
        String provider = "{oidc}";
        return List.of(
                of(
                        "CreateOpenIDConnectProvider",
                        "{iam}oidc-provider/new{n}.example.com",
                        "Url",
                        "https://new{n}.example.com"),
                of("GetOpenIDConnectProvider", provider, arn, provider),
                of("DeleteOpenIDConnectProvider", provider, arn, provider),
                of("ListOpenIDConnectProviders", "*"),
                of("AddClientIDToOpenIDConnectProvider", provider, arn, provider, "ClientID", "app"),
                of("RemoveClientIDFromOpenIDConnectProvider", provider, arn, provider, "ClientID", "app"),
                of(
                        "UpdateOpenIDConnectProviderThumbprint",
                        provider,
                        arn,
                        provider,
                        "ThumbprintList.member.1",
                        "0123456789abcdef0123456789abcdef01234567"),
                of(
                        "TagOpenIDConnectProvider",
                        provider,
                        arn,
                        provider,
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "blue"),
                of("UntagOpenIDConnectProvider", provider, arn, provider, "TagKeys.member.1", "team"),
                of("ListOpenIDConnectProviderTags", provider, arn, provider));
    }

    private static List<Case> samlProviders() {
        String arn = "SAMLProviderArn";
        String saml = "{saml}";
        String document = "SAMLMetadataDocument";
        return List.of(
                of(
                        "CreateSAMLProvider",
                        "{iam}saml-provider/new{n}",
                        "Name",
                        "new{n}",
                        document,
                        SamlDocument.METADATA),
                of("GetSAMLProvider", saml, arn, saml),
                of("UpdateSAMLProvider", saml, arn, saml, document, SamlDocument.METADATA),
                of("DeleteSAMLProvider", saml, arn, saml),
                of("ListSAMLProviders", "*"),
                of("TagSAMLProvider", saml, arn, saml, "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue"),
                of("UntagSAMLProvider", saml, arn, saml, "TagKeys.member.1", "team"),
                of("ListSAMLProviderTags", saml, arn, saml));
    }

    private static List<Case> policies() {
        return List.of(
                of("CreatePolicy", "policy new{n}", "PolicyName", "new{n}", "PolicyDocument", DOCUMENT),
                of("GetPolicy", "policy {policy}", "PolicyArn", "{policy}"),
                of("DeletePolicy", "policy {barePolicy}", "PolicyArn", "{barePolicy}"),
                of("ListPolicies", "policy path /", "Scope", "Local"),
                of("ListEntitiesForPolicy", "policy {policy}", "PolicyArn", "{policy}"));
    }

    private static List<Case> versions() {
        return List.of(
                of("CreatePolicyVersion", "policy {policy}", "PolicyArn", "{policy}", "PolicyDocument", DOCUMENT),
                of("GetPolicyVersion", "policy {policy}", "PolicyArn", "{policy}", "VersionId", "v1"),
                of("ListPolicyVersions", "policy {policy}", "PolicyArn", "{policy}"),
                of("SetDefaultPolicyVersion", "policy {policy}", "PolicyArn", "{policy}", "VersionId", "v2"),
                of("DeletePolicyVersion", "policy {policy}", "PolicyArn", "{policy}", "VersionId", "v2"));
    }

    private static List<Case> inline() {
        return Stream.of("User", "Group", "Role")
                .flatMap(kind -> {
                    String word = kind.toLowerCase(Locale.ROOT);
                    String shown = word + " {" + word + "}";
                    String member = kind + "Name";
                    String name = "{" + word + "}";
                    return Stream.of(
                            of(
                                    "Put" + kind + "Policy",
                                    shown,
                                    member,
                                    name,
                                    "PolicyName",
                                    "other",
                                    "PolicyDocument",
                                    DOCUMENT),
                            of("Get" + kind + "Policy", shown, member, name, "PolicyName", "inline"),
                            of("Delete" + kind + "Policy", shown, member, name, "PolicyName", "inline"),
                            of("List" + kind + "Policies", shown, member, name));
                })
                .toList();
    }

    private static List<Case> attachments() {
        return Stream.of("User", "Group", "Role")
                .flatMap(kind -> {
                    String word = kind.toLowerCase(Locale.ROOT);
                    String shown = word + " {" + word + "}";
                    String member = kind + "Name";
                    String name = "{" + word + "}";
                    return Stream.of(
                            of("Attach" + kind + "Policy", shown, member, name, "PolicyArn", "{barePolicy}"),
                            of("Detach" + kind + "Policy", shown, member, name, "PolicyArn", "{policy}"),
                            of("ListAttached" + kind + "Policies", shown, member, name));
                })
                .toList();
    }

    private static List<Case> tags() {
        return List.of(
                of(
                        "TagUser",
                        "user {user}",
                        "UserName",
                        "{user}",
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "blue"),
                of("UntagUser", "user {user}", "UserName", "{user}", "TagKeys.member.1", "team"),
                of("ListUserTags", "user {user}", "UserName", "{user}"),
                of(
                        "TagRole",
                        "role {role}",
                        "RoleName",
                        "{role}",
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "blue"),
                of("UntagRole", "role {role}", "RoleName", "{role}", "TagKeys.member.1", "team"),
                of("ListRoleTags", "role {role}", "RoleName", "{role}"),
                of(
                        "TagPolicy",
                        "policy {policy}",
                        "PolicyArn",
                        "{policy}",
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "blue"),
                of("UntagPolicy", "policy {policy}", "PolicyArn", "{policy}", "TagKeys.member.1", "team"),
                of("ListPolicyTags", "policy {policy}", "PolicyArn", "{policy}"));
    }

    private static List<Case> simulation() {
        return List.of(
                of(
                        "SimulateCustomPolicy",
                        "*",
                        "PolicyInputList.member.1",
                        DOCUMENT,
                        "ActionNames.member.1",
                        "s3:GetObject"),
                of(
                        "SimulatePrincipalPolicy",
                        "group {group}",
                        "PolicySourceArn",
                        "{iam}group/{group}",
                        "ActionNames.member.1",
                        "s3:GetObject"),
                of("GetContextKeysForCustomPolicy", "*", "PolicyInputList.member.1", DOCUMENT),
                of("GetContextKeysForPrincipalPolicy", "role {role}", "PolicySourceArn", "{iam}role/{role}"));
    }

    private static List<Case> serviceLinkedRoles() {
        String service = "autoscaling.amazonaws.com";
        return List.of(
                of(
                        "CreateServiceLinkedRole",
                        "{iam}role/aws-service-role/" + service + "/AWSServiceRoleForAutoScaling_new{n}",
                        "AWSServiceName",
                        service,
                        "CustomSuffix",
                        "new{n}"),
                of("DeleteServiceLinkedRole", "role {linked}", "RoleName", "{linked}"),
                of("GetServiceLinkedRoleDeletionStatus", "role {linked}", "DeletionTaskId", "{task}"));
    }

    private static List<Case> reports() {
        return List.of(
                of("GetAccountAuthorizationDetails", "*", "Filter.member.1", "LocalManagedPolicy"),
                of("GenerateCredentialReport", "*"),
                of("GetCredentialReport", "*"),
                of(
                        "ListPoliciesGrantingServiceAccess",
                        "group {group}",
                        "Arn",
                        "{iam}group/{group}",
                        "ServiceNamespaces.member.1",
                        "s3"));
    }

    private static List<Case> accessReports() {
        return List.of(
                of("GenerateServiceLastAccessedDetails", "user {user}", "Arn", "{iam}user/staff/{user}"),
                of("GetServiceLastAccessedDetails", "*", "JobId", "{job}"),
                of("GetServiceLastAccessedDetailsWithEntities", "*", "JobId", "{job}", "ServiceNamespace", "s3"),
                of(
                        "GenerateOrganizationsAccessReport",
                        "{iam}access-report/o-1234567890/r-1234",
                        "EntityPath",
                        "o-1234567890/r-1234"),
                of("GetOrganizationsAccessReport", "*", "JobId", "{organizationJob}"));
    }

    /// The world's account manages an organization.
    private static List<Case> organizationFeatures() {
        return List.of(
                of("ListOrganizationsFeatures", "*"),
                of("EnableOrganizationsRootCredentialsManagement", "*"),
                of("DisableOrganizationsRootCredentialsManagement", "*"),
                of("EnableOrganizationsRootSessions", "*"),
                of("DisableOrganizationsRootSessions", "*"));
    }

    private static List<Case> delegationRequests() {
        String id = "DelegationRequestId";
        String shown = "{iam}delegation-request/";
        return List.of(
                of(
                        "CreateDelegationRequest",
                        shown + "*",
                        "Description",
                        "Setup",
                        "Permissions.PolicyTemplateArn",
                        TestPartners.TEMPLATE,
                        "RequestorWorkflowId",
                        "newest{n}",
                        "NotificationChannel",
                        TestPartners.CHANNEL,
                        "SessionDuration",
                        "3600"),
                of("GetDelegationRequest", shown + "{assigned}", id, "{assigned}"),
                of("ListDelegationRequests", "*"),
                of("GetHumanReadableSummary", shown + "{assigned}", "EntityArn", shown + "{assigned}"),
                of("AssociateDelegationRequest", shown + "{offered}", id, "{offered}"),
                of("UpdateDelegationRequest", shown + "{assigned}", id, "{assigned}", "Notes", "please"),
                of("AcceptDelegationRequest", shown + "{assigned}", id, "{assigned}"),
                of("RejectDelegationRequest", shown + "{assigned}", id, "{assigned}", "Notes", "no"),
                of("SendDelegationToken", shown + "{accepted}", id, "{accepted}"));
    }
}
