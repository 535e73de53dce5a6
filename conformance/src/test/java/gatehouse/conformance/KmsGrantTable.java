package gatehouse.conformance;

import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// KMS's operations on grants, for `KmsSdkTest`.
final class KmsGrantTable {
    static final String NOBODY = "arn:aws:iam::" + TestServer.ACCOUNT + ":user/nobody";

    private static final String RETIRING = "arn:aws:iam::" + TestServer.ACCOUNT + ":root";

    private final KmsClient root;

    KmsGrantTable(KmsClient root) {
        this.root = root;
    }

    Stream<SdkCase<KmsClient>> rows() {
        return Stream.of(
                SdkCase.<KmsClient>of(
                                "CreateGrant",
                                () -> {
                                    String id = key();
                                    return kms -> kms.createGrant(in -> in.keyId(id)
                                            .granteePrincipal(NOBODY)
                                            .operations(GrantOperation.DECRYPT));
                                },
                                "GrantId",
                                "GrantToken")
                        .butNot(
                                kms -> kms.createGrant(in -> in.keyId(key())
                                        .granteePrincipal(NOBODY + "-else")
                                        .operations(GrantOperation.DECRYPT)),
                                "InvalidArnException"),
                SdkCase.<KmsClient>of(
                                "ListGrants",
                                () -> {
                                    String id = granted(key()).keyId();
                                    return kms -> kms.listGrants(in -> in.keyId(id));
                                },
                                NOBODY)
                        .butNot(kms -> kms.listGrants(in -> in.keyId(key()).grantId("x")), "InvalidGrantIdException"),
                SdkCase.<KmsClient>of(
                                "ListRetirableGrants",
                                () -> {
                                    granted(key());
                                    return kms -> kms.listRetirableGrants(in -> in.retiringPrincipal(RETIRING));
                                },
                                RETIRING)
                        .butNot(
                                kms -> kms.listRetirableGrants(
                                        in -> in.retiringPrincipal(RETIRING).limit(101)),
                                "ValidationException"),
                SdkCase.<KmsClient>of("RetireGrant", () -> {
                            Granted made = granted(key());
                            return kms -> kms.retireGrant(in -> in.grantToken(made.token()));
                        })
                        .butNot(kms -> kms.retireGrant(in -> in.grantToken("x")), "InvalidGrantTokenException"),
                SdkCase.<KmsClient>of("RevokeGrant", () -> {
                            Granted made = granted(key());
                            return kms ->
                                    kms.revokeGrant(in -> in.keyId(made.keyId()).grantId(made.grantId()));
                        })
                        .butNot(
                                kms -> kms.revokeGrant(in -> in.keyId(key()).grantId("0".repeat(64))),
                                "NotFoundException"));
    }

    record Granted(String keyId, String grantId, String token) {}

    /// A grant of Decrypt on that key to the user without permissions.
    Granted granted(String keyId) {
        var made = root.createGrant(in -> in.keyId(keyId)
                .granteePrincipal(NOBODY)
                .retiringPrincipal(RETIRING)
                .operations(GrantOperation.DECRYPT));
        return new Granted(keyId, made.grantId(), made.grantToken());
    }

    String key() {
        return root.createKey().keyMetadata().keyId();
    }
}
