package gatehouse.identity.iam;

/// IAM's quotas: the name that AWS's messages have, and AWS's default. Characters are counted without white space.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
public enum Quota {
    USERS_PER_ACCOUNT("UsersPerAccount", 5_000),
    GROUPS_PER_ACCOUNT("GroupsPerAccount", 300),
    ROLES_PER_ACCOUNT("RolesPerAccount", 1_000),
    POLICIES_PER_ACCOUNT("PoliciesPerAccount", 1_500),
    INSTANCE_PROFILES_PER_ACCOUNT("InstanceProfilesPerAccount", 1_000),
    OPEN_ID_PROVIDERS_PER_ACCOUNT("OpenIdConnectProvidersPerAccount", 100),
    SAML_PROVIDERS_PER_ACCOUNT("SAMLProvidersPerAccount", 100),
    CLIENT_IDS_PER_OPEN_ID_PROVIDER("ClientIdsPerOpenIdConnectProvider", 100),
    THUMBPRINTS_PER_OPEN_ID_PROVIDER("ThumbprintsPerOpenIdConnectProvider", 5),
    ACCESS_KEYS_PER_USER("AccessKeysPerUser", 2),
    GROUPS_PER_USER("GroupsPerUser", 10),
    POLICIES_PER_USER("PoliciesPerUser", 10),
    POLICIES_PER_GROUP("PoliciesPerGroup", 10),
    POLICIES_PER_ROLE("PoliciesPerRole", 10),
    VERSIONS_PER_POLICY("VersionsPerPolicy", 5),
    INLINE_CHARS_PER_USER("UserPolicySize", 2_048),
    INLINE_CHARS_PER_GROUP("GroupPolicySize", 5_120),
    INLINE_CHARS_PER_ROLE("RolePolicySize", 10_240),
    POLICY_CHARS("PolicySize", 6_144),
    TRUST_POLICY_CHARS("ACLSizePerRole", 2_048),
    TAGS_PER_USER("TagsPerUser", 50),
    TAGS_PER_ROLE("TagsPerRole", 50),
    TAGS_PER_INSTANCE_PROFILE("TagsPerInstanceProfile", 50),
    TAGS_PER_OPEN_ID_PROVIDER("TagsPerOpenIdConnectProvider", 50),
    TAGS_PER_SAML_PROVIDER("TagsPerSAMLProvider", 50),
    TAGS_PER_POLICY("TagsPerPolicy", 50),
    VIRTUAL_MFA_DEVICES_PER_ACCOUNT("VirtualMFADevicesPerAccount", 5_000),
    MFA_DEVICES_PER_USER("MFADevicesPerUser", 8),
    TAGS_PER_MFA_DEVICE("TagsPerMFADevice", 50),

    /// For each service.
    SERVICE_CREDENTIALS_PER_USER("ServiceSpecificCredentialsPerUser", 2),
    SIGNING_CERTIFICATES_PER_USER("CertificatesPerUser", 2),
    SSH_PUBLIC_KEYS_PER_USER("SSHPublicKeysPerUser", 5),
    SERVER_CERTIFICATES_PER_ACCOUNT("ServerCertificatesPerAccount", 20),
    TAGS_PER_SERVER_CERTIFICATE("TagsPerServerCertificate", 50);

    private final String awsName;
    private final int awsDefault;

    Quota(String awsName, int awsDefault) {
        this.awsName = awsName;
        this.awsDefault = awsDefault;
    }

    public String awsName() {
        return awsName;
    }

    boolean countsTags() {
        return name().startsWith("TAGS_PER_");
    }

    public int awsDefault() {
        return awsDefault;
    }
}
