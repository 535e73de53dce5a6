package gatehouse.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.SampleService.ThingNotFound;
import gatehouse.wire.shape.SerializationException;
import org.junit.jupiter.api.Test;

final class RestXmlTest {
    @Test
    void errorsAreWrapped() {
        HttpResponse response =
                Protocols.of("rest-xml").writeError(SampleService.QUERY, new ThingNotFound("No <thing>"), "3f2b");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers().first("content-type")).isEqualTo("application/xml");
        assertThat(response.headers().first("x-amz-request-id")).isNull();
        assertThat(new String(response.body(), UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<ErrorResponse xmlns=\"https://sample.example.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
                        + "<Code>NoSuchThing</Code><Message>No &lt;thing&gt;</Message><Thing>thing</Thing></Error>"
                        + "<RequestId>3f2b</RequestId></ErrorResponse>");
    }

    @Test
    void bodiesThatCannotBeReadAreMalformedXml() {
        assertThat(ProtocolErrors.serialization(Family.REST_XML, new SerializationException(""))
                        .error()
                        .code())
                .isEqualTo("MalformedXML");
        assertThat(ProtocolErrors.serialization(Family.EC2, new SerializationException("Expected null"))
                        .error()
                        .code())
                .isEqualTo("InvalidParameterValue");
    }
}
