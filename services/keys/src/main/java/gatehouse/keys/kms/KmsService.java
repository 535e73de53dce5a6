package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Service;
import gatehouse.gateway.Trail;
import gatehouse.keys.kms.Messages.Tools;
import gatehouse.keys.kms.store.CustomKeyStore;
import gatehouse.keys.kms.store.CustomKeyStores;
import gatehouse.model.kms.CreateGrantRequest;
import gatehouse.model.kms.DecryptRequest;
import gatehouse.model.kms.DeriveSharedSecretRequest;
import gatehouse.model.kms.DescribeKeyRequest;
import gatehouse.model.kms.EncryptRequest;
import gatehouse.model.kms.GenerateDataKeyPairRequest;
import gatehouse.model.kms.GenerateDataKeyPairWithoutPlaintextRequest;
import gatehouse.model.kms.GenerateDataKeyRequest;
import gatehouse.model.kms.GenerateDataKeyWithoutPlaintextRequest;
import gatehouse.model.kms.GenerateMacRequest;
import gatehouse.model.kms.GetPublicKeyRequest;
import gatehouse.model.kms.Kms;
import gatehouse.model.kms.ReEncryptRequest;
import gatehouse.model.kms.SignRequest;
import gatehouse.model.kms.VerifyMacRequest;
import gatehouse.model.kms.VerifyRequest;
import gatehouse.ports.SealedTable;
import gatehouse.store.Store;
import gatehouse.store.View;
import gatehouse.wire.constraint.ConstraintProfile;
import java.util.ArrayList;
import java.util.List;

/// AWS Key Management Service: its parts, put together, and its operations, listed once.
public final class KmsService {
    /// A use of a key: CloudTrail calls it read-only, as it changes nothing.
    private static final Trail USE = Trail.READ.omitting("grantTokens");

    private final Store store;
    private final Entropy entropy;
    private final CustomKeyStores stores;
    private final BackedKeys backed;
    private final KeyMaterials materials;
    private final Keys keys;
    private final KeySettings settings;
    private final KeyDeletion deletion;
    private final LastUsages lastUsages;
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
    private final GrantTokens tokens;
    private final Grants grants;
    private final GrantLists grantLists;

    public KmsService(KmsParts parts, KmsLimits limits) {
        this.store = parts.store();
        this.entropy = parts.entropy();
        this.stores = parts.stores();
        this.backed = new BackedKeys(stores.keys(), stores.externalKeys(), entropy);
        this.materials = new KeyMaterials(parts.sealer(), entropy, limits.openedSecretsMax());
        ManagedKeys managedKeys = new ManagedKeys(materials, entropy);
        Tools tools = new Tools(entropy, limits, managedKeys);
        KnownKeys known = new KnownKeys(new CompiledKeyPolicies(limits.compiledPoliciesMax()), limits.knownKeysMax());
        KmsActions actions = new KmsActions(known, new GrantedAccess(limits.grantPoliciesMax()), limits);
        KeyPolicyCheck policyCheck = new KeyPolicyCheck(parts.principals(), limits);
        this.publicKeys = new PublicKeys(actions, materials, limits.openedSecretsMax());
        Messages messages = new Messages(known, materials, backed, publicKeys, tools);
        this.keys = new Keys(actions, materials, backed, policyCheck, tools);
        this.lastUsages = new LastUsages(actions, parts.calls());
        this.settings = new KeySettings(actions, lastUsages);
        this.deletion = new KeyDeletion(actions, lastUsages);
        this.rotator = new Rotator(materials, entropy);
        this.rotations = new KeyRotations(actions, rotator);
        this.generations = new Generations(actions);
        this.multiRegion = new MultiRegionKeys(actions, materials, policyCheck, limits);
        this.imported = new ImportedMaterial(materials);
        this.imports = new Imports(actions, new ImportTokens(parts.sealer()), imported, store::erase);
        this.policies = new KeyPolicies(actions, policyCheck);
        this.tags = new KeyTags(actions, limits);
        this.aliases = new Aliases(actions, limits);
        this.encryption = new Encryption(actions, messages, managedKeys);
        this.dataKeys = new DataKeys(actions, messages, backed, tools);
        this.dataKeyPairs = new DataKeyPairs(actions, messages, managedKeys);
        this.signatures = new Signatures(actions, materials, publicKeys);
        this.macs = new Macs(actions, materials);
        this.sharedSecrets = new SharedSecrets(actions, materials);
        GrantPrincipals grantPrincipals = new GrantPrincipals(parts.principals());
        this.tokens = new GrantTokens(materials, entropy);
        this.grants = new Grants(actions, grantPrincipals, tokens, entropy, limits);
        this.grantLists = new GrantLists(actions, grantPrincipals);
    }

