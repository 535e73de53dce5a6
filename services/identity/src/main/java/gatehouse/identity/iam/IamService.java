package gatehouse.identity.iam;

import gatehouse.gateway.Service;
import gatehouse.gateway.Trail;
import gatehouse.model.iam.Iam;
import gatehouse.policy.Region;
import gatehouse.store.Store;
import gatehouse.wire.constraint.ConstraintProfile;

/// IAM: every operation that is built, listed once.
public final class IamService {
    private static final ConstraintProfile CONSTRAINTS = ConstraintProfile.QUERY
            .withoutValues()
            .saying(
                    "The specified value for %s is invalid. It must contain only alphanumeric characters and/or the"
                            + " following: +=,.@_-",
                    "userNameType",
                    "existingUserNameType",
                    "groupNameType",
                    "roleNameType",
                    "policyNameType",
                    "instanceProfileNameType",
                    "serverCertificateNameType",
                    "virtualMFADeviceName")
            .saying(
                    "The specified value for %s is invalid. It must begin and end with / and contain only alphanumeric"
                            + " characters and/or / characters.",
                    "pathType", "policyPathType");

    private final IamParts parts;
    private final IamPorts ports;
    private final ReportSubject.Finder reportSubjects;

    public IamService(IamParts parts, IamPorts ports) {
        this.parts = parts;
        this.ports = ports;
        this.reportSubjects = new ReportSubject.Finder(
                new SimulatedPrincipals(parts.catalogue()),
                new ManagedPolicies(parts),
                parts.catalogue(),
                new EffectivePolicies(new PolicyCache(), parts.catalogue()));
    }

    /// The service as the gateway serves it. Its calls are for, and recorded in, us-east-1.
    public Service service() {
        Service.Builder service = Service.of(Iam.MODEL, "iam", CONSTRAINTS).global(Region.US_EAST_1);
        Boundaries boundaries = new Boundaries(parts);
        users(service, boundaries);
        passwords(service);
        mfaDevices(service);
        serviceCredentials(service);
        groups(service);
        roles(service, boundaries);
        instanceProfiles(service);
        accountAliases(service);
        openIdProviders(service);
        samlProviders(service);
        policies(service);
        inlinePolicies(service);
        attachments(service);
        tags(service);
        simulation(service);
        signingCertificates(service);
        sshPublicKeys(service);
        serverCertificates(service);
        accountSettings(service);
        serviceLinkedRoles(service);
        reports(service);
        accessReports(service);
        organizationFeatures(service);
        delegationRequests(service);
        return service.on(Iam.GET_ACCOUNT_SUMMARY, new AccountSummary(parts)::get)
                .build();
    }

    private void users(Service.Builder service, Boundaries boundaries) {
        Users users = new Users(parts, boundaries);
        AccessKeys accessKeys = new AccessKeys(parts);
        service.on(Iam.CREATE_USER, users::create)
                .on(Iam.GET_USER, users::get)
                .on(Iam.UPDATE_USER, users::update)
                .on(Iam.DELETE_USER, users::delete)
                .on(Iam.LIST_USERS, users::list)
                .on(Iam.PUT_USER_PERMISSIONS_BOUNDARY, boundaries::putUser)
                .on(Iam.DELETE_USER_PERMISSIONS_BOUNDARY, boundaries::deleteUser)
                .on(Iam.CREATE_ACCESS_KEY, accessKeys::create)
                .on(Iam.UPDATE_ACCESS_KEY, accessKeys::update)
                .on(Iam.DELETE_ACCESS_KEY, accessKeys::delete)
                .on(Iam.LIST_ACCESS_KEYS, accessKeys::list)
                .on(Iam.GET_ACCESS_KEY_LAST_USED, accessKeys::lastUsed);
    }

    private void passwords(Service.Builder service) {
        PasswordPolicies policies = new PasswordPolicies();
        LoginProfiles profiles = new LoginProfiles(parts);
        service.on(Iam.UPDATE_ACCOUNT_PASSWORD_POLICY, policies::update)
                .on(Iam.GET_ACCOUNT_PASSWORD_POLICY, policies::get)
                .on(Iam.DELETE_ACCOUNT_PASSWORD_POLICY, policies::delete)
                .on(Iam.CREATE_LOGIN_PROFILE, profiles::create)
                .on(Iam.GET_LOGIN_PROFILE, profiles::get)
                .on(Iam.UPDATE_LOGIN_PROFILE, profiles::update)
                .on(Iam.DELETE_LOGIN_PROFILE, profiles::delete)
                .on(Iam.CHANGE_PASSWORD, profiles::change);
    }

