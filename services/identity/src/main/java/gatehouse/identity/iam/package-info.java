/// AWS Identity and Access Management.
///
/// Every operation of the API is built:
///
/// - users and access keys: CreateUser, GetUser, UpdateUser, DeleteUser, ListUsers,
///   PutUserPermissionsBoundary, DeleteUserPermissionsBoundary, CreateAccessKey, UpdateAccessKey,
///   DeleteAccessKey, ListAccessKeys, GetAccessKeyLastUsed
/// - passwords: UpdateAccountPasswordPolicy, GetAccountPasswordPolicy, DeleteAccountPasswordPolicy,
///   CreateLoginProfile, GetLoginProfile, UpdateLoginProfile, DeleteLoginProfile, ChangePassword
/// - MFA devices: CreateVirtualMFADevice, DeleteVirtualMFADevice, ListVirtualMFADevices, TagMFADevice,
///   UntagMFADevice, ListMFADeviceTags, EnableMFADevice, ResyncMFADevice, DeactivateMFADevice,
///   ListMFADevices, GetMFADevice
/// - service-specific credentials: CreateServiceSpecificCredential, ListServiceSpecificCredentials,
///   ResetServiceSpecificCredential, UpdateServiceSpecificCredential, DeleteServiceSpecificCredential
/// - groups: CreateGroup, GetGroup, UpdateGroup, DeleteGroup, ListGroups, AddUserToGroup,
///   RemoveUserFromGroup, ListGroupsForUser
/// - roles: CreateRole, GetRole, UpdateRole, UpdateRoleDescription, UpdateAssumeRolePolicy, DeleteRole,
///   ListRoles, PutRolePermissionsBoundary, DeleteRolePermissionsBoundary
/// - instance profiles: CreateInstanceProfile, GetInstanceProfile, DeleteInstanceProfile,
///   ListInstanceProfiles, AddRoleToInstanceProfile, RemoveRoleFromInstanceProfile,
///   ListInstanceProfilesForRole, TagInstanceProfile, UntagInstanceProfile, ListInstanceProfileTags
/// - OpenID Connect providers: CreateOpenIDConnectProvider, GetOpenIDConnectProvider,
///   DeleteOpenIDConnectProvider, ListOpenIDConnectProviders, AddClientIDToOpenIDConnectProvider,
///   RemoveClientIDFromOpenIDConnectProvider, UpdateOpenIDConnectProviderThumbprint,
///   TagOpenIDConnectProvider, UntagOpenIDConnectProvider, ListOpenIDConnectProviderTags
/// - SAML providers: CreateSAMLProvider, GetSAMLProvider, UpdateSAMLProvider, DeleteSAMLProvider,
///   ListSAMLProviders, TagSAMLProvider, UntagSAMLProvider, ListSAMLProviderTags
/// - account aliases: CreateAccountAlias, DeleteAccountAlias, ListAccountAliases
/// - managed policies: CreatePolicy, GetPolicy, DeletePolicy, ListPolicies, CreatePolicyVersion,
///   GetPolicyVersion, ListPolicyVersions, SetDefaultPolicyVersion, DeletePolicyVersion,
///   ListEntitiesForPolicy, TagPolicy, UntagPolicy, ListPolicyTags
/// - inline policies: PutUserPolicy, GetUserPolicy, DeleteUserPolicy, ListUserPolicies, PutGroupPolicy,
///   GetGroupPolicy, DeleteGroupPolicy, ListGroupPolicies, PutRolePolicy, GetRolePolicy,
///   DeleteRolePolicy, ListRolePolicies
/// - attachments: AttachUserPolicy, DetachUserPolicy, ListAttachedUserPolicies, AttachGroupPolicy,
///   DetachGroupPolicy, ListAttachedGroupPolicies, AttachRolePolicy, DetachRolePolicy,
///   ListAttachedRolePolicies
/// - tags of users and roles: TagUser, UntagUser, ListUserTags, TagRole, UntagRole, ListRoleTags
/// - policy simulator: SimulateCustomPolicy, SimulatePrincipalPolicy, GetContextKeysForCustomPolicy,
///   GetContextKeysForPrincipalPolicy
/// - signing certificates: UploadSigningCertificate, ListSigningCertificates, UpdateSigningCertificate,
///   DeleteSigningCertificate
/// - SSH public keys: UploadSSHPublicKey, GetSSHPublicKey, ListSSHPublicKeys, UpdateSSHPublicKey,
///   DeleteSSHPublicKey
/// - server certificates: UploadServerCertificate, GetServerCertificate, ListServerCertificates,
///   UpdateServerCertificate, DeleteServerCertificate, TagServerCertificate, UntagServerCertificate,
///   ListServerCertificateTags
/// - account settings: SetSecurityTokenServicePreferences, EnableOutboundWebIdentityFederation,
///   DisableOutboundWebIdentityFederation, GetOutboundWebIdentityFederationInfo
/// - service-linked roles: CreateServiceLinkedRole, DeleteServiceLinkedRole,
///   GetServiceLinkedRoleDeletionStatus
/// - reports on the account: GetAccountAuthorizationDetails, GenerateCredentialReport,
///   GetCredentialReport, ListPoliciesGrantingServiceAccess, GetAccountSummary
/// - reports of last access: GenerateServiceLastAccessedDetails, GetServiceLastAccessedDetails,
///   GetServiceLastAccessedDetailsWithEntities
/// - reports of last access in an organization: GenerateOrganizationsAccessReport,
///   GetOrganizationsAccessReport
/// - centralized root access: ListOrganizationsFeatures, EnableOrganizationsRootCredentialsManagement,
///   DisableOrganizationsRootCredentialsManagement, EnableOrganizationsRootSessions,
///   DisableOrganizationsRootSessions
/// - delegation requests: CreateDelegationRequest, GetDelegationRequest, ListDelegationRequests,
///   AssociateDelegationRequest, UpdateDelegationRequest, AcceptDelegationRequest,
///   RejectDelegationRequest, SendDelegationToken, GetHumanReadableSummary (made of the request and its
///   policy, word for word the same each time, where AWS has a language model write it)
///
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html
@NullMarked
package gatehouse.identity.iam;

import org.jspecify.annotations.NullMarked;
