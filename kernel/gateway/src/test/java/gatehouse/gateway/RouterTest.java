package gatehouse.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.Route.Nowhere;
import gatehouse.gateway.Route.ToService;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.AwsJson;
import gatehouse.wire.protocol.AwsQuery;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RouterTest {
    private static final Service KEYS = service("Keys", "2020-01-01", "keys", List.of("json"), "Keys_2020");
    private static final Service STREAMS = service("Streams", "2021-01-01", "keys", List.of("json"), "Streams_2021");
    private static final Service OLD = service("Old", "2001-01-01", "balancing", List.of("query"), "");
    private static final Service NEW = service("New", "2015-12-01", "balancing", List.of("query"), "");
    private static final Service TWIN = service("Twin", "2015-12-01", "twin", List.of("query"), "");
    private static final Service QUEUES = service("Queues", "2012-11-05", "queues", List.of("json", "query"), "Queues");

    private final Router router = new Router(List.of(KEYS, STREAMS, OLD, NEW, TWIN, QUEUES));

    @Test
    void theScopeNamesTheService() {
        assertTo(route("queues", "x-amz-target", "Queues.Act"), QUEUES, AwsJson.class);
    }

    @Test
    void theClientChoosesAmongTheProtocolsOfAService() {
        assertTo(route("queues", "content-type", "application/x-amz-json-1.0"), QUEUES, AwsJson.class);
        assertTo(route("queues", "content-type", "application/x-www-form-urlencoded"), QUEUES, AwsQuery.class);
        assertTo(router.route(request("Action=Act&Version=2012-11-05", ""), scope("queues")), QUEUES, AwsQuery.class);
    }

    @Test
    void theTargetTellsServicesApartThatSignAlike() {
        assertTo(route("keys", "x-amz-target", "Keys_2020.Act"), KEYS, AwsJson.class);
        assertTo(route("keys", "x-amz-target", "Streams_2021.Act"), STREAMS, AwsJson.class);
    }

    @Test
    void theVersionTellsServicesApartThatSignAlike() {
        assertTo(form("balancing", "Action=Act&Version=2001-01-01"), OLD, AwsQuery.class);
        assertTo(form("balancing", "Action=Act&Version=2015-12-01"), NEW, AwsQuery.class);
    }

    @Test
    void aRequestWithoutASignatureIsFoundByWhatItAsks() {
        assertTo(router.route(request("", "", "x-amz-target", "Streams_2021.Act"), null), STREAMS, AwsJson.class);
        assertTo(router.route(request("Action=Act&Version=2001-01-01", ""), null), OLD, AwsQuery.class);
    }

    @Test
    void whatTwoServicesWouldTakeIsRefused() {
        Route route = router.route(request("Action=Act&Version=2015-12-01", ""), null);
        assertThat(refusal(route)).contains("could be for several services (New, Twin)");
    }

    @Test
    void theHostGoesBeforeTheScopeWhichMustThenFit() {
        Route route = router.route(
                request("", "", "host", "queues.eu-west-1.amazonaws.com", "x-amz-target", "Queues.Act"), scope("keys"));
        assertTo(route, QUEUES, AwsJson.class);
        assertThat(((ToService) route).endpoint().region()).isEqualTo(Regions.find("eu-west-1"));
    }

    @Test
    void theHostTellsTwinsApart() {
        Route route = router.route(
                request("Action=Act&Version=2015-12-01", "", "host", "twin.us-east-1.gatehouse.local"), null);
        assertTo(route, TWIN, AwsQuery.class);
    }

    @Test
    void twoDialectsAtOnceAreRefused() {
        Route cbor = route("queues", "x-amz-target", "Queues.Act", "smithy-protocol", "rpc-v2-cbor");
        assertThat(refusal(cbor)).contains("two protocols at once");
        Route form = router.route(request("Action=Act", "", "x-amz-target", "Queues.Act"), scope("queues"));
        assertThat(refusal(form)).contains("two protocols at once");
    }

    @Test
    void aDialectThatTheServiceDoesNotSpeakIsRefused() {
        assertThat(refusal(route("balancing", "x-amz-target", "Old.Act"))).contains("does not speak the protocol");
    }

    @Test
    void aServiceThatIsNotThereIsNamed() {
        assertThat(refusal(route("nothing", "x-amz-target", "Nothing.Act"))).contains("'nothing'");
        Route host = router.route(
                request("", "", "host", "none.us-east-1.amazonaws.com", "x-amz-target", "A.B"), scope("keys"));
        assertThat(refusal(host)).contains("'none'");
    }

    private Route route(String signingName, String... headers) {
        return router.route(request("", "", headers), scope(signingName));
    }

    private Route form(String signingName, String body) {
        return router.route(request("", body, "content-type", "application/x-www-form-urlencoded"), scope(signingName));
    }

    private static void assertTo(Route route, Service service, Class<?> protocol) {
        assertThat(route).isInstanceOfSatisfying(ToService.class, to -> {
            assertThat(to.service()).isSameAs(service);
            assertThat(to.protocol()).isInstanceOf(protocol);
        });
    }

    private static @Nullable String refusal(Route route) {
        assertThat(route).isInstanceOf(Nowhere.class);
        return ((Nowhere) route).answer().getMessage();
    }

    private static HttpRequest request(String query, String body, String... headers) {
        return new HttpRequest(
                "POST",
                "/",
                query,
                Headers.of(headers),
                body.getBytes(UTF_8),
                new HttpRequest.Connection("::1", false));
    }

    private static CredentialScope scope(String signingName) {
        return new CredentialScope("20260101", "us-east-1", signingName);
    }

    private static Service service(
            String id, String version, String signingName, List<String> protocols, String targetPrefix) {
        String endpointPrefix = id.toLowerCase(java.util.Locale.ROOT);
        ServiceModel model = new OneOperation(new ServiceModel.Metadata(
                id, id, version, endpointPrefix, signingName, protocols, "1.0", targetPrefix, "", "", false, false));
        return Service.unbuilt(model.metadata(), () -> model);
    }

    /// A service with the operation `Act`.
    private record OneOperation(Metadata metadata) implements ServiceModel {
        @Override
        public List<Operation<?, ?>> operations() {
            return List.of(new Operation<>(this, 0, "Act", new Operation.Http("POST", "/", 200), null));
        }

        @Override
        public @Nullable Operation<?, ?> operation(String name) {
            return name.equals("Act") ? operations().getFirst() : null;
        }

        @Override
        public Shape readInput(int index, ShapeReader in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Shape readOutput(int index, ShapeReader in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Schema inputSchema(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Schema outputSchema(int index) {
            throw new UnsupportedOperationException();
        }
    }
}