    private void mfaDevices(Service.Builder service) {
        VirtualMfaDevices virtual = new VirtualMfaDevices(parts);
        MfaDevices devices = new MfaDevices(parts);
        Trail withoutCodes = Trail.WRITE.omitting("authenticationCode1", "authenticationCode2");
        service.on(Iam.CREATE_VIRTUAL_MFA_DEVICE, virtual::create)
                .on(Iam.DELETE_VIRTUAL_MFA_DEVICE, virtual::delete)
                .on(Iam.LIST_VIRTUAL_MFA_DEVICES, virtual::list)
                .on(Iam.TAG_MFA_DEVICE, virtual::tag)
                .on(Iam.UNTAG_MFA_DEVICE, virtual::untag)
                .on(Iam.LIST_MFA_DEVICE_TAGS, virtual::listTags)
                .on(Iam.ENABLE_MFA_DEVICE, devices::enable, withoutCodes)
                .on(Iam.RESYNC_MFA_DEVICE, devices::resync, withoutCodes)
                .on(Iam.DEACTIVATE_MFA_DEVICE, devices::deactivate)
                .on(Iam.LIST_MFA_DEVICES, devices::list)
                .on(Iam.GET_MFA_DEVICE, devices::get);
    }

    private void serviceCredentials(Service.Builder service) {
        ServiceCredentials credentials = new ServiceCredentials(parts);
        service.on(Iam.CREATE_SERVICE_SPECIFIC_CREDENTIAL, credentials::create)
                .on(Iam.LIST_SERVICE_SPECIFIC_CREDENTIALS, credentials::list)
                .on(Iam.RESET_SERVICE_SPECIFIC_CREDENTIAL, credentials::reset)
                .on(Iam.UPDATE_SERVICE_SPECIFIC_CREDENTIAL, credentials::update)
                .on(Iam.DELETE_SERVICE_SPECIFIC_CREDENTIAL, credentials::delete);
    }

    private void groups(Service.Builder service) {
        Groups groups = new Groups(parts);
        GroupMembers members = new GroupMembers(parts);
        service.on(Iam.CREATE_GROUP, groups::create)
                .on(Iam.GET_GROUP, groups::get)
                .on(Iam.UPDATE_GROUP, groups::update)
                .on(Iam.DELETE_GROUP, groups::delete)
                .on(Iam.LIST_GROUPS, groups::list)
                .on(Iam.ADD_USER_TO_GROUP, members::add)
                .on(Iam.REMOVE_USER_FROM_GROUP, members::remove)
                .on(Iam.LIST_GROUPS_FOR_USER, members::list);
    }

    private void roles(Service.Builder service, Boundaries boundaries) {
        TrustPolicies trustPolicies = new TrustPolicies(parts);
        Roles roles = new Roles(parts, boundaries, trustPolicies);
        service.on(Iam.CREATE_ROLE, roles::create)
                .on(Iam.GET_ROLE, roles::get)
                .on(Iam.UPDATE_ROLE, roles::update)
                .on(Iam.UPDATE_ROLE_DESCRIPTION, roles::updateDescription)
                .on(Iam.UPDATE_ASSUME_ROLE_POLICY, trustPolicies::update)
                .on(Iam.DELETE_ROLE, roles::delete)
                .on(Iam.LIST_ROLES, roles::list)
                .on(Iam.PUT_ROLE_PERMISSIONS_BOUNDARY, boundaries::putRole)
                .on(Iam.DELETE_ROLE_PERMISSIONS_BOUNDARY, boundaries::deleteRole);
    }

