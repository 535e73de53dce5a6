package gatehouse.identity.iam;

import gatehouse.crypto.Sealer;
import gatehouse.identity.iam.SamlProvider.PrivateKey;
import gatehouse.ports.SealedTable;
import java.util.List;

/// IAM's tables that hold sealed secrets: all of them.
public final class SealedIamTables {
    public static final List<SealedTable<?>> ALL = List.of(
            new SealedTable<>(
                    IamTables.ACCESS_KEYS,
                    row -> List.of(row.sealedSecret()),
                    (_, row, sealer) -> row.withSealedSecret(
                            sealer.reseal(row.sealedSecret(), AccessKey.sealedFor(row.accessKeyId())))),
            new SealedTable<>(
                    IamTables.MFA_DEVICES,
                    row -> List.of(row.sealedSeed()),
                    (_, row, sealer) ->
                            row.withSeed(sealer.reseal(row.sealedSeed(), MfaDevice.sealedFor(row.serialNumber())))),
            new SealedTable<>(
                    IamTables.SERVICE_CREDENTIALS,
                    row -> List.of(row.sealedPassword()),
                    (_, row, sealer) -> row.withPassword(
                            sealer.reseal(row.sealedPassword(), ServiceCredential.sealedFor(row.credentialId())))),
            new SealedTable<>(
                    IamTables.SERVER_CERTIFICATE_MATERIALS,
                    row -> List.of(row.sealedPrivateKey()),
                    (_, row, sealer) -> row.withPrivateKey(sealer.reseal(
                            row.sealedPrivateKey(), ServerCertificateMaterial.sealedFor(row.certificateId())))),
            new SealedTable<>(
                    IamTables.SAML_PROVIDERS,
                    row -> row.privateKeys().stream().map(PrivateKey::sealedPem).toList(),
                    (_, row, sealer) -> row.withPrivateKeys(row.privateKeys().stream()
                            .map(key -> resealed(key, sealer))
                            .toList())));

    private SealedIamTables() {}

    private static PrivateKey resealed(PrivateKey key, Sealer sealer) {
        return new PrivateKey(
                key.keyId(), key.timestamp(), sealer.reseal(key.sealedPem(), PrivateKey.sealedFor(key.keyId())));
    }
}
