package gatehouse.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// What an overlay can change, seen in the Java that comes out.
final class OverlayTest {
    private static final String MODEL = """
            {
              "metadata": {"serviceId": "Tiny", "apiVersion": "2020-01-01", "protocol": "json", "jsonVersion": "1.1",
                           "endpointPrefix": "tiny"},
              "operations": {
                "Put": {"name": "Put", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "PutInput"}}
              },
              "shapes": {
                "Color": {"type": "string", "enum": ["RED", "BLUE"]},
                "Name": {"type": "string", "min": 1, "max": 8, "pattern": "[a-z]+"},
                "PutInput": {"type": "structure", "required": ["Name"],
                             "members": {"Name": {"shape": "Name"}, "Color": {"shape": "Color"}}}
              }
            }
            """;

    @Test
    void withoutAnOverlayTheModelStandsAsItIs() {
        assertThat(file("{}", "TinyShapes")).contains("new Constraints(1L, 8L, \"[a-z]+\", List.of())");
        assertThat(file("{}", "PutRequest"))
                .contains("Schema.structure(\"PutInput\"")
                .contains("Flag.REQUIRED");
    }

    @Test
    void anOverlayAddsAnOperationWithItsShapes() {
        String overlay = """
                {"operations": {"Get": {"name": "Get", "http": {"method": "POST", "requestUri": "/"},
                    "output": {"shape": "GetOutput"}, "errors": [{"shape": "Missing"}]}},
                 "shapes": {"GetOutput": {"type": "structure", "members": {"Name": {"shape": "Name"}}},
                    "Missing": {"type": "structure", "members": {}, "exception": true,
                                "error": {"code": "NoSuchThing", "httpStatusCode": 404}}}}
                """;
        assertThat(file(overlay, "Tiny"))
                .contains("Operation<GetRequest, GetResponse> GET")
                .contains("\"Missing\"");
        assertThat(file(overlay, "GetResponse")).contains("@Nullable String name");
        assertThat(file(overlay, "Missing")).contains("new ErrorInfo(\"Missing\", \"NoSuchThing\", 404, Fault.SENDER)");
    }

    @Test
    void anOverlayAddsAMemberBehindTheOthers() {
        String overlay = "{\"shapes\": {\"PutInput\": {\"members\": {\"Comment\": {\"shape\": \"Name\"}}}}}";
        assertThat(file(overlay, "PutRequest")).contains("Member.of(2, \"Comment\"");
    }

    @Test
    void anOverlayChangesAConstraint() {
        assertThat(file("{\"shapes\": {\"Name\": {\"max\": 99}}}", "TinyShapes"))
                .contains("new Constraints(1L, 99L, \"[a-z]+\", List.of())");
    }

    @Test
    void nullRemovesAConstraint() {
        assertThat(file("{\"shapes\": {\"Name\": {\"pattern\": null, \"min\": null, \"max\": null}}}", "TinyShapes"))
                .contains("\"Name\", Kind.STRING, Constraints.NONE");
        assertThat(file("{\"shapes\": {\"PutInput\": {\"required\": null}}}", "PutRequest"))
                .doesNotContain("Flag.REQUIRED");
    }

    @Test
    void anOverlayReplacesTheWordsOfAnEnum() {
        assertThat(file("{\"shapes\": {\"Color\": {\"enum\": [\"RED\", \"BLUE\", \"sea-green\"]}}}", "Color"))
                .contains("public static final Color SEA_GREEN = new Color(\"sea-green\");");
    }

    @Test
    void anOverlayChangesMetadata() {
        assertThat(file("{\"metadata\": {\"protocols\": [\"smithy-rpc-v2-cbor\", \"json\"]}}", "Tiny"))
                .contains("List.of(\"smithy-rpc-v2-cbor\", \"json\")");
    }

    @Test
    void onlyTheNamedOperationsAreTaken() {
        Model model = Model.of(read(MODEL));
        assertThat(model.only(List.of("Put")).operations()).hasSize(1);
        assertThatThrownBy(() -> model.only(List.of("Take"))).hasMessageContaining("Take");
    }

    private static String file(String overlay, String typeName) {
        ObjectNode tree = read(MODEL);
        Overlay.apply(tree, read(overlay));
        return ServiceSources.of(Model.of(tree)).stream()
                .filter(file -> file.typeName().equals(typeName))
                .map(JavaFile::text)
                .collect(Collectors.joining());
    }

    private static ObjectNode read(String json) {
        return ModelSource.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