    private void instanceProfiles(Service.Builder service) {
        InstanceProfiles profiles = new InstanceProfiles(parts);
        InstanceProfileRoles roles = new InstanceProfileRoles();
        InstanceProfileTags tags = new InstanceProfileTags(parts);
        service.on(Iam.CREATE_INSTANCE_PROFILE, profiles::create)
                .on(Iam.GET_INSTANCE_PROFILE, profiles::get)
                .on(Iam.DELETE_INSTANCE_PROFILE, profiles::delete)
                .on(Iam.LIST_INSTANCE_PROFILES, profiles::list)
                .on(Iam.ADD_ROLE_TO_INSTANCE_PROFILE, roles::add)
                .on(Iam.REMOVE_ROLE_FROM_INSTANCE_PROFILE, roles::remove)
                .on(Iam.LIST_INSTANCE_PROFILES_FOR_ROLE, roles::list)
                .on(Iam.TAG_INSTANCE_PROFILE, tags::tag)
                .on(Iam.UNTAG_INSTANCE_PROFILE, tags::untag)
                .on(Iam.LIST_INSTANCE_PROFILE_TAGS, tags::list);
    }

    private void openIdProviders(Service.Builder service) {
        OpenIdProviders providers = new OpenIdProviders(parts);
        OpenIdProviderChanges changes = new OpenIdProviderChanges(providers);
        service.on(Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, providers::create)
                .on(Iam.GET_OPEN_ID_CONNECT_PROVIDER, providers::get)
                .on(Iam.DELETE_OPEN_ID_CONNECT_PROVIDER, providers::delete)
                .on(Iam.LIST_OPEN_ID_CONNECT_PROVIDERS, providers::list)
                .on(Iam.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER, changes::addClientId)
                .on(Iam.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER, changes::removeClientId)
                .on(Iam.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT, changes::updateThumbprints)
                .on(Iam.TAG_OPEN_ID_CONNECT_PROVIDER, changes::tag)
                .on(Iam.UNTAG_OPEN_ID_CONNECT_PROVIDER, changes::untag)
                .on(Iam.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS, changes::listTags);
    }

    private void samlProviders(Service.Builder service) {
        SamlProviders providers = new SamlProviders(parts);
        SamlProviderTags tags = new SamlProviderTags(parts);
        service.on(Iam.CREATE_SAML_PROVIDER, providers::create)
                .on(Iam.GET_SAML_PROVIDER, providers::get)
                .on(Iam.UPDATE_SAML_PROVIDER, providers::update)
                .on(Iam.DELETE_SAML_PROVIDER, providers::delete)
                .on(Iam.LIST_SAML_PROVIDERS, providers::list)
                .on(Iam.TAG_SAML_PROVIDER, tags::tag)
                .on(Iam.UNTAG_SAML_PROVIDER, tags::untag)
                .on(Iam.LIST_SAML_PROVIDER_TAGS, tags::list);
    }

    private void accountAliases(Service.Builder service) {
        AccountAliases aliases = new AccountAliases();
        service.on(Iam.CREATE_ACCOUNT_ALIAS, aliases::create)
                .on(Iam.DELETE_ACCOUNT_ALIAS, aliases::delete)
                .on(Iam.LIST_ACCOUNT_ALIASES, aliases::list);
    }

    private void policies(Service.Builder service) {
        ManagedPolicies policies = new ManagedPolicies(parts);
        PolicyVersions versions = new PolicyVersions(parts, policies);
        PolicyTags tags = new PolicyTags(parts, policies);
        service.on(Iam.CREATE_POLICY, policies::create)
                .on(Iam.GET_POLICY, policies::get)
                .on(Iam.DELETE_POLICY, policies::delete)
                .on(Iam.LIST_POLICIES, new PolicyList(parts)::list)
                .on(Iam.CREATE_POLICY_VERSION, versions::create)
                .on(Iam.GET_POLICY_VERSION, versions::get)
                .on(Iam.LIST_POLICY_VERSIONS, versions::list)
                .on(Iam.SET_DEFAULT_POLICY_VERSION, versions::setDefault)
                .on(Iam.DELETE_POLICY_VERSION, versions::delete)
                .on(Iam.LIST_ENTITIES_FOR_POLICY, new PolicyEntities(policies)::list)
                .on(Iam.TAG_POLICY, tags::tag)
                .on(Iam.UNTAG_POLICY, tags::untag)
                .on(Iam.LIST_POLICY_TAGS, tags::list);
    }

