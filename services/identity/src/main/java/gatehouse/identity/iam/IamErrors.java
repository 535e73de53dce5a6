package gatehouse.identity.iam;

import gatehouse.gateway.CommonErrors;
import gatehouse.model.iam.AccountNotManagementOrDelegatedAdministratorException;
import gatehouse.model.iam.CallerIsNotManagementAccountException;
import gatehouse.model.iam.DeleteConflictException;
import gatehouse.model.iam.DuplicateCertificateException;
import gatehouse.model.iam.DuplicateSSHPublicKeyException;
import gatehouse.model.iam.EntityAlreadyExistsException;
import gatehouse.model.iam.FeatureDisabledException;
import gatehouse.model.iam.FeatureEnabledException;
import gatehouse.model.iam.InvalidAuthenticationCodeException;
import gatehouse.model.iam.InvalidCertificateException;
import gatehouse.model.iam.InvalidInputException;
import gatehouse.model.iam.InvalidPublicKeyException;
import gatehouse.model.iam.InvalidUserTypeException;
import gatehouse.model.iam.KeyPairMismatchException;
import gatehouse.model.iam.LimitExceededException;
import gatehouse.model.iam.MalformedCertificateException;
import gatehouse.model.iam.NoSuchEntityException;
import gatehouse.model.iam.OrganizationNotFoundException;
import gatehouse.model.iam.OrganizationNotInAllFeaturesModeException;
import gatehouse.model.iam.PasswordPolicyViolationException;
import gatehouse.model.iam.PolicyNotAttachableException;
import gatehouse.model.iam.ReportGenerationLimitExceededException;
import gatehouse.model.iam.ServiceAccessNotEnabledException;
import gatehouse.model.iam.ServiceNotSupportedException;
import gatehouse.model.iam.UnmodifiableEntityException;
import gatehouse.model.iam.UnrecognizedPublicKeyEncodingException;
import gatehouse.wire.shape.CommonException;

/// IAM's errors with AWS's own messages, each in one place.
final class IamErrors {
    private IamErrors() {}

    static NoSuchEntityException noSuch(EntityType type, String name) {
        return new NoSuchEntityException("The " + type.word() + " with name " + name + " cannot be found.");
    }

    static NoSuchEntityException noSuch(String message) {
        return new NoSuchEntityException(message);
    }

    static NoSuchEntityException noSuchInlinePolicy(EntityType type, String policyName) {
        return new NoSuchEntityException(
                "The " + type.word() + " policy with name " + policyName + " cannot be found.");
    }

    static NoSuchEntityException noSuchAccessKey(String accessKeyId) {
        return new NoSuchEntityException("The Access Key with id " + accessKeyId + " cannot be found.");
    }

    /// A key's user is not told to anybody who asks for a key that is not of the account.
    static CommonException notAccessKeyOfAccount(String callerArn, String accessKeyId) {
        return CommonErrors.accessDenied("User: " + callerArn
                + " is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key " + accessKeyId);
    }

    static NoSuchEntityException noSuchPolicy(String arn) {
        return new NoSuchEntityException("Policy " + arn + " was not found.");
    }

    static NoSuchEntityException noSuchVersion(String arn, String versionId) {
        return new NoSuchEntityException(
                "Policy " + arn + " version " + versionId + " does not exist or is not attachable.");
    }

    static NoSuchEntityException notAttachable(String arn) {
        return new NoSuchEntityException("Policy " + arn + " does not exist or is not attachable.");
    }

    static NoSuchEntityException noSuchBoundary(String arn) {
        return new NoSuchEntityException("Scope ARN: " + arn + " does not exist or is not attachable.");
    }

    static EntityAlreadyExistsException exists(EntityType type, String name) {
        return new EntityAlreadyExistsException(
                type == EntityType.POLICY
                        ? "A policy called " + name + " already exists. Duplicate names are not allowed."
                        : type.title() + " with name " + name + " already exists.");
    }

    static EntityAlreadyExistsException loginProfileExists(String userName) {
        return new EntityAlreadyExistsException("Login Profile for user " + userName + " already exists.");
    }

    static PasswordPolicyViolationException passwordPolicy(String message) {
        return new PasswordPolicyViolationException(message);
    }

    static InvalidUserTypeException onlyUsersChangePasswords() {
        return new InvalidUserTypeException("Only IAM Users can change their own password");
    }

