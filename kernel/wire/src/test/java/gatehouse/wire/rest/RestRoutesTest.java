package gatehouse.wire.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpRequest.Connection;
import gatehouse.wire.json.JsonBody;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits.Flag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestRoutesTest {
    private static final Member BUCKET = RestService.bound(0, "Bucket", SampleService.STRING, "uri");
    private static final Member KEY = RestService.bound(1, "Key", SampleService.STRING, "uri");

    @ParameterizedTest
    @CsvSource({
        "/things/special, Literal",
        "/things/special/, Literal",
        "/things/other, Label",
        "/things/a%2Fb, Label",
        "/things/special/more, Greedy",
        "/things/a/b/c, Greedy",
        "/things/a/end, GreedyThenText",
        "/things/a/b/end, GreedyThenText",
        "/things/a/tags, Tags",
        "/things, Root",
        "/things/, Root",
        "/thing, ",
        "/, ",
        "//, ",
        "/Things/special, "
    })
    void textGoesBeforeLabelsAndLabelsBeforeGreedyOnes(String path, @Nullable String expected) {
        RestService service = new RestService("rest");
        service.add("Greedy", "GET", "/things/{Bucket+}", BUCKET);
        service.add("GreedyThenText", "GET", "/things/{Bucket+}/end", BUCKET);
        service.add("Label", "GET", "/things/{Bucket}", BUCKET);
        service.add("Tags", "GET", "/things/{Bucket}/tags", BUCKET);
        service.add("Literal", "GET", "/things/special");
        service.add("Root", "GET", "/things");
        assertThat(find(service, "GET", path)).isEqualTo(expected);
        assertThat(find(service, "POST", path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /b, ListObjects",
        "GET, /b?list-type=2, ListObjectsV2",
        "GET, /b?list-type=1, ListObjects",
        "GET, /b?uploads, ListUploads",
        "GET, /b?uploads=&x-id=ListUploads, ListUploads",
        "GET, /b/, ListObjects",
        "GET, /b/k, GetObject",
        "GET, /b/k/, GetObject",
        "GET, /b//k, GetObject",
        "GET, /b/../k, GetObject",
        "PUT, /b/k, PutObject",
        "PUT, /b/k?partNumber=1, PutObject",
        "PUT, /b/k?partNumber=1&uploadId=u, UploadPart",
        "PUT, /b, CreateBucket"
    })
    void operationsAtOnePlaceAreToldApartByWhatTheyRequire(String method, String uri, String expected) {
        assertThat(find(s3(), method, uri)).isEqualTo(expected);
    }

    private static RestService s3() {
        RestService service = new RestService("s3");
        service.add("ListObjects", "GET", "/{Bucket}", BUCKET);
        service.add("ListObjectsV2", "GET", "/{Bucket}?list-type=2", BUCKET);
        service.add("ListUploads", "GET", "/{Bucket}?uploads", BUCKET);
        service.add("GetObject", "GET", "/{Bucket}/{Key+}?x-id=GetObject", BUCKET, KEY);
        service.add("PutObject", "PUT", "/{Bucket}/{Key+}", BUCKET, KEY);
        service.add(
                "UploadPart",
                "PUT",
                "/{Bucket}/{Key+}",
                BUCKET,
                KEY,
                RestService.bound(2, "partNumber", SampleService.STRING, "querystring", Flag.REQUIRED),
                RestService.bound(3, "uploadId", SampleService.STRING, "querystring", Flag.REQUIRED));
        service.add("CreateBucket", "PUT", "/{Bucket}", BUCKET);
        return service;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x/../things/a", "/things/..", "/things/%2e%2E", "/things/.", "//things/a", "/things//a"})
    void whatSignaturesDoNotShowIsNotFound(String path) {
        RestService service = new RestService("rest");
        service.add("Label", "GET", "/things/{Bucket}", BUCKET);
        service.add("Greedy", "GET", "/{Bucket+}", BUCKET);
        assertThat(find(service, "GET", path)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%2", "/%zz", "/%ff", "/%c0%80", "/%00", "/%ed%a0%80", "/b?%=1", "/b?a=%f0%9f"})
    void brokenEscapesAreRefused(String uri) {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> find(s3(), "GET", uri));
    }

    @Test
    void escapesAreUndoneOnce() {
        RestService service = new RestService("rest");
        Operation<Values, Values> operation = service.add("Label", "GET", "/things/{Bucket}", BUCKET);
        Values input = new HttpBindings(new JsonBody()).readInput(request("GET", "/things/%252F+%2B"), operation);
        assertThat(input.members()).containsEntry("Bucket", "%2F++");
    }

    @Test
    void eachOfAThousandOperationsIsFound() {
        RestService service = new RestService("rest");
        for (int i = 0; i < 1000; i++) {
            service.add("Operation" + i, "GET", "/group" + i % 10 + "/{Bucket}/thing" + i, BUCKET);
        }
        HttpBindings bindings = new HttpBindings(new JsonBody());
        for (int i = 0; i < 1000; i++) {
            HttpRequest request = request("GET", "/group" + i % 10 + "/x/thing" + i);
            assertThat(bindings.operationName(request, service)).isEqualTo("Operation" + i);
        }
    }

    private static @Nullable String find(RestService service, String method, String uri) {
        return new HttpBindings(new JsonBody()).operationName(request(method, uri), service);
    }

    private static HttpRequest request(String method, String uri) {
        int question = uri.indexOf('?');
        return new HttpRequest(
                method,
                question < 0 ? uri : uri.substring(0, question),
                question < 0 ? "" : uri.substring(question + 1),
                Headers.of(),
                new byte[0],
                new Connection("127.0.0.1", false));
    }
}