    private void inlinePolicies(Service.Builder service) {
        InlinePolicies inline = new InlinePolicies(parts);
        service.on(Iam.PUT_USER_POLICY, inline::putUser)
                .on(Iam.GET_USER_POLICY, inline::getUser)
                .on(Iam.DELETE_USER_POLICY, inline::deleteUser)
                .on(Iam.LIST_USER_POLICIES, inline::listUser)
                .on(Iam.PUT_GROUP_POLICY, inline::putGroup)
                .on(Iam.GET_GROUP_POLICY, inline::getGroup)
                .on(Iam.DELETE_GROUP_POLICY, inline::deleteGroup)
                .on(Iam.LIST_GROUP_POLICIES, inline::listGroup)
                .on(Iam.PUT_ROLE_POLICY, inline::putRole)
                .on(Iam.GET_ROLE_POLICY, inline::getRole)
                .on(Iam.DELETE_ROLE_POLICY, inline::deleteRole)
                .on(Iam.LIST_ROLE_POLICIES, inline::listRole);
    }

    private void attachments(Service.Builder service) {
        PolicyAttachments attachments = new PolicyAttachments(parts);
        service.on(Iam.ATTACH_USER_POLICY, attachments::attachUser)
                .on(Iam.DETACH_USER_POLICY, attachments::detachUser)
                .on(Iam.LIST_ATTACHED_USER_POLICIES, attachments::listUser)
                .on(Iam.ATTACH_GROUP_POLICY, attachments::attachGroup)
                .on(Iam.DETACH_GROUP_POLICY, attachments::detachGroup)
                .on(Iam.LIST_ATTACHED_GROUP_POLICIES, attachments::listGroup)
                .on(Iam.ATTACH_ROLE_POLICY, attachments::attachRole)
                .on(Iam.DETACH_ROLE_POLICY, attachments::detachRole)
                .on(Iam.LIST_ATTACHED_ROLE_POLICIES, attachments::listRole);
    }

    private void tags(Service.Builder service) {
        EntityTags tags = new EntityTags(parts);
        service.on(Iam.TAG_USER, tags::tagUser)
                .on(Iam.UNTAG_USER, tags::untagUser)
                .on(Iam.LIST_USER_TAGS, tags::listUser)
                .on(Iam.TAG_ROLE, tags::tagRole)
                .on(Iam.UNTAG_ROLE, tags::untagRole)
                .on(Iam.LIST_ROLE_TAGS, tags::listRole);
    }

    private void simulation(Service.Builder service) {
        Simulation simulation = new Simulation(parts);
        service.on(Iam.SIMULATE_CUSTOM_POLICY, simulation::custom, Trail.READ)
                .on(Iam.SIMULATE_PRINCIPAL_POLICY, simulation::principal, Trail.READ)
                .on(Iam.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY, simulation::keysOfCustom)
                .on(Iam.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY, simulation::keysOfPrincipal);
    }

    private void signingCertificates(Service.Builder service) {
        SigningCertificates certificates = new SigningCertificates(parts);
        service.on(Iam.UPLOAD_SIGNING_CERTIFICATE, certificates::upload)
                .on(Iam.LIST_SIGNING_CERTIFICATES, certificates::list)
                .on(Iam.UPDATE_SIGNING_CERTIFICATE, certificates::update)
                .on(Iam.DELETE_SIGNING_CERTIFICATE, certificates::delete);
    }

    private void sshPublicKeys(Service.Builder service) {
        SshPublicKeys keys = new SshPublicKeys(parts);
        service.on(Iam.UPLOAD_SSH_PUBLIC_KEY, keys::upload)
                .on(Iam.GET_SSH_PUBLIC_KEY, keys::get)
                .on(Iam.LIST_SSH_PUBLIC_KEYS, keys::list)
                .on(Iam.UPDATE_SSH_PUBLIC_KEY, keys::update)
                .on(Iam.DELETE_SSH_PUBLIC_KEY, keys::delete);
    }

    private void serverCertificates(Service.Builder service) {
        ServerCertificates certificates = new ServerCertificates(parts);
        ServerCertificateTags tags = new ServerCertificateTags(parts);
        service.on(Iam.UPLOAD_SERVER_CERTIFICATE, certificates::upload)
                .on(Iam.GET_SERVER_CERTIFICATE, certificates::get)
                .on(Iam.LIST_SERVER_CERTIFICATES, certificates::list)
                .on(Iam.UPDATE_SERVER_CERTIFICATE, certificates::update)
                .on(Iam.DELETE_SERVER_CERTIFICATE, certificates::delete)
                .on(Iam.TAG_SERVER_CERTIFICATE, tags::tag)
                .on(Iam.UNTAG_SERVER_CERTIFICATE, tags::untag)
                .on(Iam.LIST_SERVER_CERTIFICATE_TAGS, tags::list);
    }