    /// KMS's tables that hold sealed secrets.
    public static List<SealedTable<?>> sealedTables() {
        List<SealedTable<?>> all = new ArrayList<>(KeyMaterials.SEALED);
        all.add(CustomKeyStores.SEALED);
        return all;
    }

    /// Whether there are keys in a custom key store.
    public static boolean hasKeys(View view, CustomKeyStore keyStore) {
        return view.has(
                KmsTables.KEYS,
                KmsTables.KEYS_BY_STORE,
                KmsTables.store(keyStore.account(), keyStore.region(), keyStore.storeId()));
    }

    /// Erases the key material that is kept opened, and leaves the tokens.
    public void forgetOpened() {
        materials.forgetAll();
        stores.disconnectHere();
    }

    /// The service for the gateway.
    public Service service() {
        return granted(used(managed(stores.on(Service.of(Kms.MODEL, "kms", ConstraintProfile.JSON)))))
                .build();
    }

    private Service.Builder managed(Service.Builder kms) {
        return kms.on(Kms.CREATE_KEY, keys::createKey)
                .on(Kms.DESCRIBE_KEY, tokens.checked(DescribeKeyRequest::grantTokens, keys::describeKey), USE)
                .on(Kms.LIST_KEYS, keys::listKeys)
                .on(Kms.ENABLE_KEY, settings::enableKey)
                .on(Kms.DISABLE_KEY, settings::disableKey)
                .on(Kms.UPDATE_KEY_DESCRIPTION, settings::updateKeyDescription)
                .on(Kms.GET_KEY_ROTATION_STATUS, rotations::getKeyRotationStatus)
                .on(Kms.GET_KEY_LAST_USAGE, lastUsages::getKeyLastUsage)
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
                .on(Kms.LIST_ALIASES, aliases::listAliases);
    }

    private Service.Builder used(Service.Builder kms) {
        return kms.on(Kms.ENCRYPT, tokens.checked(EncryptRequest::grantTokens, encryption::encrypt), USE)
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
                        Kms.GENERATE_DATA_KEY_PAIR,
                        tokens.checked(GenerateDataKeyPairRequest::grantTokens, dataKeyPairs::generateDataKeyPair),
                        USE)
                .on(
                        Kms.GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT,
                        tokens.checked(
                                GenerateDataKeyPairWithoutPlaintextRequest::grantTokens,
                                dataKeyPairs::generateDataKeyPairWithoutPlaintext),
                        USE)
                .on(Kms.SIGN, tokens.checked(SignRequest::grantTokens, signatures::sign), USE)
                .on(Kms.VERIFY, tokens.checked(VerifyRequest::grantTokens, signatures::verify), USE)
                .on(Kms.GENERATE_MAC, tokens.checked(GenerateMacRequest::grantTokens, macs::generateMac), USE)
                .on(Kms.VERIFY_MAC, tokens.checked(VerifyMacRequest::grantTokens, macs::verifyMac), USE)
                .on(
                        Kms.DERIVE_SHARED_SECRET,
                        tokens.checked(DeriveSharedSecretRequest::grantTokens, sharedSecrets::deriveSharedSecret),
                        USE)
                .on(
                        Kms.GET_PUBLIC_KEY,
                        tokens.checked(GetPublicKeyRequest::grantTokens, publicKeys::getPublicKey),
                        USE);
    }

    private Service.Builder granted(Service.Builder kms) {
        return kms.on(
                        Kms.CREATE_GRANT,
                        tokens.checked(CreateGrantRequest::grantTokens, grants::createGrant),
                        Trail.WRITE.omitting("grantTokens"))
                .on(Kms.LIST_GRANTS, grantLists::listGrants)
                .on(Kms.LIST_RETIRABLE_GRANTS, grantLists::listRetirableGrants)
                .on(Kms.RETIRE_GRANT, grants::retireGrant, Trail.WRITE.omitting("grantToken"))
                .on(Kms.REVOKE_GRANT, grants::revokeGrant);
    }

    /// What KMS does by itself.
    public KmsSweep sweep() {
        return new KmsSweep(
                store,
                new Rewrapping(store, materials),
                new DeletionSweep(store, materials, backed, entropy),
                new RotationSweep(store, rotator),
                new ExpirySweep(store, imported, materials, entropy));
    }
}
