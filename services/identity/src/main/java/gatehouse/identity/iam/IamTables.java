package gatehouse.identity.iam;

import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// IAM's tables: the only place that knows their keys. Names are unique whatever their case.
public final class IamTables {
    public static final Table<Account> ACCOUNTS = Table.of("iam.accounts", Account.class, row -> account(row.id()));

    /// Members of a group.
    public static final Index<User> USERS_BY_GROUP = new Index<>(
            "group",
            row -> row.groups().stream()
                    .map(group -> named(row.account(), group))
                    .toList());

    /// Users with an attached policy, by its ARN and their account.
    public static final Index<User> USERS_BY_POLICY =
            new Index<>("policy", row -> arns(row.account(), row.attachedPolicies()));

    public static final Index<User> USERS_BY_ID = new Index<>("id", row -> List.of(Key.of(row.userId())));

    public static final Index<User> USERS_BY_BOUNDARY =
            new Index<>("boundary", row -> arn(row.account(), row.permissionsBoundary()));

    public static final Table<User> USERS = Table.of(
            "iam.users",
            User.class,
            row -> named(row.account(), row.name()),
            USERS_BY_GROUP,
            USERS_BY_POLICY,
            USERS_BY_ID,
            USERS_BY_BOUNDARY);

    public static final Index<Group> GROUPS_BY_POLICY =
            new Index<>("policy", row -> arns(row.account(), row.attachedPolicies()));

    public static final Table<Group> GROUPS =
            Table.of("iam.groups", Group.class, row -> named(row.account(), row.name()), GROUPS_BY_POLICY);

    public static final Index<Role> ROLES_BY_POLICY =
            new Index<>("policy", row -> arns(row.account(), row.attachedPolicies()));

    public static final Index<Role> ROLES_BY_ID = new Index<>("id", row -> List.of(Key.of(row.roleId())));

    public static final Index<Role> ROLES_BY_BOUNDARY =
            new Index<>("boundary", row -> arn(row.account(), row.permissionsBoundary()));

    public static final Table<Role> ROLES = Table.of(
            "iam.roles",
            Role.class,
            row -> named(row.account(), row.name()),
            ROLES_BY_POLICY,
            ROLES_BY_ID,
            ROLES_BY_BOUNDARY);

    /// Instance profiles that hold a role.
    public static final Index<InstanceProfile> INSTANCE_PROFILES_BY_ROLE = new Index<>(
            "role", row -> row.roleName() == null ? List.of() : List.of(named(row.account(), row.roleName())));

    public static final Table<InstanceProfile> INSTANCE_PROFILES = Table.of(
            "iam.instance-profiles",
            InstanceProfile.class,
            row -> named(row.account(), row.name()),
            INSTANCE_PROFILES_BY_ROLE);

    public static final Index<AccountAlias> ACCOUNT_ALIASES_BY_ACCOUNT =
            new Index<>("account", row -> List.of(account(row.account())));

    public static final Table<AccountAlias> ACCOUNT_ALIASES =
            Table.of("iam.account-aliases", AccountAlias.class, row -> alias(row.alias()), ACCOUNT_ALIASES_BY_ACCOUNT);

    public static final Table<OpenIdProvider> OPEN_ID_PROVIDERS =
            Table.of("iam.open-id-providers", OpenIdProvider.class, row -> provider(row.account(), row.url()));

    public static final Table<SamlProvider> SAML_PROVIDERS =
            Table.of("iam.saml-providers", SamlProvider.class, row -> provider(row.account(), row.name()));

    public static final Table<SamlMetadata> SAML_METADATA =
            Table.of("iam.saml-metadata", SamlMetadata.class, row -> provider(row.account(), row.name()));

    public static final Table<PolicyUse> POLICY_USES =
            Table.of("iam.policy-uses", PolicyUse.class, row -> policy(row.account(), row.arn()));

    public static final Table<ManagedPolicy> POLICIES =
            Table.of("iam.policies", ManagedPolicy.class, row -> named(row.account(), row.name()));

    /// Access keys of a user; a root's keys have an empty name.
    public static final Index<AccessKey> ACCESS_KEYS_BY_OWNER =
            new Index<>("owner", row -> List.of(named(row.account(), row.userName() == null ? "" : row.userName())));

    public static final Table<AccessKey> ACCESS_KEYS =
            Table.of("iam.access-keys", AccessKey.class, row -> accessKey(row.accessKeyId()), ACCESS_KEYS_BY_OWNER);

    public static final Table<AccessKeyUse> ACCESS_KEY_USES =
            Table.of("iam.access-key-uses", AccessKeyUse.class, row -> accessKey(row.accessKeyId()));

    public static final Table<PasswordPolicy> PASSWORD_POLICIES =
            Table.of("iam.password-policies", PasswordPolicy.class, row -> account(row.account()));