    private void accountSettings(Service.Builder service) {
        OutboundFederation federation = new OutboundFederation(parts);
        service.on(Iam.SET_SECURITY_TOKEN_SERVICE_PREFERENCES, new TokenVersions()::set)
                .on(Iam.ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION, federation::enable)
                .on(Iam.DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION, federation::disable)
                .on(Iam.GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO, federation::get);
    }

    private void serviceLinkedRoles(Service.Builder service) {
        ServiceLinkedRoles roles = new ServiceLinkedRoles(parts, LinkedServices.load());
        service.on(Iam.CREATE_SERVICE_LINKED_ROLE, roles::create)
                .on(Iam.DELETE_SERVICE_LINKED_ROLE, roles::delete)
                .on(Iam.GET_SERVICE_LINKED_ROLE_DELETION_STATUS, roles::deletionStatus);
    }

    private void reports(Service.Builder service) {
        CredentialReports reports = new CredentialReports();
        service.on(Iam.GET_ACCOUNT_AUTHORIZATION_DETAILS, new AccountAuthorization(parts)::get)
                .on(Iam.GENERATE_CREDENTIAL_REPORT, reports::generate)
                .on(Iam.GET_CREDENTIAL_REPORT, reports::get)
                .on(Iam.LIST_POLICIES_GRANTING_SERVICE_ACCESS, new ServiceAccess(parts)::list);
    }

    private void accessReports(Service.Builder service) {
        AccessReports reports = new AccessReports(parts, ports, reportSubjects);
        OrganizationAccessReports organizations = new OrganizationAccessReports(parts, ports);
        service.on(Iam.GENERATE_SERVICE_LAST_ACCESSED_DETAILS, reports::generate)
                .on(Iam.GET_SERVICE_LAST_ACCESSED_DETAILS, reports::get)
                .on(Iam.GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES, reports::withEntities)
                .on(Iam.GENERATE_ORGANIZATIONS_ACCESS_REPORT, organizations::generate)
                .on(Iam.GET_ORGANIZATIONS_ACCESS_REPORT, organizations::get);
    }

    private void organizationFeatures(Service.Builder service) {
        OrganizationFeatures features = new OrganizationFeatures(ports.organizations());
        service.on(Iam.LIST_ORGANIZATIONS_FEATURES, features::list)
                .on(Iam.ENABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT, features::enableCredentials)
                .on(Iam.DISABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT, features::disableCredentials)
                .on(Iam.ENABLE_ORGANIZATIONS_ROOT_SESSIONS, features::enableSessions)
                .on(Iam.DISABLE_ORGANIZATIONS_ROOT_SESSIONS, features::disableSessions);
    }

    private void delegationRequests(Service.Builder service) {
        DelegationRequests requests = new DelegationRequests(parts, ports.partners());
        DelegationChanges changes = new DelegationChanges(ports.partners());
        service.on(Iam.CREATE_DELEGATION_REQUEST, requests::create)
                .on(Iam.GET_DELEGATION_REQUEST, requests::get)
                .on(Iam.LIST_DELEGATION_REQUESTS, requests::list)
                .on(Iam.GET_HUMAN_READABLE_SUMMARY, new DelegationSummaries()::get)
                .on(Iam.ASSOCIATE_DELEGATION_REQUEST, changes::associate)
                .on(Iam.UPDATE_DELEGATION_REQUEST, changes::update)
                .on(Iam.ACCEPT_DELEGATION_REQUEST, changes::accept)
                .on(Iam.REJECT_DELEGATION_REQUEST, changes::reject)
                .on(Iam.SEND_DELEGATION_TOKEN, changes::send);
    }

    /// What ends what calls only began.
    public IamSweep sweep(Store store) {
        return new IamSweep(store, ports.linkedRoleUses(), new AccessReportJobs(store, ports, reportSubjects));
    }
}
