package gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.Principal;
import gatehouse.policy.Region;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.AwsJson;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits;
import gatehouse.wire.sigv4.Placement;
import gatehouse.wire.sigv4.SignatureV4;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import gatehouse.wire.sigv4.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whole records, byte for byte: clients compare and sign them, so they change only on purpose.
final class RecorderTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Operation<Text, Text> OPERATION =
            new Operation<>(Unserved.MODEL, 0, "Encrypt", new Operation.Http("POST", "/", 200), null);

    private static final Caller ALICE = new Caller(
            new Principal.User("111122223333", "arn:aws:iam::111122223333:user/alice", "AIDACKCEVSQ6C2EXAMPLE"),
            "AKIAIOSFODNN7EXAMPLE",
            "AIDACKCEVSQ6C2EXAMPLE",
            "alice",
            Map.of(),
            null);

    private static final Caller ROLE = new Caller(
            new Principal.Session(
                    "444455556666",
                    "arn:aws:sts::444455556666:assumed-role/app/Zoë",
                    "arn:aws:iam::444455556666:role/app",
                    "AROACKCEVSQ6C2EXAMPLE"),
            "ASIAIOSFODNN7EXAMPLE",
            "AROACKCEVSQ6C2EXAMPLE:Zoë",
            "app",
            Map.of(),
            new Caller.Session(TIME, TIME.plusSeconds(3600), null, null, List.of(), "alice", Map.of(), List.of()));

    /// An event id is made of sixteen times the next number.
    private byte number;

    private final Recorder recorder = new Recorder(new Ids(bytes -> Arrays.fill(bytes, ++number)));

    @Test
    void aUsersCallIsOneRecord() {
        Attempt attempt = attempt(ALICE, "aws-cli/2.0 \"quoted\"");
        attempt.notes().resource(KEY, "AWS::KMS::Key", "111122223333");
        attempt.notes().lookup("alias/a", "AWS::KMS::Alias");
        attempt.notes().additional("keyMaterialId", "abc");
        attempt.succeeded(new Text("not recorded"));
        LogEntry entry = recorder.entries(attempt).getFirst();
        assertThat(text(entry)).isEqualTo(joined("""
                    {"eventVersion":"1.11","userIdentity":{"type":"IAMUser",
                    "principalId":"AIDACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::111122223333:user/alice",
                    "accountId":"111122223333","accessKeyId":"AKIAIOSFODNN7EXAMPLE",
                    "userName":"alice"},"eventTime":"2026-01-01T00:00:00Z",
                    "eventSource":".amazonaws.com","eventName":"Encrypt",
                    "awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1",
                    "userAgent":"aws-cli/2.0 \\"quoted\\"","requestParameters":{"keyId":"alias/a"},
                    "responseElements":null,"additionalEventData":{"keyMaterialId":"abc"},
                    "requestID":"5a5a5a5a-0000-4000-8000-000000000001","eventID":"a5a5a5a5-0000-4000-8000-000000000001",
                    "readOnly":true,"resources":[{"accountId":"111122223333","type":"AWS::KMS::Key",
                    "ARN":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}],
                    "eventType":"AwsApiCall","managementEvent":true,
                    "recipientAccountId":"111122223333","eventCategory":"Management"}
                    """));
        assertThat(entry.account()).isEqualTo("111122223333");
        assertThat(entry.region()).isEqualTo("us-east-1");
        assertThat(entry.time()).isEqualTo(TIME);
        assertThat(entry.attributes())
                .containsExactly(
                        new Attribute("EventId", "a5a5a5a5-0000-4000-8000-000000000001"),
                        new Attribute("EventName", "Encrypt"),
                        new Attribute("EventSource", ".amazonaws.com"),
                        new Attribute("ReadOnly", "true"),
                        new Attribute("Username", "alice"),
                        new Attribute("AccessKeyId", "AKIAIOSFODNN7EXAMPLE"),
                        new Attribute("ResourceType", "AWS::KMS::Key"),
                        new Attribute("ResourceName", KEY),
                        new Attribute("ResourceType", "AWS::KMS::Alias"),
                        new Attribute("ResourceName", "alias/a"));
    }

    @Test
    void aRolesCallOnAnotherAccountsKeyIsRecordedInBoth() {
        Attempt attempt = attempt(ROLE, null);
        attempt.notes().resource(KEY, "AWS::KMS::Key", "111122223333");
        attempt.notes().answered("keyId", KEY);
        attempt.succeeded(new Text("not recorded"));
        List<LogEntry> entries = recorder.entries(attempt);
        assertThat(entries).extracting(LogEntry::account).containsExactly("444455556666", "111122223333");
        assertThat(text(entries.getFirst())).isEqualTo(joined("""
                    {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole",
                    "principalId":"AROACKCEVSQ6C2EXAMPLE:Zoë",
                    "arn":"arn:aws:sts::444455556666:assumed-role/app/Zoë",
                    "accountId":"444455556666","accessKeyId":"ASIAIOSFODNN7EXAMPLE",
                    "sessionContext":{"sessionIssuer":{"type":"Role",
                    "principalId":"AROACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::444455556666:role/app",
                    "accountId":"444455556666","userName":"app"},
                    "attributes":{"creationDate":"2026-01-01T00:00:00Z","mfaAuthenticated":"false"},
                    "sourceIdentity":"alice"}},
                    "eventTime":"2026-01-01T00:00:00Z","eventSource":".amazonaws.com",
                    "eventName":"Encrypt","awsRegion":"us-east-1",
                    "sourceIPAddress":"192.0.2.1","requestParameters":{"keyId":"alias/a"},
                    "responseElements":{
                    "keyId":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
                    "requestID":"5a5a5a5a-0000-4000-8000-000000000001","eventID":"a5a5a5a5-0000-4000-8000-000000000001",
                    "readOnly":true,"resources":[{"accountId":"111122223333","type":"AWS::KMS::Key",
                    "ARN":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}],
                    "eventType":"AwsApiCall","managementEvent":true,
                    "recipientAccountId":"444455556666","sharedEventID":"01010101-0101-4101-8101-010101010101",
                    "eventCategory":"Management"}
                    """));
        assertThat(text(entries.getLast()))
                .isEqualTo(text(entries.getFirst())
                        .replace("a5a5a5a5-0000-4000-8000-000000000001", "02020202-0202-4202-8202-020202020202")
                        .replace("\"recipientAccountId\":\"444455556666\"", "\"recipientAccountId\":\"111122223333\""));
    }

    @Test
    void aFailureIsRecordedWithItsCodeAndMessage() {
        Attempt attempt = attempt(ALICE, null);
        attempt.failed(CommonErrors.accessDenied("no\n"));
        LogEntry entry = recorder.entries(attempt).getFirst();
        assertThat(text(entry)).isEqualTo(joined("""
                    {"eventVersion":"1.11","userIdentity":{"type":"IAMUser",
                    "principalId":"AIDACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::111122223333:user/alice",
                    "accountId":"111122223333","accessKeyId":"AKIAIOSFODNN7EXAMPLE",
                    "userName":"alice"},"eventTime":"2026-01-01T00:00:00Z",
                    "eventSource":".amazonaws.com","eventName":"Encrypt",
                    "awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1",
                    "errorCode":"AccessDenied","errorMessage":"no\\n",
                    "requestParameters":{"keyId":"alias/a"},"responseElements":null,
                    "requestID":"5a5a5a5a-0000-4000-8000-000000000001","eventID":"a5a5a5a5-0000-4000-8000-000000000001",
                    "readOnly":true,"eventType":"AwsApiCall",
                    "managementEvent":true,"recipientAccountId":"111122223333",
                    "eventCategory":"Management"}
                    """));
    }

    @Test
    void aCallThatAServiceForwardsForASessionIsARecordBehindThatOfItsCall() {
        Attempt outer = attempt(ROLE, "aws-cli/2.0");
        Service service =
                Service.of(NoteServices.FIRST, "first", ConstraintProfile.JSON).build();
        Forwarded asked = Forwarded.of(
                outer.asked().service(),
                "6b6b6b6b-0000-4000-8000-000000000001",
                new Forwarded(service, request(null), "", List.of()));
        Attempt attempt = outer.forwarding(asked);
        attempt.found(OPERATION, Trail.READ);
        attempt.read(new Text("alias/a"));
        List<LogEntry> entries = recorder.entries(outer);
        assertThat(entries).hasSize(2);
        assertThat(text(entries.getFirst())).doesNotContain("invokedBy");
        assertThat(text(entries.getLast())).isEqualTo(joined("""
                    {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole",
                    "principalId":"AROACKCEVSQ6C2EXAMPLE:Zoë",
                    "arn":"arn:aws:sts::444455556666:assumed-role/app/Zoë",
                    "accountId":"444455556666","accessKeyId":"ASIAIOSFODNN7EXAMPLE",
                    "sessionContext":{"sessionIssuer":{"type":"Role",
                    "principalId":"AROACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::444455556666:role/app",
                    "accountId":"444455556666","userName":"app"},
                    "attributes":{"creationDate":"2026-01-01T00:00:00Z","mfaAuthenticated":"false"},
                    "sourceIdentity":"alice"},"invokedBy":"first.amazonaws.com"},
                    "eventTime":"2026-01-01T00:00:00Z","eventSource":".amazonaws.com",
                    "eventName":"Encrypt","awsRegion":"us-east-1",
                    "sourceIPAddress":"first.amazonaws.com","userAgent":"first.amazonaws.com",
                    "requestParameters":{"keyId":"alias/a"},"responseElements":null,
                    "requestID":"6b6b6b6b-0000-4000-8000-000000000001","eventID":"94949494-0000-4000-8000-000000000001",
                    "readOnly":true,"eventType":"AwsApiCall","managementEvent":true,
                    "recipientAccountId":"444455556666","eventCategory":"Management"}
                    """));
    }

    @Test
    void aCallOfNoKnownOperationIsRecordedAsAWrite() {
        HttpRequest request = request(null);
        Attempt attempt = new Attempt(inbound(request), ALICE, Region.US_EAST_1, TIME);
        attempt.failed(CommonErrors.internalFailure());
        LogEntry entry = recorder.entries(attempt).getFirst();
        assertThat(text(entry))
                .contains("\"eventName\":\"UnknownOperation\"")
                .contains("\"requestParameters\":null,\"responseElements\":null")
                .contains("\"readOnly\":false");
        assertThat(entry.attributes()).contains(new Attribute("ReadOnly", "false"));
    }

    @Test
    void longWordsAreCutAndParametersThatAreTooLongAreLeftOut() {
        Attempt attempt = attempt(ALICE, "u".repeat(1025));
        attempt.read(new Text("é".repeat(51_200)));
        attempt.succeeded(new Text("not recorded"));
        LogEntry entry = recorder.entries(attempt).getFirst();
        assertThat(text(entry))
                .contains("\"userAgent\":\"" + "u".repeat(1024) + "\"")
                .contains("\"requestParameters\":{\"omitted\":true,\"originalSize\":102412,"
                        + "\"reason\":\"requestParameters too large\"},\"responseElements\":null");
    }

    private static Attempt attempt(Caller caller, @Nullable String userAgent) {
        Attempt attempt = new Attempt(inbound(request(userAgent)), caller, Region.US_EAST_1, TIME);
        attempt.found(OPERATION, Trail.READ);
        attempt.read(new Text("alias/a"));
        return attempt;
    }

    private static Inbound inbound(HttpRequest request) {
        Service service =
                Service.of(Unserved.MODEL, "kms", ConstraintProfile.JSON).build();
        CredentialScope scope = new CredentialScope("20260101", "us-east-1", "kms");
        SignatureV4 signature = new SignatureV4(
                SigningAlgorithm.HMAC,
                Placement.HEADER,
                "AKIAIOSFODNN7EXAMPLE",
                scope,
                List.of("host"),
                "",
                TIME,
                null,
                null);
        return new Inbound(
                request,
                "5a5a5a5a-0000-4000-8000-000000000001",
                new Route.ToService(service, new AwsJson(), Endpoint.UNKNOWN),
                signature);
    }

    private static HttpRequest request(@Nullable String userAgent) {
        Headers headers = userAgent == null ? Headers.of() : Headers.of("user-agent", userAgent);
        return new HttpRequest("POST", "/", "", headers, new byte[0], new HttpRequest.Connection("192.0.2.1", true));
    }

    private static String text(LogEntry entry) {
        return new String(entry.body(), StandardCharsets.UTF_8);
    }

    private static String joined(String lines) {
        return lines.replace("\n", "");
    }

    /// A shape of one text.
    private record Text(String keyId) implements Shape {
        private static final Member KEY_ID =
                Member.of(0, "KeyId", Schema.simple("Text", Kind.STRING, Constraints.NONE, Traits.NONE), Traits.NONE);
        private static final Schema SCHEMA = Schema.structure("EncryptRequest", Kind.STRUCTURE, Traits.NONE, KEY_ID);

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public void writeMembers(ShapeWriter out) {
            out.string(KEY_ID, keyId);
        }
    }
}