    /// Passwords, by their user's unique id.
    public static final Table<LoginProfile> LOGIN_PROFILES =
            Table.of("iam.login-profiles", LoginProfile.class, row -> uniqueId(row.userId()));

    /// MFA devices of a user, by its unique id.
    public static final Index<MfaDevice> MFA_DEVICES_BY_USER =
            new Index<>("user", row -> row.userId() == null ? List.of() : List.of(uniqueId(row.userId())));

    public static final Table<MfaDevice> MFA_DEVICES = Table.of(
            "iam.mfa-devices", MfaDevice.class, row -> named(row.account(), row.serialNumber()), MFA_DEVICES_BY_USER);

    /// Service-specific credentials of a user, by its unique id.
    public static final Index<ServiceCredential> SERVICE_CREDENTIALS_BY_USER =
            new Index<>("user", row -> List.of(uniqueId(row.userId())));

    public static final Table<ServiceCredential> SERVICE_CREDENTIALS = Table.of(
            "iam.service-credentials",
            ServiceCredential.class,
            row -> named(row.account(), row.credentialId()),
            SERVICE_CREDENTIALS_BY_USER);

    public static final Table<CredentialCounts> CREDENTIAL_COUNTS =
            Table.of("iam.credential-counts", CredentialCounts.class, row -> account(row.account()));

    /// Signing certificates of a user or root, by its unique id.
    public static final Index<SigningCertificate> SIGNING_CERTIFICATES_BY_OWNER =
            new Index<>("owner", row -> List.of(uniqueId(row.ownerId())));

    public static final Index<SigningCertificate> SIGNING_CERTIFICATES_BY_FINGERPRINT =
            new Index<>("fingerprint", row -> List.of(fingerprint(row.account(), row.fingerprint())));

    public static final Table<SigningCertificate> SIGNING_CERTIFICATES = Table.of(
            "iam.signing-certificates",
            SigningCertificate.class,
            row -> uniqueId(row.certificateId()),
            SIGNING_CERTIFICATES_BY_OWNER,
            SIGNING_CERTIFICATES_BY_FINGERPRINT);

    /// SSH public keys of a user, by its unique id.
    public static final Index<SshPublicKey> SSH_PUBLIC_KEYS_BY_USER =
            new Index<>("user", row -> List.of(uniqueId(row.userId())));

    public static final Table<SshPublicKey> SSH_PUBLIC_KEYS =
            Table.of("iam.ssh-public-keys", SshPublicKey.class, row -> uniqueId(row.keyId()), SSH_PUBLIC_KEYS_BY_USER);

    public static final Table<ServerCertificate> SERVER_CERTIFICATES =
            Table.of("iam.server-certificates", ServerCertificate.class, row -> named(row.account(), row.name()));

    public static final Table<ServerCertificateMaterial> SERVER_CERTIFICATE_MATERIALS = Table.of(
            "iam.server-certificate-materials", ServerCertificateMaterial.class, row -> uniqueId(row.certificateId()));

    public static final Table<AccountSettings> ACCOUNT_SETTINGS =
            Table.of("iam.account-settings", AccountSettings.class, row -> account(row.account()));

    public static final Table<RoleUse> ROLE_USES =
            Table.of("iam.role-uses", RoleUse.class, row -> uniqueId(row.roleId()));

    /// Credential reports that are still to be made.
    public static final Index<CredentialReport> CREDENTIAL_REPORTS_OPEN =
            new Index<>("open", row -> row.generated() == null ? List.of(account(row.account())) : List.of());

    public static final Table<CredentialReport> CREDENTIAL_REPORTS = Table.of(
            "iam.credential-reports", CredentialReport.class, row -> account(row.account()), CREDENTIAL_REPORTS_OPEN);

    public static final Table<CredentialReportContent> CREDENTIAL_REPORT_CONTENTS =
            Table.of("iam.credential-report-contents", CredentialReportContent.class, row -> account(row.account()));

    /// Deletions that are still to be done, by their roles' unique ids.
    public static final Index<LinkedRoleDeletion> LINKED_ROLE_DELETIONS_OPEN =
            new Index<>("open", row -> row.finished() == null ? List.of(uniqueId(row.roleId())) : List.of());

    /// Deletions that are done, the oldest first.
    public static final Index<LinkedRoleDeletion> LINKED_ROLE_DELETIONS_BY_END =
            new Index<>("end", row -> row.finished() == null ? List.of() : List.of(moment(row.finished())));

    public static final Table<LinkedRoleDeletion> LINKED_ROLE_DELETIONS = Table.of(
            "iam.linked-role-deletions",
            LinkedRoleDeletion.class,
            row -> task(row.account(), row.taskId()),
            LINKED_ROLE_DELETIONS_OPEN,
            LINKED_ROLE_DELETIONS_BY_END);

