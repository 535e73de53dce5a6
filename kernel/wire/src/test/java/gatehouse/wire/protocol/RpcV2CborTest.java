package gatehouse.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.cbor.CborReader;
import gatehouse.wire.cbor.CborWriter;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.SampleService.ThingNotFound;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RpcV2CborTest {
    private static final Protocol PROTOCOL = new RpcV2Cbor();
    private static final SampleService SERVICE = SampleService.JSON;
    private static final String PATH = "/service/SampleService/operation/PutThing";
    private static final Headers HEADERS =
            Headers.of("smithy-protocol", "rpc-v2-cbor", "content-type", "application/cbor");

    private static final Schema TEXT = Schema.simple("String", Kind.STRING, Constraints.NONE, Traits.NONE);
    private static final Schema ERROR = Schema.structure(
            "Error",
            Kind.STRUCTURE,
            Traits.NONE,
            Member.of(0, "__type", TEXT, Traits.NONE),
            Member.of(1, "Message", TEXT, Traits.NONE),
            Member.of(2, "message", TEXT, Traits.NONE),
            Member.of(3, "Thing", TEXT, Traits.NONE));

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH,
                "/v1/prefix/service/SampleService/operation/PutThing",
                "/service/com.amazonaws.sample.SampleService/operation/PutThing",
            })
    void thePathNamesTheOperation(String path) {
        assertThat(operation("POST", path, HEADERS)).isEqualTo("PutThing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/service/SampleService",
                "service/SampleService/operation/PutThing",
                "/service/OtherService/operation/PutThing",
                "/service/com.example.SampleService/operation/PutThing",
                "/service/SampleService/operations/PutThing",
                "/service/SampleService/operation/PutThing/",
                "/services/SampleService/operation/PutThing",
            })
    void anotherPathNamesNone(String path) {
        assertThat(operation("POST", path, HEADERS)).isNull();
    }

    @Test
    void anotherMethodOrProtocolNamesNone() {
        assertThat(operation("GET", PATH, HEADERS)).isNull();
        assertThat(operation("POST", PATH, Headers.of())).isNull();
        assertThat(operation("POST", PATH, Headers.of("smithy-protocol", "rpc-v2-json")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-target", "x-amzn-target"})
    void aTargetBesideThePathIsRefused(String name) {
        Headers headers = Headers.of("smithy-protocol", "rpc-v2-cbor", name, "SampleService.PutThing");
        assertThatThrownBy(() -> operation("POST", PATH, headers)).isInstanceOf(SerializationException.class);
    }

    @Test
    void inputsAreMaps() {
        Values thing = Values.of(SampleService.THING, "KeyId", "k", "Count", 5);
        GrowableBytes body = new GrowableBytes(16);
        new CborWriter(body).structure(thing);
        assertThat(input(body.toByteArray(), HEADERS)).isEqualTo(thing);
        Headers withParameter = Headers.of("content-type", "Application/CBOR; charset=utf-8");
        assertThat(input(body.toByteArray(), withParameter)).isEqualTo(thing);
        assertThat(input(new byte[0], Headers.of())).isEqualTo(Values.of(SampleService.THING));
    }

    @Test
    void aBodyThatIsSaidToBeSomethingElseIsRefused() {
        byte[] body = {(byte) 0xA0};
        assertThatThrownBy(() -> input(body, Headers.of("content-type", "application/json")))
                .isInstanceOf(SerializationException.class)
                .hasMessage("The Content-Type must be application/cbor");
        assertThatThrownBy(() -> input(body, Headers.of())).isInstanceOf(SerializationException.class);
    }

    @Test
    void outputsAreMaps() {
        Values thing = Values.of(SampleService.THING, "KeyId", "k");
        HttpResponse response = PROTOCOL.writeOutput(SERVICE.putThing(), thing, "id");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().first("smithy-protocol")).isEqualTo("rpc-v2-cbor");
        assertThat(response.headers().first("content-type")).isEqualTo("application/cbor");
        assertThat(response.headers().first("x-amzn-requestid")).isEqualTo("id");
        Values read = CborReader.read(response.body(), in -> Values.read(SampleService.THING, in));
        assertThat(read).isEqualTo(thing);
    }

    @Test
    void modelledErrorsAreNamedWithTheirNamespace() {
        HttpResponse response = PROTOCOL.writeError(SERVICE, new ThingNotFound("gone"), "id");
        assertThat(response.status()).isEqualTo(404);
        assertThat(error(response))
                .isEqualTo(Map.of(
                        "__type", "com.amazonaws.sample#ThingNotFoundException", "Message", "gone", "Thing", "thing"));
    }

    @Test
    void commonErrorsAreNamedAsTheyAre() {
        CommonException unknown = ProtocolErrors.unknownOperation(Protocol.Family.CBOR, SERVICE, "Other");
        HttpResponse response = PROTOCOL.writeError(SERVICE, unknown, "id");
        assertThat(response.status()).isEqualTo(404);
        assertThat(error(response)).isEqualTo(Map.of("__type", "UnknownOperationException"));
        SerializationException cause = new SerializationException("STRING_VALUE can not be converted to a Long");
        HttpResponse broken =
                PROTOCOL.writeError(SERVICE, ProtocolErrors.serialization(Protocol.Family.CBOR, cause), "id");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(error(broken))
                .isEqualTo(Map.of(
                        "__type", "SerializationException", "message", "STRING_VALUE can not be converted to a Long"));
    }

    private static @Nullable String operation(String method, String path, Headers headers) {
        return PROTOCOL.operationName(request(method, path, headers, new byte[0]), SERVICE);
    }

    private static Values input(byte[] body, Headers headers) {
        return PROTOCOL.readInput(request("POST", PATH, headers, body), SERVICE.putThing());
    }

    private static Map<String, Object> error(HttpResponse response) {
        return CborReader.read(response.body(), in -> Values.read(ERROR, in)).members();
    }

    private static HttpRequest request(String method, String path, Headers headers, byte[] body) {
        return new HttpRequest(method, path, "", headers, body, new HttpRequest.Connection("::1", true));
    }
}
