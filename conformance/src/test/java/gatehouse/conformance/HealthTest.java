package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// The one path that needs no signature.
class HealthTest {
    @Test
    void healthIsToldToAnyone() throws IOException, InterruptedException {
        try (TestServer server = TestServer.start();
                HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(server.endpoint().resolve("/_gatehouse/health"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}\n");
        }
    }

    @Test
    void otherOwnPathsWantASignature() throws IOException, InterruptedException {
        try (TestServer server = TestServer.start();
                HttpClient client = HttpClient.newHttpClient()) {
            for (String path : new String[] {"metrics", "accounts", "healthy", "health/", "HEALTH"}) {
                var answer = client.send(
                        HttpRequest.newBuilder(server.endpoint().resolve("/_gatehouse/" + path))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(400);
                assertThat(answer.body()).as(path).contains("MissingAuthenticationToken");
            }
        }
    }
}
