package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.keys.kms.KeysInStates.Kind;
import gatehouse.keys.kms.KeysInStates.Subject;
import gatehouse.keys.kms.KeysInStates.Use;
import gatehouse.model.kms.Kms;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// AWS's table of key states, each cell through the gateway.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html. Its columns Creating and
/// Updating are left out: here a replica is there, and a primary region changed, when the operation
/// answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyStateTableTest {
    /// A row is an operation. A cell holds the footnote by which the operation fails, or `ok`: for a key
    /// whose material was made here, was imported, and is in a custom key store, in this order, where they
    /// differ. `-`: there is no such key.
    private static final String TABLE = """
            operation                           Enabled   Disabled  PendDel   PendReplDel PendImport Unavailable
            CancelKeyDeletion                   4         4         ok        ok          4          4
            CreateAlias                         ok        ok        3         3           ok         ok
            CreateGrant                         ok        1         3         3           5          ok
            Decrypt                             ok        1         3         3           5          11
            DeleteAlias                         ok        ok        ok        ok          ok         ok
            DeleteImportedKeyMaterial           9/ok/9    9/ok/9    9/ok/9    9           ok         9
            DeriveSharedSecret                  ok/ok/-   1/1/-     3/3/-     3           5          -
            DescribeKey                         ok        ok        ok        ok          ok         ok
            DisableKey                          ok        ok        3         3           5          ok
            DisableKeyRotation                  ok/6/7    1         3         3           5          7
            EnableKey                           ok        ok        3         3           5          ok
            EnableKeyRotation                   ok/6/7    1         3         3           5          7
            Encrypt                             ok        1         3         3           5          11
            GenerateDataKey                     ok        1         3         3           5          11
            GenerateDataKeyPair                 ok/ok/7   1         3         3           5          11
            GenerateDataKeyPairWithoutPlaintext ok/ok/7   1         3         3           5          11
            GenerateDataKeyWithoutPlaintext     ok        1         3         3           5          11
            GenerateMac                         ok/ok/-   1/1/-     3/3/-     3           5          -
            GetKeyLastUsage                     ok        ok        ok        ok          ok         ok
            GetKeyPolicy                        ok        ok        ok        ok          ok         ok
            GetKeyRotationStatus                ok/ok/7   ok/ok/7   ok/ok/7   ok          ok         7
            GetParametersForImport              9/ok/9    9/ok/9    9/3/9     9           ok         9
            GetPublicKey                        ok/ok/-   1/1/-     3/3/-     3           5          -
            ImportKeyMaterial                   9/ok/9    9/ok/9    9/3/9     9           ok         9
            ListAliases                         ok        ok        ok        ok          ok         ok
            ListGrants                          ok        ok        ok        ok          ok         ok
            ListKeyPolicies                     ok        ok        ok        ok          ok         ok
            ListKeyRotations                    ok/ok/7   ok/ok/7   ok/ok/7   ok          ok         7
            ListResourceTags                    ok        ok        ok        ok          ok         ok
            PutKeyPolicy                        ok        ok        ok        ok          ok         ok
            ReEncrypt                           ok        1         3         3           5          11
            ReEncrypt-to                        ok        1         3         3           5          11
            ReplicateKey                        ok/ok/M   1/1/M     3/3/M     3           ok         M
            RetireGrant                         ok        ok        ok        ok          ok         ok
            RevokeGrant                         ok        ok        ok        ok          ok         ok
            RotateKeyOnDemand                   ok/P/7    1         3         3           5          7
            ScheduleKeyDeletion                 ok        ok        3         3           ok         ok
            Sign                                ok/ok/-   1/1/-     3/3/-     3           5          -
            TagResource                         ok        ok        3         3           ok         ok
            UntagResource                       ok        ok        3         3           ok         ok
            UpdateAlias                         ok        ok        3         3           ok         ok
            UpdateAlias-from                    ok        ok        ok        ok          ok         ok
            UpdateKeyDescription                ok        ok        3         3           ok         ok
            UpdatePrimaryRegion                 ok/ok/M   1/1/M     3/3/M     3           5          M
            Verify                              ok/ok/-   1/1/-     3/3/-     3           5          -
            VerifyMac                           ok/ok/-   1/1/-     3/3/-     3           5          -
            """;

    private static final List<KeyState> COLUMNS = List.of(
            KeyState.ENABLED,
            KeyState.DISABLED,
            KeyState.PENDING_DELETION,
            KeyState.PENDING_REPLICA_DELETION,
            KeyState.PENDING_IMPORT,
            KeyState.UNAVAILABLE);

    private static final Set<String> NAMING_A_KEY = Set.of("KeyId", "TargetKeyId", "SourceKeyId", "DestinationKeyId");

    private static final String LEAVING_KEYS_AS_THEY_ARE =
            "(Decrypt|Derive|Describe|Encrypt|Generate|Get|List|ReEncrypt|Sign|Verify).*";

    private KeysInStates keys;
    private KmsFixture kms;
    private String other;
    private int aliases;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        keys = new KeysInStates(folder);
        kms = keys.kms;
        other = kms.key();
    }

    @AfterAll
    void stop() {
        keys.close();
    }

    static Stream<String> rows() {
        return TABLE.lines().skip(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anOperationDoesInEachStateWhatAwsTableSays(String row) throws Exception {
        String[] cells = row.split(" +", -1);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            String[] outcomes = cells[i + 1].split("/", -1);
            List<Kind> kinds = kinds(COLUMNS.get(i));
            for (Kind kind : kinds) {
                String outcome = outcomes[outcomes.length == 1 ? 0 : kinds.indexOf(kind)];
                if (!outcome.equals("-") && exists(cells[0], kind)) {
                    check(cells[0], kind, COLUMNS.get(i), outcome, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void everyOperationThatTakesAKeyHasARow() {
        Set<String> rows = rows().map(row -> row.replaceFirst("[ -].*", "")).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Operation<?, ?> operation : Kms.MODEL.operations()) {
            Schema input = operation.inputSchema();
            boolean takesAKey = input.members().stream().anyMatch(member -> NAMING_A_KEY.contains(member.name()));
            if (takesAKey && !rows.contains(operation.name())) {
                missing.add(operation.name());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatIsChangedOfAnUnavailableKeyShowsWhenItIsAvailable() throws Exception {
        Subject subject = keys.subject(Kind.STORED, Use.ENCRYPT, KeyState.UNAVAILABLE);
        call("DisableKey", subject).ok();
        assertThat(state(subject)).isEqualTo("Unavailable");
        encrypt(subject).isRefusedWith("KMSInvalidStateException", arn(subject.key()) + " is unavailable.");
        keys.connect();
        assertThat(state(subject)).isEqualTo("Disabled");
        encrypt(subject).isRefusedWith("DisabledException", arn(subject.key()) + " is disabled.");

        keys.disconnect();
        assertThat(state(subject)).isEqualTo("Unavailable");
        call("EnableKey", subject).ok();
        assertThat(state(subject)).isEqualTo("Unavailable");
        keys.connect();
        assertThat(state(subject)).isEqualTo("Enabled");
        encrypt(subject).ok();
        keys.used(subject);
    }

    @Test
    void aKeyThatIsPendingDeletionStaysSoWithoutItsStore() throws Exception {
        Subject subject = keys.subject(Kind.STORED, Use.ENCRYPT, KeyState.UNAVAILABLE);
        assertThat(call("ScheduleKeyDeletion", subject).text("KeyState")).isEqualTo("PendingDeletion");
        assertThat(state(subject)).isEqualTo("PendingDeletion");
        call("EnableKey", subject)
                .isRefusedWith("KMSInvalidStateException", arn(subject.key()) + " is pending deletion.");
        call("CancelKeyDeletion", subject).ok();
        assertThat(state(subject)).isEqualTo("Unavailable");
        keys.connect();
        assertThat(state(subject)).isEqualTo("Disabled");
        keys.used(subject);
    }

    @Test
    void materialThatWentWhileItsKeyWasPendingDeletionIsWaitedForAfterwards() throws Exception {
        Subject subject = keys.subject(Kind.IMPORTED, Use.ENCRYPT, KeyState.PENDING_DELETION);
        call("DeleteImportedKeyMaterial", subject).ok();
        assertThat(state(subject)).isEqualTo("PendingDeletion");
        call("CancelKeyDeletion", subject).ok();
        assertThat(state(subject)).isEqualTo("PendingImport");
        keys.used(subject);
    }

    private static List<Kind> kinds(KeyState state) {
        return switch (state) {
            case ENABLED, DISABLED, PENDING_DELETION -> List.of(Kind.values());
            case PENDING_REPLICA_DELETION -> List.of(Kind.MADE);
            case PENDING_IMPORT -> List.of(Kind.IMPORTED);
            case UNAVAILABLE -> List.of(Kind.STORED);
        };
    }

    private static boolean exists(String row, Kind kind) {
        return switch (use(row)) {
            case SIGN, AGREE, AUTHENTICATE -> kind != Kind.STORED;
            case ENCRYPT, REPLICATE, BE_REPLICATED -> true;
        };
    }

    private void check(String row, Kind kind, KeyState state, String outcome, List<String> differences)
            throws Exception {
        Subject subject = keys.subject(kind, use(row), state);
        String before = state(subject);
        assertThat(before).isEqualTo(state.word().value());
        Answer answer = call(row, subject);
        String error = answer.status() == 200 ? "ok" : answer.error() + ": " + answer.message();
        if (!error.startsWith(expected(outcome, state, arn(subject.key())))) {
            differences.add(row + ", " + kind + " key that is " + before + ": " + error);
        }
        if (answer.status() == 200 && !row.matches(LEAVING_KEYS_AS_THEY_ARE)) {
            keys.used(subject);
        } else {
            assertThat(state(subject)).isEqualTo(before);
        }
    }

    /// How the answer to an operation begins.
    private static String expected(String outcome, KeyState state, String arn) {
        return switch (outcome) {
            case "ok" -> "ok";
            case "1" -> "DisabledException: " + arn + " is disabled.";
            case "3" ->
                "KMSInvalidStateException: " + arn
                        + (state == KeyState.PENDING_DELETION
                                ? " is pending deletion."
                                : " is pending replica deletion.");
            case "4" -> "KMSInvalidStateException: " + arn + " is not pending deletion.";
            case "5" -> "KMSInvalidStateException: " + arn + " is pending import.";
            case "6" ->
                "UnsupportedOperationException: " + arn + " origin is EXTERNAL which is not valid for this operation.";
            case "7", "9", "M" -> "UnsupportedOperationException: ";
            case "11" -> "KMSInvalidStateException: " + arn + " is unavailable.";
            case "P" -> "KMSInvalidStateException: No available key material pending rotation for the key: " + arn;
            default -> throw new AssertionError("no footnote " + outcome);
        };
    }

    private static Use use(String row) {
        return switch (row) {
            case "Sign", "Verify", "GetPublicKey" -> Use.SIGN;
            case "GenerateMac", "VerifyMac" -> Use.AUTHENTICATE;
            case "DeriveSharedSecret" -> Use.AGREE;
            case "ReplicateKey" -> Use.REPLICATE;
            case "UpdatePrimaryRegion" -> Use.BE_REPLICATED;
            default -> Use.ENCRYPT;
        };
    }

    private Answer call(String row, Subject subject) {
        String operation = row.replaceFirst("-.*", "");
        return kms.call(kms.root, operation, body(row, subject));
    }

    private String body(String row, Subject subject) {
        String more = switch (row) {
            case "CreateAlias", "UpdateAlias", "UpdateAlias-from", "DeleteAlias", "ReEncrypt", "ReEncrypt-to" -> "";
            case "CreateGrant" ->
                "'GranteePrincipal':'" + TestIdentities.userArn(KmsFixture.ACCOUNT, "bob")
                        + "','Operations':['DescribeKey']";
            case "Decrypt" -> "'CiphertextBlob':'" + subject.output() + "'";
            case "DeriveSharedSecret" -> "'KeyAgreementAlgorithm':'ECDH','PublicKey':'" + subject.output() + "'";
            case "Encrypt" -> "'Plaintext':'AAAA'";
            case "GenerateDataKey", "GenerateDataKeyWithoutPlaintext" -> "'KeySpec':'AES_256'";
            case "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext" -> "'KeyPairSpec':'ECC_NIST_P256'";
            case "GenerateMac" -> "'Message':'AAAA','MacAlgorithm':'HMAC_SHA_256'";
            case "VerifyMac" -> "'Message':'AAAA','MacAlgorithm':'HMAC_SHA_256','Mac':'" + subject.output() + "'";
            case "Sign" -> "'Message':'AAAA','SigningAlgorithm':'ECDSA_SHA_256'";
            case "Verify" ->
                "'Message':'AAAA','SigningAlgorithm':'ECDSA_SHA_256','Signature':'" + subject.output() + "'";
            case "GetParametersForImport" -> "'WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'";
            case "ImportKeyMaterial" -> {
                String all = KeysInStates.importing(subject.key(), subject.imported());
                yield all.substring(all.indexOf(',') + 1, all.length() - 1);
            }
            case "PutKeyPolicy" ->
                "'Policy':" + KmsFixture.json(CompiledKeyPolicies.defaultDocument(KmsFixture.ACCOUNT));
            case "ReplicateKey" -> "'ReplicaRegion':'eu-north-1'";
            case "RetireGrant", "RevokeGrant" -> "'GrantId':'" + subject.grant() + "'";
            case "TagResource" -> "'Tags':[{'TagKey':'c','TagValue':'d'}]";
            case "UntagResource" -> "'TagKeys':['a']";
            case "UpdateKeyDescription" -> "'Description':'another'";
            case "UpdatePrimaryRegion" -> "'PrimaryRegion':'" + KeysInStates.ELSEWHERE + "'";
            default -> "";
        };
        return switch (row) {
            case "CreateAlias" -> "{'AliasName':'alias/new-" + aliases++ + "','TargetKeyId':'" + subject.key() + "'}";
            case "UpdateAlias" -> "{'AliasName':'" + aliasOfOther() + "','TargetKeyId':'" + subject.key() + "'}";
            case "UpdateAlias-from" -> "{'AliasName':'" + subject.alias() + "','TargetKeyId':'" + other + "'}";
            case "DeleteAlias" -> "{'AliasName':'" + subject.alias() + "'}";
            case "ReEncrypt" -> "{'CiphertextBlob':'" + subject.output() + "','DestinationKeyId':'" + other + "'}";
            case "ReEncrypt-to" -> "{'CiphertextBlob':'" + ofOther() + "','DestinationKeyId':'" + subject.key() + "'}";
            default -> "{'KeyId':'" + subject.key() + "'" + (more.isEmpty() ? "" : "," + more) + "}";
        };
    }

    private String aliasOfOther() {
        String alias = "alias/other-" + aliases++;
        String target = kms.key();
        kms.call(kms.root, "CreateAlias", "{'AliasName':'" + alias + "','TargetKeyId':'" + target + "'}")
                .ok();
        return alias;
    }

    private String ofOther() {
        return kms.call(kms.root, "Encrypt", "{'KeyId':'" + other + "','Plaintext':'AAAA'}")
                .text("CiphertextBlob");
    }

    private Answer encrypt(Subject subject) {
        return call("Encrypt", subject);
    }

    private String state(Subject subject) {
        return call("DescribeKey", subject)
                .ok()
                .path("KeyMetadata")
                .path("KeyState")
                .asString();
    }
}
