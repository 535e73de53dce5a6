package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.RawClient.Reply;
import gatehouse.gateway.OpenCalls;
import gatehouse.gateway.Service;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.sigv4.Signer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.iam.model.AccessKey;

/// What holds of every operation of every service that is served, found by enumeration: nobody gets past the door
/// without a valid signature, nobody acts without a permission, every denial is on record, and what is not built
/// says so.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EveryOperationTest {
    private static final Signer.Credentials ROOT =
            new Signer.Credentials(TestServer.ROOT_KEY_ID, TestServer.ROOT_SECRET, null);

    private final TestServer server = TestServer.start();
    private final RawClient client = new RawClient(server.endpoint());
    private final Events events = new Events(server.cloudTrail(server.root()));
    private Signer.Credentials nobody = ROOT;
    private SmallestInput inputs = new SmallestInput(Map.of());

    @BeforeAll
    void aUserWithoutPermissions() {
        try (var iam = server.iam(server.root());
                var kms = server.kms(server.root())) {
            iam.createUser(user -> user.userName("nobody"));
            AccessKey key = iam.createAccessKey(user -> user.userName("nobody")).accessKey();
            nobody = new Signer.Credentials(key.accessKeyId(), key.secretAccessKey(), null);
            String keyId = kms.createKey().keyMetadata().keyId();
            byte[] ciphertext = kms.encrypt(in -> in.keyId(keyId).plaintext(SdkBytes.fromUtf8String("hello")))
                    .ciphertextBlob()
                    .asByteArray();
            // What makes no sense is refused before anybody asks who may do it, so these must make sense.
            Map<String, Object> sensible = new HashMap<>(grants(keyId));
            sensible.putAll(Map.of(
                    "AliasName",
                    "alias/missing",
                    "TargetKeyId",
                    keyId,
                    "CiphertextBlob",
                    ciphertext,
                    "Decrypt.CiphertextBlob",
                    ciphertext,
                    "ReEncrypt.CiphertextBlob",
                    ciphertext,
                    "CreateDelegationRequest.Permissions",
                    Map.of("PolicyTemplateArn", "arn:aws:iam::aws:x/missing"),
                    "EntityArn",
                    "arn:aws:iam::111122223333:delegation-request/0123456789abcdef",
                    "GenerateDataKey.KeySpec",
                    "AES_256",
                    "GenerateDataKeyWithoutPlaintext.KeySpec",
                    "AES_256"));
            inputs = new SmallestInput(sensible);
        }
    }

    private static Map<String, Object> grants(String keyId) {
        String root = "arn:aws:iam::" + TestServer.ACCOUNT + ":root";
        return Map.of(
                "CreateGrant.GranteePrincipal",
                root,
                "CreateGrant.Operations",
                List.of("Encrypt"),
                "ListRetirableGrants.RetiringPrincipal",
                root,
                "RetireGrant.KeyId",
                keyId,
                "RetireGrant.GrantId",
                "0".repeat(64));
    }

    @AfterAll
    void stop() {
        client.close();
        events.close();
        server.close();
    }

    @Test
    void allServicesAreEnumerated() {
        assertThat(server.services().stream().map(Service::actionPrefix))
                .contains(
                        "iam",
                        "sts",
                        "kms",
                        "cloudtrail",
                        "gatehouse",
                        "cloudwatch",
                        "ec2",
                        "lambda",
                        "route53",
                        "sqs");
        assertThat(server.services().stream()
                        .mapToInt(service -> service.model().operations().size()))
                .allMatch(operations -> operations > 0);
    }

    @TestFactory
    Stream<DynamicNode> everyOperation() {
        return server.services().stream()
                .map(service -> DynamicContainer.dynamicContainer(
                        service.actionPrefix(),
                        service.model().operations().stream()
                                .map(operation -> DynamicContainer.dynamicContainer(
                                        operation.name(), demands(service, operation)))));
    }

    private Stream<DynamicTest> demands(Service service, Operation<?, ?> operation) {
        boolean open = OpenCalls.SOURCES.containsKey(service.actionPrefix() + ":" + operation.name());
        Stream<DynamicTest> ofAll = Stream.of(
                operation.has(Operation.Flag.UNSIGNED) && !service.isBuilt(operation)
                        ? DynamicTest.dynamicTest("tells anybody that it is not built", () -> tellsAnybody(operation))
                        : DynamicTest.dynamicTest("refuses who is anonymous", () -> refusesAnonymous(operation)),
                DynamicTest.dynamicTest("refuses a wrong signature", () -> refusesWrongSignature(service, operation)),
                open
                        ? DynamicTest.dynamicTest("answers anybody", () -> answersAnybody(service, operation))
                        : DynamicTest.dynamicTest(
                                "denies who has no permission, on record", () -> denies(service, operation)));
        Stream<DynamicTest> ofUnbuilt = service.isBuilt(operation)
                ? Stream.of()
                : Stream.of(DynamicTest.dynamicTest(
                        "says that it is not built", () -> saysItIsNotBuilt(service, operation)));
        return Stream.concat(ofAll, ofUnbuilt);
    }

    private void tellsAnybody(Operation<?, ?> operation) {
        Reply reply = client.send(request(operation));
        assertThat(reply.code()).isEqualTo(Refusals.of(operation).notBuilt());
        assertThat(reply.status()).isEqualTo(501);
    }

    private void refusesAnonymous(Operation<?, ?> operation) {
        Reply reply = client.send(request(operation));
        assertThat(reply.code()).isEqualTo(Refusals.of(operation).anonymous());
        assertThat(reply.status()).isBetween(400, 403);
    }

    private void refusesWrongSignature(Service service, Operation<?, ?> operation) {
        Signer.Credentials wrong = new Signer.Credentials(nobody.accessKeyId(), "x" + nobody.secretAccessKey(), null);
        Reply reply = client.signed(request(operation), wrong, signingName(service));
        assertThat(reply.code()).isEqualTo(Refusals.of(operation).wrongSignature());
        assertThat(reply.status()).isBetween(400, 403);
    }

    private void answersAnybody(Service service, Operation<?, ?> operation) {
        Reply reply = client.signed(request(operation), nobody, signingName(service));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private void denies(Service service, Operation<?, ?> operation) {
        Reply reply = client.signed(request(operation), nobody, signingName(service));
        assertThat(reply.code())
                .as(reply.body())
                .isEqualTo(Refusals.of(operation).denied());
        assertThat(reply.status()).isIn(400, 403);
        assertThat(reply.body()).contains("User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: ");
        Event event = eventOf(operation, reply);
        assertThat(event.username()).isEqualTo("nobody");
        assertThat(event.cloudTrailEvent()).contains("\"errorCode\":\"AccessDenied\"", "\"errorMessage\":\"User: arn:");
    }

    private void saysItIsNotBuilt(Service service, Operation<?, ?> operation) {
        Reply reply = client.signed(request(operation), ROOT, signingName(service));
        assertThat(reply.status()).isEqualTo(501);
        assertThat(reply.code()).isEqualTo(Refusals.of(operation).notBuilt());
        assertThat(reply.body()).contains(service.actionPrefix() + ":" + operation.name());
        assertThat(eventOf(operation, reply).cloudTrailEvent()).contains("\"errorCode\":\"NotImplemented\"");
    }

    /// The codes that clients of each protocol are told.
    private record Refusals(String anonymous, String wrongSignature, String denied, String notBuilt) {
        private static final Refusals JSON = new Refusals(
                "MissingAuthenticationTokenException",
                "InvalidSignatureException",
                "AccessDeniedException",
                "NotImplementedException");
        private static final Refusals XML =
                new Refusals("MissingAuthenticationToken", "SignatureDoesNotMatch", "AccessDenied", "NotImplemented");
        private static final Refusals EC2 =
                new Refusals("MissingParameter", "AuthFailure", "AccessDenied", "NotImplemented");

        static Refusals of(Operation<?, ?> operation) {
            List<String> protocols = operation.service().metadata().protocols();
            if (protocols.contains("json") || protocols.contains("rest-json")) {
                return JSON;
            }
            return protocols.contains("ec2") ? EC2 : XML;
        }
    }

    private Event eventOf(Operation<?, ?> operation, Reply reply) {
        assertThat(reply.requestId()).isNotEmpty();
        return events.of(operation.name(), reply.requestId());
    }

    private HttpRequest request(Operation<?, ?> operation) {
        // What is not built does not read its input.
        return client.request(operation, isBuilt(operation) ? inputs.of(operation) : Map.of());
    }

    private boolean isBuilt(Operation<?, ?> operation) {
        return server.services().stream()
                .anyMatch(service -> service.model().equals(operation.service()) && service.isBuilt(operation));
    }

    private static String signingName(Service service) {
        return service.metadata().signingName();
    }
}