    static EntityAlreadyExistsException mfaDeviceExists() {
        return new EntityAlreadyExistsException("MFA device already exists.");
    }

    static EntityAlreadyExistsException mfaDeviceAssigned() {
        return new EntityAlreadyExistsException("MFA Device is already in use.");
    }

    static InvalidAuthenticationCodeException authenticationCode() {
        return new InvalidAuthenticationCodeException("Authentication code for device is not valid.");
    }

    static DeleteConflictException mfaDeviceInUse() {
        return new DeleteConflictException("MFA VirtualDevice in use. Must deactivate first.");
    }

    static ServiceNotSupportedException serviceNotSupported(String service) {
        return new ServiceNotSupportedException(
                "No such service " + service + " is supported for Service Specific Credentials");
    }

    /// `what` is to be done first.
    static DeleteConflictException deleteConflict(String what) {
        return new DeleteConflictException("Cannot delete entity, must " + what + " first.");
    }

    static DeleteConflictException policyAttached() {
        return new DeleteConflictException("Cannot delete a policy attached to entities.");
    }

    static DeleteConflictException policyHasVersions() {
        return new DeleteConflictException("This policy has more than one version. Before you delete a policy, you"
                + " must delete the policy's versions. The default version is deleted with the policy.");
    }

    static DeleteConflictException defaultVersion() {
        return new DeleteConflictException("Cannot delete the default version of a policy.");
    }

    static NoSuchEntityException noSuchInstanceProfile(String name) {
        return new NoSuchEntityException("Instance Profile " + name + " cannot be found.");
    }

    static NoSuchEntityException notInInstanceProfile(String roleName, String name) {
        return new NoSuchEntityException("Role " + roleName + " in Instance Profile " + name + " cannot be found.");
    }

    static EntityAlreadyExistsException instanceProfileExists(String name) {
        return new EntityAlreadyExistsException("Instance Profile " + name + " already exists.");
    }

    static NoSuchEntityException noSuchAlias(String alias) {
        return new NoSuchEntityException("The account alias " + alias + " cannot be found.");
    }

    static EntityAlreadyExistsException aliasExists(String alias) {
        return new EntityAlreadyExistsException("The account alias " + alias + " already exists.");
    }

    static NoSuchEntityException noSuchOpenIdProvider(String arn) {
        return new NoSuchEntityException("OpenIDConnect Provider not found for arn " + arn);
    }

    static EntityAlreadyExistsException openIdProviderExists(String url) {
        return new EntityAlreadyExistsException("Provider with url " + url + " already exists.");
    }

    static InvalidInputException thumbprints(int limit) {
        return new InvalidInputException("Thumbprint list must contain fewer than " + limit + " entries.");
    }

    static NoSuchEntityException noSuchSamlProvider(String arn) {
        return new NoSuchEntityException("Manifest not found for arn " + arn);
    }

    static NoSuchEntityException noSuchSamlKey(String keyId) {
        return new NoSuchEntityException("The private key with id " + keyId + " cannot be found.");
    }

    static EntityAlreadyExistsException samlProviderExists(String name) {
        return new EntityAlreadyExistsException("Provider with name " + name + " already exists.");
    }

    static InvalidInputException samlMetadata() {
        return new InvalidInputException("Could not parse metadata");
    }

    static InvalidInputException samlPrivateKey() {
        return new InvalidInputException("The private key is not valid.");
    }

    static LimitExceededException exceeded(String quota, int limit) {
        return new LimitExceededException("Cannot exceed quota for " + quota + ": " + limit);
    }

    static LimitExceededException versions(int limit) {
        return new LimitExceededException("A managed policy can have up to " + limit
                + " versions. Before you create a new version, you must delete an existing version.");
    }

    static LimitExceededException inlineChars(EntityType type, String name, int limit) {
        return new LimitExceededException(
                "Maximum policy size of " + limit + " bytes exceeded for " + type.word() + " " + name);
    }

    static InvalidInputException invalidArn(String arn) {
        return new InvalidInputException("ARN " + arn + " is not valid.");
    }

    /// What attaching and detaching answer, where others have [#invalidArn].
    static CommonException invalidPolicyArn(String arn) {
        return validation("ARN " + arn + " is not valid.");
    }

    static InvalidInputException reservedPath(String path) {
        return new InvalidInputException("The path " + path + " is reserved for roles that AWS services make.");
    }

