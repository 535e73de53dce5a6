package gatehouse.smithy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Smithy says stands in the older format where the generator looks for it.
final class ServiceConverterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aServiceIsDescribedByItsTraits() {
        JsonNode metadata = convert("aws.protocols#restXml(noErrorWrapping: true)", "operation Op {}")
                .path("metadata");
        assertThat(metadata).isEqualTo(json("""
                {"serviceId": "Svc", "serviceFullName": "A Service", "apiVersion": "2020-01-01",
                 "endpointPrefix": "Svc", "signingName": "Svc", "protocols": ["rest-xml"], "jsonVersion": "1.1",
                 "targetPrefix": "Svc", "namespace": "test", "xmlNamespace": "https://example.com/",
                 "protocolSettings": {"noErrorWrapping": true}}"""));
    }

    @Test
    void membersStandWhereHttpHasThem() {
        JsonNode members = convert("aws.protocols#restJson1", """
                @http(method: "PUT", uri: "/things/{id}/{rest+}?x", code: 201)
                operation Op { input: In }
                structure In {
                    @required @httpLabel id: String
                    @required @httpLabel rest: String
                    @httpHeader("x-h") h: String
                    @httpPrefixHeaders("x-p-") p: Strings
                    @httpQuery("q") q: String
                    @httpQueryParams all: Strings
                    @jsonName("other") named: String
                }
                map Strings { key: String, value: String }
                """)
                .path("shapes")
                .path("In")
                .path("members");
        assertThat(members).isEqualTo(json("""
                {"id": {"shape": "String", "location": "uri", "locationName": "id"},
                 "rest": {"shape": "String", "location": "uri", "locationName": "rest"},
                 "h": {"shape": "String", "location": "header", "locationName": "x-h"},
                 "p": {"shape": "Strings", "location": "headers", "locationName": "x-p-"},
                 "q": {"shape": "String", "location": "querystring", "locationName": "q"},
                 "all": {"shape": "Strings", "location": "querystring"},
                 "named": {"shape": "String", "locationName": "other"}}"""));
    }

    @Test
    void rpcProtocolsHaveNoPlacesAndNoNames() {
        JsonNode model = convert("aws.protocols#awsJson1_0", """
                @http(method: "PUT", uri: "/things")
                operation Op { input: In }
                structure In {
                    @jsonName("other") @xmlName("another") named: String
                    @httpHeader("x-h") h: String
                }
                """);
        assertThat(model.path("operations").path("Op").path("http"))
                .isEqualTo(json("{\"method\": \"POST\", \"requestUri\": \"/\"}"));
        assertThat(model.path("shapes").path("In").path("members"))
                .isEqualTo(json("{\"named\": {\"shape\": \"String\"}, \"h\": {\"shape\": \"String\"}}"));
    }

    @Test
    void aFlattenedListIsACopyWhoseElementsHaveNoName() {
        JsonNode shapes = convert("aws.protocols#awsQuery", """
                operation Op { input: In }
                structure In {
                    wrapped: Strings
                    @xmlFlattened @xmlName("Flat") flat: Strings
                }
                list Strings { @xmlName("item") member: String }
                """).path("shapes");
        assertThat(shapes.path("In").path("members")).isEqualTo(json("""
                {"wrapped": {"shape": "Strings"}, "flat": {"shape": "In_flat", "locationName": "Flat"}}"""));
        assertThat(shapes.path("Strings")).isEqualTo(json("""
                {"type": "list", "member": {"shape": "String", "locationName": "item"}}"""));
        assertThat(shapes.path("In_flat"))
                .isEqualTo(json("{\"type\": \"list\", \"member\": {\"shape\": \"String\"}, \"flattened\": true}"));
    }

    @Test
    void constraintsStandAtTheShapeAndAtTheMember() {
        JsonNode shapes = convert("aws.protocols#restJson1", """
                @http(method: "POST", uri: "/")
                operation Op { input: In }
                structure In {
                    @required word: Word
                    @length(max: 3) short: Word
                    @length(min: 1) some: Set
                    @range(min: 1.5) number: Float
                    @default(7) count: Integer
                }
                @pattern("^[a-z]+$") @length(min: 2, max: 8)
                string Word
                @uniqueItems
                list Set { member: Word }
                """).path("shapes");
        assertThat(shapes.path("Word"))
                .isEqualTo(json("{\"type\": \"string\", \"min\": 2, \"max\": 8, \"pattern\": \"^[a-z]+$\"}"));
        assertThat(shapes.path("In").path("required")).isEqualTo(json("[\"word\"]"));
        assertThat(shapes.path("In").path("members").toString()).isEqualTo("""
                {"word":{"shape":"Word"},"short":{"shape":"Word","max":3},"some":{"shape":"In_some","min":1},\
                "number":{"shape":"Float","min":1.5},"count":{"shape":"Integer","default":7}}""");
        assertThat(shapes.path("In_some")).isEqualTo(json("""
                {"type": "list", "uniqueItems": true, "member": {"shape": "Word"}, "min": 1}"""));
    }

    @Test
    void errorsHaveTheirStatusAndEventsAreMarked() {
        JsonNode shapes = convert("aws.protocols#restJson1", """
                @http(method: "POST", uri: "/")
                operation Op { output: Out, errors: [Gone] }
                structure Out { @httpPayload events: Events }
                @streaming
                union Events { one: One, gone: Gone }
                structure One { @eventHeader h: String, @eventPayload p: Blob }
                @error("server") @httpError(503) @aws.protocols#awsQueryError(code: "Away", httpResponseCode: 504)
                structure Gone { message: String }
                """).path("shapes");
        assertThat(shapes.path("Out")).isEqualTo(json("""
                {"type": "structure", "payload": "events", "members": {"events": {"shape": "Events"}}}"""));
        assertThat(shapes.path("Events").path("eventstream").asBoolean()).isTrue();
        assertThat(shapes.path("One")).isEqualTo(json("""
                {"type": "structure", "event": true, "members": {
                 "h": {"shape": "String", "eventheader": true}, "p": {"shape": "Blob", "eventpayload": true}}}"""));
        assertThat(shapes.path("Gone")).isEqualTo(json("""
                {"type": "structure", "exception": true, "fault": true, "event": true,
                 "error": {"code": "Away", "httpStatusCode": 503}, "members": {"message": {"shape": "String"}}}"""));
    }

    @Test
    void aServiceWithoutAProtocolIsRefused() {
        assertThatThrownBy(() -> convert("title(\"x\")", "operation Op {}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speaks no known protocol");
    }

    /// The service `Svc` with that trait and an operation `Op`.
    private static JsonNode convert(String protocol, String shapes) {
        String named = protocol.startsWith("title") ? "" : "@title(\"A Service\")";
        Model model = Model.assembler()
                .discoverModels()
                .addUnparsedModel("test.smithy", """
                        $version: "2.0"
                        namespace test
                        @%s %s
                        @xmlNamespace(uri: "https://example.com/")
                        service Svc { version: "2020-01-01", operations: [Op] }
                        %s
                        """.formatted(protocol, named, shapes))
                .assemble()
                .unwrap();
        ServiceShape service = model.expectShape(ShapeId.from("test#Svc"), ServiceShape.class);
        return json(new ServiceConverter(model, service).convert().toString());
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
