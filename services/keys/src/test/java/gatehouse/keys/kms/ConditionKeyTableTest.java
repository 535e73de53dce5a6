package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.keys.kms.ConditionCalls.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each condition key of KMS's, for each action that has it: where it holds the caller may, where it does
/// not, may not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionKeyTableTest {
    /// The condition key, the actions (`*` for all that AWS lists, less those of the key's other rows), the
    /// operator, and the values that allow and deny. After a `-` stands a variant of the request, in
    /// [ConditionCalls].
    ///
    /// Behind `-via`, and for `kms:ViaService`, Secrets Manager makes the request for the caller.
    ///
    /// `never`: the key is never there, as at AWS where nothing supplies it. An attestation comes with a
    /// Recipient, and whoever gives one is refused before anything is decided; and what is not made yet has
    /// no tags.
    private static final String TABLE = """
            aws:RequestTag/team                        *                 StringEquals                red                 blue
            aws:ResourceTag/team                       *                 StringEquals                red                 blue
            aws:ResourceTag/team                       CreateKey         never                       -                   -
            aws:TagKeys                                *                 ForAnyValue:StringEquals    team                Team
            kms:BypassPolicyLockoutSafetyCheck         *                 Bool                        true                false
            kms:CallerAccount                          *                 StringEquals                111122223333        444455556666
            kms:CustomerMasterKeySpec                  CreateKey,Sign    StringEquals                $spec               RSA_4096
            kms:CustomerMasterKeyUsage                 CreateKey,Sign    StringEquals                $usage              GENERATE_VERIFY_MAC
            kms:DataKeyPairSpec                        *                 StringEquals                ECC_NIST_P256       RSA_2048
            kms:EncryptionAlgorithm                    *                 StringEquals                SYMMETRIC_DEFAULT   RSAES_OAEP_SHA_256
            kms:EncryptionContext:purpose              *                 StringEquals                test                there
            kms:EncryptionContext:place                ReEncryptTo       StringEquals                there               test
            kms:EncryptionContextKeys                  *                 ForAllValues:StringEquals   purpose             place
            kms:EncryptionContextKeys                  ReEncryptTo       ForAllValues:StringEquals   place               purpose
            kms:ExpirationModel                        *                 StringEquals                KEY_MATERIAL_EXPIRES KEY_MATERIAL_DOES_NOT_EXPIRE
            kms:GrantConstraintSourceArn               *                 ArnLike                     arn:aws:rds:*:*:db:* arn:aws:s3:::*
            kms:GrantConstraintType                    CreateGrant       ForAnyValue:StringEquals    EncryptionContextSubset EncryptionContextEquals
            kms:GrantConstraintType                    RetireGrant       StringEquals                EncryptionContextEquals EncryptionContextSubset
            kms:GrantIsForAWSResource                  *                 Bool                        false               true
            kms:GrantIsForAWSResource                  CreateGrant-via,ListGrants-via,RevokeGrant-via Bool true          false
            kms:GrantOperations                        *                 ForAllValues:StringLike     *crypt              Sign
            kms:GranteePrincipal                       *                 StringEquals                arn:aws:iam::111122223333:user/bob arn:aws:iam::111122223333:user/carol
            kms:GranteeServicePrincipal                CreateGrant-service StringEquals              rds.amazonaws.com   ec2.amazonaws.com
            kms:KeyAgreementAlgorithm                  *                 StringEquals                ECDH                RSA
            kms:KeyOrigin                              *                 StringEquals                $origin             AWS_CLOUDHSM
            kms:KeySpec                                *                 StringEquals                $spec               RSA_4096
            kms:KeyUsage                               *                 StringEquals                $usage              NONE
            kms:MacAlgorithm                           *                 StringEquals                HMAC_SHA_256        HMAC_SHA_384
            kms:MessageType                            *                 StringEquals                RAW                 DIGEST
            kms:MultiRegion                            *                 Bool                        true                false
            kms:MultiRegionKeyType                     *                 StringEquals                PRIMARY             REPLICA
            kms:PrimaryRegion                          *                 StringEquals                eu-west-1           us-east-1
            kms:ReEncryptOnSameKey                     *                 Bool                        false               true
            kms:ReEncryptOnSameKey                     ReEncryptFrom-same,ReEncryptTo-same Bool      true                false
            kms:RecipientAttestation:ImageSha384       *                 never                       -                   -
            kms:RecipientAttestation:NitroTPMPCR0      *                 never                       -                   -
            kms:RecipientAttestation:PCR0              *                 never                       -                   -
            kms:ReplicaRegion                          *                 StringEquals                eu-north-1          us-east-1
            kms:RequestAlias                           *                 StringEquals                $alias              alias/other
            kms:ResourceAliases                        *                 ForAnyValue:StringEquals    $alias              alias/other
            kms:RetiringPrincipal                      *                 StringEquals                arn:aws:iam::111122223333:user/carol arn:aws:iam::111122223333:user/bob
            kms:RetiringServicePrincipal               CreateGrant-service StringEquals              ec2.amazonaws.com   rds.amazonaws.com
            kms:RotationPeriodInDays                   *                 NumericLessThanEquals       100                 99
            kms:ScheduleKeyDeletionPendingWindowInDays *                 NumericGreaterThanEquals    8                   9
            kms:SigningAlgorithm                       *                 StringEquals                ECDSA_SHA_256       ECDSA_SHA_384
            kms:TrailingDaysWithoutKeyUsage            *                 NumericLessThan             1                   0
            kms:ValidTo                                *                 NumericLessThanEquals       1772359260.0        1772359259.0
            kms:ViaService                             *                 StringEquals                secretsmanager.us-east-1.amazonaws.com ssm.us-east-1.amazonaws.com
            kms:WrappingAlgorithm                      *                 StringEquals                RSAES_OAEP_SHA_256  RSAES_OAEP_SHA_1
            kms:WrappingKeySpec                        *                 StringEquals                RSA_2048            RSA_3072
            """;

    /// Of the reference's actions the one that no operation needs: replication is KMS's own.
    private static final Set<String> WITHOUT_OPERATION = Set.of("SynchronizeMultiRegionKey");

    /// Operations on stores and clusters that are not there: they are allowed, and find nothing.
    private static final Set<String> FINDING_NOTHING =
            Set.of("CustomKeyStoreNotFoundException", "CloudHsmClusterNotFoundException");

    private static final String VIA = "-via";

    private KmsFixture kms;
    private ConditionCalls calls;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        kms = KmsFixture.in(folder);
        calls = new ConditionCalls(kms);
    }

    @AfterAll
    void stop() {
        kms.close();
    }

    /// A row.
    record Row(String key, List<String> actions, String operator, String right, String wrong) {
        static Row of(String line) {
            String[] words = line.split(" +", -1);
            return new Row(words[0], List.of(words[1].split(",", -1)), words[2], words[3], words[4]);
        }

        boolean isForAll() {
            return actions.equals(List.of("*"));
        }

        boolean isNever() {
            return operator.equals("never");
        }

        /// The conditions under which the caller may, and may not.
        String condition(Probe probe, boolean holds) {
            if (isNever()) {
                return holds ? "{\"Null\":{\"" + key + "\":\"true\"}}" : "{\"StringLike\":{\"" + key + "\":\"*\"}}";
            }
            return "{\"" + operator + "\":{\"" + key + "\":\"" + probe.filled(holds ? right : wrong) + "\"}}";
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(Row::of);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aConditionKeyDecides(Row row) throws Exception {
        Set<String> actions = row.isForAll() ? remaining(row.key()) : new LinkedHashSet<>(row.actions());
        assertThat(actions).isNotEmpty();
        List<String> differences = new ArrayList<>();
        for (String variant : actions) {
            boolean via = variant.endsWith(VIA) || row.key().equals("kms:ViaService");
            String action = variant.replace(VIA, "");
            Probe probe = calls.probe(ConditionCalls.operation(action));
            String operation = ConditionCalls.operation(action);
            String body = calls.body(action, probe);
            Answer denied = call(via, user(action, row.condition(probe, false)), operation, body);
            if (!denied.error().equals("AccessDeniedException")) {
                differences.add(action + " is not denied: " + denied.json());
            }
            Answer allowed = call(via, user(action, row.condition(probe, true)), operation, body);
            if (allowed.status() != 200 && !FINDING_NOTHING.contains(allowed.error())) {
                differences.add(action + " is not allowed: " + allowed.json());
            }
        }
        assertThat(differences).isEmpty();
    }

    private Answer call(boolean via, String caller, String operation, String body) {
        return via ? kms.callVia("secretsmanager", caller, operation, body) : kms.call(caller, operation, body);
    }

    @Test
    void noKeyOfAwsReferenceIsLeftOutForAnyAction() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, Set<String>> action : reference().entrySet()) {
            for (String key : action.getValue()) {
                boolean has = rows().anyMatch(row -> row.key().equals(key)
                        && (row.isForAll()
                                || row.actions().stream()
                                        .anyMatch(each ->
                                                each.replaceFirst("-.*", "").equals(action.getKey()))));
                // What an encryption context is called is the request's.
                boolean isOtherName = key.equals("kms:EncryptionContext:purpose")
                        && action.getKey().equals("ReEncryptTo");
                if (!has && !isOtherName) {
                    missing.add(action.getKey() + " " + key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /// The actions that AWS lists the key for, without those of the key's other rows.
    private static Set<String> remaining(String key) throws IOException {
        Set<String> actions = new TreeSet<>();
        reference().forEach((action, keys) -> {
            if (keys.contains(key)) {
                actions.add(action);
            }
        });
        if (key.equals("kms:EncryptionContext:purpose")) {
            actions.remove("ReEncryptTo");
        }
        rows().filter(row -> row.key().equals(key) && !row.isForAll()).forEach(row -> actions.removeAll(row.actions()));
        return actions;
    }

    /// AWS's reference, as the conformance tests keep it: the keys of each action, with the names of the
    /// table.
    private static Map<String, Set<String>> reference() throws IOException {
        List<String[]> lines =
                Files.readAllLines(Path.of("../../conformance/src/test/resources/authorization-reference/kms.tsv"))
                        .stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", 4))
                        .toList();
        Map<String, List<String>> types = new TreeMap<>();
        Map<String, Set<String>> actions = new TreeMap<>();
        for (String[] line : lines) {
            if (line[0].equals("type")) {
                types.put(line[1], words(line[3]));
            } else if (!WITHOUT_OPERATION.contains(line[1])) {
                Set<String> keys = new TreeSet<>(words(line[3]));
                words(line[2].replace("*", "")).forEach(type -> keys.addAll(requireNonNull(types.get(type))));
                actions.put(line[1], keys);
            }
        }
        return actions;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replace("${TagKey}", "team")
                        .replace("${EncryptionContextKey}", "purpose")
                        .replace("${Number}", "0"))
                .toList();
    }

    /// A user who may do the action on a key of this region only under that condition, and everything else.
    private String user(String variant, String condition) throws IOException {
        String action = variant.replaceFirst("-.*", "");
        boolean onKeys = requireNonNull(reference().get(action)).contains("kms:KeySpec") && !action.equals("CreateKey");
        String key = onKeys ? "arn:aws:kms:us-east-1:*:key/*" : "*";
        return kms.identities.user(
                ACCOUNT,
                "limited",
                "{\"Effect\":\"Allow\",\"NotAction\":\"kms:" + action + "\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:" + action
                        + "\",\"Resource\":[\"arn:aws:kms:*:*:alias/*\",\"arn:aws:kms:eu-*:*:key/*\"]}",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:" + action + "\",\"Resource\":\"" + key + "\",\"Condition\":"
                        + condition + "}");
    }
}