    /// How many of each an account has.
    public static final Table<AccountCounts> COUNTS =
            Table.of("iam.account-counts", AccountCounts.class, row -> account(row.account()));

    /// What principals last used, by their unique ids.
    public static final Table<LastUse> LAST_USES =
            Table.of("iam.last-uses", LastUse.class, row -> lastUse(row.principalId(), row.service()));

    public static final Table<LastUsePosition> LAST_USE_POSITIONS =
            Table.of("iam.last-use-positions", LastUsePosition.class, row -> Key.of(row.name()));

    /// Reports that are not completed, by account.
    public static final Index<AccessReport> ACCESS_REPORTS_PENDING =
            new Index<>("pending", row -> row.completed() == null ? List.of(account(row.account())) : List.of());

    /// Completed reports of an account, the oldest first.
    public static final Index<AccessReport> ACCESS_REPORTS_COMPLETED = new Index<>(
            "completed",
            row -> row.completed() == null
                    ? List.of()
                    : List.of(Key.of(row.account(), row.completed().toString())));

    public static final Table<AccessReport> ACCESS_REPORTS = Table.of(
            "iam.access-reports",
            AccessReport.class,
            row -> accessReport(row.jobId()),
            ACCESS_REPORTS_PENDING,
            ACCESS_REPORTS_COMPLETED);

    public static final Table<ReportedEntities> REPORTED_ENTITIES = Table.of(
            "iam.reported-entities", ReportedEntities.class, row -> reportedEntities(row.jobId(), row.service()));

    public static final Table<RootAccessFeatures> ROOT_ACCESS_FEATURES =
            Table.of("iam.root-access-features", RootAccessFeatures.class, row -> organization(row.organizationId()));

    public static final Index<DelegationRequest> DELEGATION_REQUESTS_BY_REQUESTOR =
            new Index<>("requestor", row -> List.of(account(row.asked().requestorAccount())));

    /// Requests that have an owner, by its account.
    public static final Index<DelegationRequest> DELEGATION_REQUESTS_BY_OWNER = new Index<>(
            "owner",
            row -> row.ownerId() == null || row.ownerAccount() == null
                    ? List.of()
                    : List.of(account(row.ownerAccount())));

    public static final Table<DelegationRequest> DELEGATION_REQUESTS = Table.of(
            "iam.delegation-requests",
            DelegationRequest.class,
            row -> delegationRequest(row.id()),
            DELEGATION_REQUESTS_BY_REQUESTOR,
            DELEGATION_REQUESTS_BY_OWNER);

    private IamTables() {}

    public static Key account(String id) {
        return Key.of(id);
    }

    /// The key of an identity provider, by its URL or name as it was written.
    public static Key provider(String account, String name) {
        return Key.of(account, name);
    }

    /// The key of an account's alias, which is unique among all accounts.
    public static Key alias(String alias) {
        return Key.of(alias);
    }

    /// The key of a task, by its id.
    public static Key task(String account, String taskId) {
        return Key.of(account, taskId);
    }

    /// The key of a user, group, role, instance profile, policy or server certificate; of an MFA device
    /// by its serial number.
    public static Key named(String account, String name) {
        return Key.of(account, name.toLowerCase(Locale.ROOT));
    }

    /// The key prefix of all that an account has in a table by name.
    public static Key inAccount(String account) {
        return Key.of(account);
    }

    /// The key of a unique id, such as `AIDA…`.
    public static Key uniqueId(String id) {
        return Key.of(id);
    }

    /// The index key of a certificate in an account.
    static Key fingerprint(String account, String fingerprint) {
        return Key.of(account, fingerprint);
    }

    public static Key accessKey(String accessKeyId) {
        return Key.of(accessKeyId);
    }

    public static Key lastUse(String principalId, String service) {
        return Key.of(principalId, service);
    }

    public static Key lastUsePosition() {
        return Key.of(LastUses.KEPT);
    }

    public static Key accessReport(String jobId) {
        return Key.of(jobId);
    }

    public static Key reportedEntities(String jobId, String service) {
        return Key.of(jobId, service);
    }

    public static Key organization(String id) {
        return Key.of(id);
    }

    public static Key delegationRequest(String id) {
        return Key.of(id);
    }

    /// The prefix of the indexes by policy: who in the account has that policy; and the key of how many do.
    public static Key policy(String account, String arn) {
        return Key.of(arn, account);
    }

    /// A moment whose keys sort as time does.
    private static Key moment(Instant time) {
        return Key.of(String.format(Locale.ROOT, "%019d", time.toEpochMilli()));
    }

    private static List<Key> arns(String account, List<String> arns) {
        return arns.stream().map(arn -> policy(account, arn)).toList();
    }

    private static List<Key> arn(String account, @Nullable String arn) {
        return arn == null ? List.of() : List.of(policy(account, arn));
    }
}
