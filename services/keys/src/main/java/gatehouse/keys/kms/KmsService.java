package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.Service;
import gatehouse.gateway.Trail;
import gatehouse.model.kms.Kms;
import gatehouse.ports.Principals;
import gatehouse.store.Store;
import gatehouse.wire.constraint.ConstraintProfile;

/// AWS Key Management Service: its parts, put together, and its operations, listed once.
public final class KmsService {
    private final Store store;
    private final Entropy entropy;
    private final KeyMaterials materials;
    private final Keys keys;
    private final KeySettings settings;
    private final KeyDeletion deletion;
    private final Rotator rotator;
    private final KeyRotations rotations;
    private final Generations generations;
    private final MultiRegionKeys multiRegion;
    private final ImportedMaterial imported;
    private final Imports imports;
    private final KeyPolicies policies;
    private final KeyTags tags;
    private final Aliases aliases;
    private final Encryption encryption;
    private final DataKeys dataKeys;
    private final DataKeyPairs dataKeyPairs;
    private final PublicKeys publicKeys;
    private final Signatures signatures;
    private final Macs macs;
    private final SharedSecrets sharedSecrets;

    public KmsService(Store store, Sealer sealer, Entropy entropy, Principals principals, KmsLimits limits) {
        this.store = store;
        this.entropy = entropy;
        this.materials = new KeyMaterials(sealer, entropy, limits.openedSecretsMax());
        KnownKeys known = new KnownKeys(new CompiledKeyPolicies(limits.compiledPoliciesMax()), limits.knownKeysMax());
        KmsActions actions = new KmsActions(known, limits);
        KeyPolicyCheck policyCheck = new KeyPolicyCheck(principals, limits);
        this.publicKeys = new PublicKeys(actions, materials, limits.openedSecretsMax());
        Messages messages = new Messages(known, materials, publicKeys, entropy, limits);
        this.keys = new Keys(actions, materials, policyCheck, entropy, limits);
        this.settings = new KeySettings(actions);
        this.deletion = new KeyDeletion(actions);
        this.rotator = new Rotator(materials, entropy);
        this.rotations = new KeyRotations(actions, rotator);
        this.generations = new Generations(actions);
        this.multiRegion = new MultiRegionKeys(actions, materials, policyCheck, limits);
        this.imported = new ImportedMaterial(materials);
        this.imports = new Imports(actions, new ImportTokens(sealer), imported, store::erase);
        this.policies = new KeyPolicies(actions, policyCheck);
        this.tags = new KeyTags(actions, limits);
        this.aliases = new Aliases(actions, limits);
        this.encryption = new Encryption(actions, messages);
        this.dataKeys = new DataKeys(actions, messages, entropy);
        this.dataKeyPairs = new DataKeyPairs(actions, messages);
        this.signatures = new Signatures(actions, materials, publicKeys);
        this.macs = new Macs(actions, materials);
        this.sharedSecrets = new SharedSecrets(actions, materials);
    }

    /// The service for the gateway.
    public Service service() {
        return Service.of(Kms.MODEL, "kms", ConstraintProfile.JSON)
                .on(Kms.CREATE_KEY, keys::createKey)
                .on(Kms.DESCRIBE_KEY, keys::describeKey)
                .on(Kms.LIST_KEYS, keys::listKeys)
                .on(Kms.ENABLE_KEY, settings::enableKey)
                .on(Kms.DISABLE_KEY, settings::disableKey)
                .on(Kms.UPDATE_KEY_DESCRIPTION, settings::updateKeyDescription)
                .on(Kms.GET_KEY_ROTATION_STATUS, rotations::getKeyRotationStatus)
                .on(Kms.ENABLE_KEY_ROTATION, rotations::enableKeyRotation)
                .on(Kms.DISABLE_KEY_ROTATION, rotations::disableKeyRotation)
                .on(Kms.ROTATE_KEY_ON_DEMAND, rotations::rotateKeyOnDemand)
                .on(Kms.LIST_KEY_ROTATIONS, generations::listKeyRotations)
                .on(Kms.REPLICATE_KEY, multiRegion::replicateKey)
                .on(Kms.UPDATE_PRIMARY_REGION, multiRegion::updatePrimaryRegion)
                .on(Kms.GET_PARAMETERS_FOR_IMPORT, imports::getParametersForImport, Trail.READ)
                .on(Kms.IMPORT_KEY_MATERIAL, imports::importKeyMaterial)
                .on(Kms.DELETE_IMPORTED_KEY_MATERIAL, imports::deleteImportedKeyMaterial)
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
                .on(Kms.GENERATE_DATA_KEY_PAIR, dataKeyPairs::generateDataKeyPair, Trail.READ)
                .on(
                        Kms.GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT,
                        dataKeyPairs::generateDataKeyPairWithoutPlaintext,
                        Trail.READ)
                .on(Kms.SIGN, signatures::sign, Trail.READ)
                .on(Kms.VERIFY, signatures::verify, Trail.READ)
                .on(Kms.GENERATE_MAC, macs::generateMac, Trail.READ)
                .on(Kms.VERIFY_MAC, macs::verifyMac, Trail.READ)
                .on(Kms.DERIVE_SHARED_SECRET, sharedSecrets::deriveSharedSecret, Trail.READ)
                .on(Kms.GET_PUBLIC_KEY, publicKeys::getPublicKey, Trail.READ)
                .build();
    }

    /// What KMS does by itself.
    public KmsSweep sweep() {
        return new KmsSweep(
                store,
                new Rewrapping(store, materials),
                new DeletionSweep(store, materials, entropy),
                new RotationSweep(store, rotator),
                new ExpirySweep(store, imported, materials, entropy));
    }
}
