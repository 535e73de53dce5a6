package gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.Principal;
import gatehouse.policy.Region;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Table;
import gatehouse.store.View;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every global condition key of the IAM User Guide: what each kind of caller has, and what nobody has yet.
final class GlobalKeysTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
    private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ACCOUNT = "111122223333";

    private static final Caller USER = new Caller(
            new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/alice", "AIDACKCEVSQ6C2EXAMPLE"),
            "AKIAIOSFODNN7EXAMPLE",
            "AIDACKCEVSQ6C2EXAMPLE",
            "alice",
            Map.of("Team", "red"),
            null);

    private static final Caller ROLE = new Caller(
            new Principal.Session(
                    ACCOUNT,
                    "arn:aws:sts::111122223333:assumed-role/app/run",
                    "arn:aws:iam::111122223333:role/app",
                    "AROACKCEVSQ6C2EXAMPLE"),
            "ASIAIOSFODNN7EXAMPLE",
            "AROACKCEVSQ6C2EXAMPLE:run",
            "app",
            Map.of("Team", "blue"),
            new Caller.Session(ISSUED, NOW, ISSUED, null, List.of(), "zoe", Map.of("Team", "blue"), List.of()));

    private static final Caller ROOT =
            new Caller(new Principal.Root(ACCOUNT), "AKIAIOSFODNN7EXAMPLE", ACCOUNT, "", Map.of(), null);

    /// The service asks nothing of the store to tell its keys.
    private static final class NoView implements View {
        @Override
        public <R extends Record> @Nullable R get(Table<R> table, Key key) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public <R extends Record> Page<R> scan(Table<R> table, Key prefix, @Nullable Key after, int limit) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public <R extends Record> Page<R> scan(
                Table<R> table, Table.Index<R> index, Key prefix, @Nullable Key after, int limit) {
            throw new AssertionError("nothing is read");
        }
    }

    /// The caller calls, and nothing is called on. [ForwardingTest] has what a service's calls have.
    private static final class Direct implements Forwarding {
        @Override
        public List<String> via() {
            return List.of();
        }

        @Override
        public <I extends Shape, O extends Shape> O forward(Operation<I, O> operation, I input) {
            throw new AssertionError("nothing is called");
        }
    }

    private static @Nullable List<String> values(Caller caller, String key) {
        HttpRequest request = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of("user-agent", "aws-cli", "referer", "https://example.com/"),
                new byte[0],
                new HttpRequest.Connection("2001:db8::7", true));
        Operation<?, ?> operation =
                new Operation<>(Unserved.MODEL, 0, "Encrypt", new Operation.Http("POST", "/", 200), null);
        Call call = new Call(
                caller, operation, Region.US_EAST_1, "id", NOW, new NoView(), new AuditNotes(), request, new Direct());
        Resource resource = Resource.of("arn:aws:kms:us-east-1:444455556666:key/1", "444455556666")
                .withTags(new TreeMap<>(Map.of("Stage", "test", "Cost", "1", "COST", "2")));
        return new GlobalKeys(call, resource).values(key.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "aws:PrincipalArn | arn:aws:iam::111122223333:user/alice | arn:aws:iam::111122223333:role/app"
                        + " | arn:aws:iam::111122223333:root",
                "aws:PrincipalAccount | 111122223333 | 111122223333 | 111122223333",
                "aws:PrincipalType | User | AssumedRole | Account",
                "aws:PrincipalTag/team | red | blue | -",
                "aws:userid | AIDACKCEVSQ6C2EXAMPLE | AROACKCEVSQ6C2EXAMPLE:run | 111122223333",
                "aws:username | alice | - | -",
                "aws:PrincipalIsAWSService | false | false | false",
                "aws:ViaAWSService | false | false | false",
                "aws:MultiFactorAuthPresent | - | true | -",
                "aws:MultiFactorAuthAge | - | 600 | -",
                "aws:TokenIssueTime | - | 2026-01-01T00:00:00Z | -",
                "aws:SourceIdentity | - | zoe | -",
                "aws:SourceIp | 2001:db8::7 | 2001:db8::7 | 2001:db8::7",
                "aws:SecureTransport | true | true | true",
                "aws:UserAgent | aws-cli | aws-cli | aws-cli",
                "aws:Referer | https://example.com/ | https://example.com/ | https://example.com/",
                "aws:CurrentTime | 2026-01-01T00:10:00Z | 2026-01-01T00:10:00Z | 2026-01-01T00:10:00Z",
                "aws:EpochTime | 1767226200 | 1767226200 | 1767226200",
                "aws:RequestedRegion | us-east-1 | us-east-1 | us-east-1",
                "aws:ResourceAccount | 444455556666 | 444455556666 | 444455556666",
                "aws:ResourceTag/stage | test | test | test",
            })
    void whatEachKindOfCallerHas(
            String key, @Nullable String ofUser, @Nullable String ofRole, @Nullable String ofRoot) {
        assertThat(Arrays.asList(values(USER, key), values(ROLE, key), values(ROOT, key)))
                .isEqualTo(Arrays.asList(only(ofUser), only(ofRole), only(ofRoot)));
    }

    private static @Nullable List<String> only(@Nullable String value) {
        return value == null ? null : List.of(value);
    }

    @Test
    void tagsWhoseKeysDifferInCaseOnlyAreOneKeyOfSeveralValues() {
        assertThat(values(USER, "aws:ResourceTag/cost")).containsExactlyInAnyOrder("1", "2");
    }

    /// As `GlobalKeys` tells, nothing here makes requests that have them; operations add those of their requests,
    /// and services that call for their callers theirs.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:PrincipalOrgID",
                "aws:PrincipalOrgPaths",
                "aws:ResourceOrgID",
                "aws:ResourceOrgPaths",
                "aws:SourceOrgID",
                "aws:SourceOrgPaths",
                "aws:PrincipalServiceName",
                "aws:PrincipalServiceNamesList",
                "aws:SourceAccount",
                "aws:SourceArn",
                "aws:CalledVia",
                "aws:CalledViaFirst",
                "aws:CalledViaLast",
                "aws:SourceVpc",
                "aws:SourceVpcArn",
                "aws:SourceVpce",
                "aws:VpcSourceIp",
                "aws:VpceAccount",
                "aws:VpceOrgID",
                "aws:VpceOrgPaths",
                "aws:Ec2InstanceSourceVpc",
                "aws:Ec2InstanceSourcePrivateIPv4",
                "aws:FederatedProvider",
                "aws:AssumedRoot",
                "aws:ChatbotSourceArn",
                "aws:RequestTag/team",
                "aws:TagKeys",
                "kms:ViaService"
            })
    void whatNobodyHas(String key) {
        for (Caller caller : List.of(USER, ROLE, ROOT)) {
            assertThat(values(caller, key)).isNull();
        }
    }
}