    static InvalidInputException duplicateTagKeys() {
        return new InvalidInputException("Duplicate tag keys found.");
    }

    /// Of users and roles.
    static InvalidInputException sameTagKeys() {
        return new InvalidInputException("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    static LimitExceededException tooManyTags() {
        return new LimitExceededException("The number of tags has reached the maximum limit.");
    }

    static InvalidInputException reservedTagKey() {
        return new InvalidInputException("Tag keys that start with aws: are reserved for AWS's use.");
    }

    static InvalidInputException expiredStatus() {
        return new InvalidInputException("The status Expired cannot be set.");
    }

    static NoSuchEntityException noSuchSigningCertificate(String certificateId) {
        return new NoSuchEntityException("The Certificate with id " + certificateId + " cannot be found.");
    }

    static MalformedCertificateException malformedSigningCertificate(String body) {
        return new MalformedCertificateException("Certificate " + body + " is malformed.");
    }

    static MalformedCertificateException expiredCertificate() {
        return new MalformedCertificateException("The certificate has expired.");
    }

    static InvalidCertificateException certificateNotYetValid() {
        return new InvalidCertificateException("The certificate is not valid yet.");
    }

    static InvalidCertificateException signingCertificateKey(int bits) {
        return new InvalidCertificateException(
                "The certificate must hold an RSA public key of at least " + bits + " bits.");
    }

    static DuplicateCertificateException duplicateCertificate() {
        return new DuplicateCertificateException(
                "The same certificate is already associated with an IAM user in the account.");
    }

    static NoSuchEntityException noSuchPublicKey(String keyId) {
        return new NoSuchEntityException("The Public Key with id " + keyId + " cannot be found.");
    }

    static InvalidPublicKeyException invalidPublicKey() {
        return new InvalidPublicKeyException("The public key is malformed or otherwise invalid.");
    }

    static UnrecognizedPublicKeyEncodingException publicKeyEncoding() {
        return new UnrecognizedPublicKeyEncodingException(
                "The public key encoding format is unsupported or unrecognized.");
    }

    static DuplicateSSHPublicKeyException duplicateSshPublicKey() {
        return new DuplicateSSHPublicKeyException("The SSH public key is already associated with the specified user.");
    }

    static NoSuchEntityException noSuchServerCertificate(String name) {
        return new NoSuchEntityException("The Server Certificate with name " + name + " cannot be found.");
    }

    static EntityAlreadyExistsException serverCertificateExists(String name) {
        return new EntityAlreadyExistsException("The Server Certificate with name " + name + " already exists.");
    }

    static MalformedCertificateException malformedCertificate(String message) {
        return new MalformedCertificateException(message);
    }

    static MalformedCertificateException unreadableCertificate() {
        return new MalformedCertificateException(
                "Unable to parse certificate. Please ensure the certificate is in PEM format.");
    }

    /// `index` is -1 where it is no single certificate.
    static MalformedCertificateException certificateChain(int index) {
        return new MalformedCertificateException("Unable to validate certificate chain. The certificate chain must"
                + " start with the immediate signing certificate, followed by any intermediaries in order. The index"
                + " within the chain of the invalid certificate is: " + index);
    }

    static KeyPairMismatchException keyPairMismatch() {
        return new KeyPairMismatchException("The public key certificate and the private key do not match.");
    }

    static FeatureEnabledException outboundFederationEnabled() {
        return new FeatureEnabledException("Outbound identity federation is already enabled for your account.");
    }

    static FeatureDisabledException outboundFederationDisabled() {
        return new FeatureDisabledException("Outbound identity federation is disabled for your account.");
    }

    static UnmodifiableEntityException unmodifiable(String roleName) {
        return new UnmodifiableEntityException("Cannot perform the operation on the protected role '" + roleName
                + "' - this role is only modifiable by AWS");
    }

    static UnmodifiableEntityException linkedRoleDuration(String roleName) {
        return new UnmodifiableEntityException(
                roleName + " is an AWS service linked role, max session duration cannot be changed.");
    }

    static PolicyNotAttachableException servicesPolicy(EntityType holder) {
        return new PolicyNotAttachableException(
                "Cannot attach a Service Role Policy to a Customer " + holder.title() + ".");
    }

    static InvalidInputException linkedRoleExists(String roleName) {
        return new InvalidInputException(
                "Service role name " + roleName + " has been taken in this account, please try a different suffix.");
    }

    static InvalidInputException suffixNotAllowed(String principal) {
        return new InvalidInputException("Custom suffix is not allowed for " + principal);
    }

    static InvalidInputException roleNameTooLong(String roleName, int limit) {
        return new InvalidInputException("The role name " + roleName + " has more than " + limit + " characters.");
    }

    static CommonException noLinkedService(String principal) {
        return CommonErrors.accessDenied("Cannot find Service Linked Role template for " + principal);
    }

    static InvalidInputException invalidTaskId() {
        return new InvalidInputException("Invalid task id");
    }

    static NoSuchEntityException noSuchTask(String taskId) {
        return new NoSuchEntityException("The deletion task with id " + taskId + " cannot be found.");
    }

    static NoSuchEntityException noSuchJob(String jobId) {
        return new NoSuchEntityException("The job with id " + jobId + " cannot be found.");
    }

    static OrganizationNotFoundException noOrganization() {
        return new OrganizationNotFoundException("No organization is associated with your account.");
    }

    static AccountNotManagementOrDelegatedAdministratorException notAdministrator() {
        return new AccountNotManagementOrDelegatedAdministratorException(
                "The account is not the management account or delegated administrator account.");
    }

    static CallerIsNotManagementAccountException notManagementAccount() {
        return new CallerIsNotManagementAccountException(
                "The account is not the management account for the organization.");
    }

    static OrganizationNotInAllFeaturesModeException notAllFeatures() {
        return new OrganizationNotInAllFeaturesModeException("The organization does not have All features enabled.");
    }

    static ServiceAccessNotEnabledException noTrustedAccess() {
        return new ServiceAccessNotEnabledException("Trusted access is not enabled for IAM in Organizations.");
    }

    static ReportGenerationLimitExceededException tooManyReports() {
        return new ReportGenerationLimitExceededException("The request failed because the maximum number of concurrent"
                + " requests for this account are already running.");
    }

    /// What Organizations answers to the calls that a report of its entities is made from.
    ///
    /// Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPoliciesForTarget.html
    static CommonException organizationsNotInUse() {
        return CommonException.sender(
                "AWSOrganizationsNotInUseException", 400, "Your account is not a member of an organization.");
    }

    static CommonException organizationsDenied() {
        return CommonException.sender(
                "AccessDeniedException", 400, "You don't have permissions to access this resource.");
    }

    static CommonException noSuchTarget() {
        return CommonException.sender("TargetNotFoundException", 400, "You specified a target that doesn't exist.");
    }

    static CommonException noSuchControlPolicy() {
        return CommonException.sender("PolicyNotFoundException", 400, "You specified a policy that doesn't exist.");
    }

    static CommonException controlPoliciesNotEnabled() {
        return CommonException.sender(
                "PolicyTypeNotEnabledException",
                400,
                "The specified policy type isn't currently enabled in this root.");
    }

    static NoSuchEntityException noSuchDelegationRequest(String id) {
        return new NoSuchEntityException("The delegation request with id " + id + " cannot be found.");
    }

    static EntityAlreadyExistsException delegationRequestExists(String workflowId) {
        return new EntityAlreadyExistsException(
                "A delegation request with workflow id " + workflowId + " already exists.");
    }

    static InvalidInputException locale(String locale) {
        return new InvalidInputException("The locale " + locale + " is not valid.");
    }

    static InvalidInputException noDelegationTemplate(String arn) {
        return new InvalidInputException("The policy template " + arn + " is not registered for this account.");
    }

    static InvalidInputException delegationParameters() {
        return new InvalidInputException("Each policy parameter needs a name of its own.");
    }

    static InvalidInputException notificationChannel(String channel) {
        return new InvalidInputException("IAM cannot publish to the notification channel " + channel + ".");
    }

    static InvalidInputException delegationState(String id, DelegationState state) {
        return new InvalidInputException(
                "The delegation request with id " + id + " is in state " + state + ", which does not allow this.");
    }

    static InvalidInputException delegationByRoot(long hours) {
        return new InvalidInputException(
                "A root user cannot accept delegation requests for more than " + hours + " hours.");
    }

    static CommonException throttled() {
        return CommonException.sender("Throttling", 400, "Rate exceeded");
    }

    static CommonException validation(String message) {
        return CommonException.sender("ValidationError", 400, message);
    }
}
