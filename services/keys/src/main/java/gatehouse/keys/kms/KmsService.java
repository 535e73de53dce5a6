package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.Service;
import gatehouse.gateway.Trail;
import gatehouse.keys.kms.store.CustomKeyStores;
import gatehouse.model.kms.Kms;
import gatehouse.ports.Principals;
import gatehouse.store.Store;
import gatehouse.wire.constraint.ConstraintProfile;

/// AWS Key Management Service: its parts, put together, and its operations, listed once.
public final class KmsService {
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

    public KmsService(Sealer sealer, Entropy entropy, Principals principals, KmsLimits limits) {
        this.entropy = entropy;
        this.materials = new KeyMaterials(sealer, entropy, limits.openedSecretsMax());
        KnownKeys known = new KnownKeys(new CompiledKeyPolicies(limits.compiledPoliciesMax()), limits.knownKeysMax());
        KmsActions actions = new KmsActions(known, limits);
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
    }

    /// The service for the gateway, with these custom key stores.
    public Service service(CustomKeyStores stores) {
        return stores.on(Service.of(Kms.MODEL, "kms", ConstraintProfile.JSON))
                .on(Kms.CREATE_KEY, keys::createKey)
                .on(Kms.DESCRIBE_KEY, keys::describeKey)
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
                // CloudTrail calls uses of a key read-only: they change nothing.
                .on(Kms.ENCRYPT, encryption::encrypt, Trail.READ)
                .on(Kms.DECRYPT, encryption::decrypt, Trail.READ)
                .on(Kms.RE_ENCRYPT, encryption::reEncrypt, Trail.READ)
                .on(Kms.GENERATE_DATA_KEY, dataKeys::generateDataKey, Trail.READ)
                .on(Kms.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT, dataKeys::generateDataKeyWithoutPlaintext, Trail.READ)
                .on(Kms.GENERATE_RANDOM, dataKeys::generateRandom, Trail.READ)
                .build();
    }

    /// What deletes keys in that store when their time has come.
    public DeletionSweep deletionSweep(Store store) {
        return new DeletionSweep(store, materials, entropy);
    }
}
