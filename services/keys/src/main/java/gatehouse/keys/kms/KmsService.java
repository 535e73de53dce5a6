package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.Service;
import gatehouse.gateway.Trail;
import gatehouse.model.kms.CreateGrantRequest;
import gatehouse.model.kms.DecryptRequest;
import gatehouse.model.kms.DescribeKeyRequest;
import gatehouse.model.kms.EncryptRequest;
import gatehouse.model.kms.GenerateDataKeyRequest;
import gatehouse.model.kms.GenerateDataKeyWithoutPlaintextRequest;
import gatehouse.model.kms.Kms;
import gatehouse.model.kms.ReEncryptRequest;
import gatehouse.ports.Principals;
import gatehouse.store.Store;
import gatehouse.wire.constraint.ConstraintProfile;

/// AWS Key Management Service: its parts, put together, and its operations, listed once.
public final class KmsService {
    /// A use of a key: CloudTrail calls it read-only, as it changes nothing.
    private static final Trail USE = Trail.READ.omitting("grantTokens");

    private final Entropy entropy;
    private final KeyMaterials materials;
    private final Keys keys;
    private final KeySettings settings;
    private final KeyDeletion deletion;
    private final KeyPolicies policies;
    private final KeyTags tags;
    private final Aliases aliases;
    private final Encryption encryption;
    private final DataKeys dataKeys;
    private final GrantTokens tokens;
    private final Grants grants;
    private final GrantLists grantLists;

    public KmsService(Sealer sealer, Entropy entropy, Principals principals, KmsLimits limits) {
        this.entropy = entropy;
        this.materials = new KeyMaterials(sealer, entropy, limits.openedSecretsMax());
        KnownKeys known = new KnownKeys(new CompiledKeyPolicies(limits.compiledPoliciesMax()), limits.knownKeysMax());
        KmsActions actions = new KmsActions(known, new GrantedAccess(limits.grantPoliciesMax()), limits);
        KeyPolicyCheck policyCheck = new KeyPolicyCheck(principals, limits);
        Messages messages = new Messages(known, materials, entropy, limits);
        this.keys = new Keys(actions, materials, policyCheck, entropy, limits);
        this.settings = new KeySettings(actions);
        this.deletion = new KeyDeletion(actions);
        this.policies = new KeyPolicies(actions, policyCheck);
        this.tags = new KeyTags(actions, limits);
        this.aliases = new Aliases(actions, limits);
        this.encryption = new Encryption(actions, messages);
        this.dataKeys = new DataKeys(actions, messages, entropy);
        GrantPrincipals grantPrincipals = new GrantPrincipals(principals);
        this.tokens = new GrantTokens(materials, entropy);
        this.grants = new Grants(actions, grantPrincipals, tokens, entropy, limits);
        this.grantLists = new GrantLists(actions, grantPrincipals);
    }

    /// The service for the gateway.
    public Service service() {
        return Service.of(Kms.MODEL, "kms", ConstraintProfile.JSON)
                .on(Kms.CREATE_KEY, keys::createKey)
                .on(Kms.DESCRIBE_KEY, tokens.checked(DescribeKeyRequest::grantTokens, keys::describeKey), USE)
                .on(Kms.LIST_KEYS, keys::listKeys)
                .on(Kms.ENABLE_KEY, settings::enableKey)
                .on(Kms.DISABLE_KEY, settings::disableKey)
                .on(Kms.UPDATE_KEY_DESCRIPTION, settings::updateKeyDescription)
                .on(Kms.GET_KEY_ROTATION_STATUS, settings::getKeyRotationStatus)
                .on(Kms.SCHEDULE_KEY_DELETION, deletion::scheduleKeyDeletion)
                .on(Kms.CANCEL_KEY_DELETION, deletion::cancelKeyDeletion)
                .on(Kms.GET_KEY_POLICY, policies::getKeyPolicy)
                .on(Kms.PUT_KEY_POLICY, policies::putKeyPolicy)
                .on(Kms.LIST_KEY_POLICIES, policies::listKeyPolicies)
                .on(Kms.TAG_RESOURCE, tags::tagResource)
                .on(Kms.UNTAG_RESOURCE, tags::untagResource)
                .on(Kms.LIST_RESOURCE_TAGS, tags::listResourceTags)
                .on(Kms.CREATE_ALIAS, aliases::createAlias)
                .on(Kms.UPDATE_ALIAS, aliases::updateAlias)
                .on(Kms.DELETE_ALIAS, aliases::deleteAlias)
                .on(Kms.LIST_ALIASES, aliases::listAliases)
                .on(Kms.ENCRYPT, tokens.checked(EncryptRequest::grantTokens, encryption::encrypt), USE)
                .on(Kms.DECRYPT, tokens.checked(DecryptRequest::grantTokens, encryption::decrypt), USE)
                .on(Kms.RE_ENCRYPT, tokens.checked(ReEncryptRequest::grantTokens, encryption::reEncrypt), USE)
                .on(
                        Kms.GENERATE_DATA_KEY,
                        tokens.checked(GenerateDataKeyRequest::grantTokens, dataKeys::generateDataKey),
                        USE)
                .on(
                        Kms.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
                        tokens.checked(
                                GenerateDataKeyWithoutPlaintextRequest::grantTokens,
                                dataKeys::generateDataKeyWithoutPlaintext),
                        USE)
                .on(Kms.GENERATE_RANDOM, dataKeys::generateRandom, Trail.READ)
                .on(
                        Kms.CREATE_GRANT,
                        tokens.checked(CreateGrantRequest::grantTokens, grants::createGrant),
                        Trail.WRITE.omitting("grantTokens"))
                .on(Kms.LIST_GRANTS, grantLists::listGrants)
                .on(Kms.LIST_RETIRABLE_GRANTS, grantLists::listRetirableGrants)
                .on(Kms.RETIRE_GRANT, grants::retireGrant, Trail.WRITE.omitting("grantToken"))
                .on(Kms.REVOKE_GRANT, grants::revokeGrant)
                .build();
    }

    /// What deletes keys in that store when their time has come.
    public DeletionSweep deletionSweep(Store store) {
        return new DeletionSweep(store, materials, entropy);
    }
}
