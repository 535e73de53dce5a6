package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.server.tls.TlsSetting;
import gatehouse.server.tls.TrustFile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/// A server with its own certificate authority: who trusts it is served under every name it has, who does not is not.
final class TlsTest {
    private static TestServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = TestServer.start(new TlsSetting.Own(List.of("gatehouse.example.com")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theAwsSdkIsServed() {
        try (StsClient sts = StsClient.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(() -> OwnTls.trusting(server.data()))
                        .build())
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(server.root()))
                .build()) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo(TestServer.ACCOUNT);
        }
    }

    @Test
    void theAwsCliIsServedWithTheAuthorityAsItsBundle() {
        AwsCli cli = new AwsCli(server.endpoint(), server.root(), folder);
        assertThat(cli.run(
                                "sts",
                                "get-caller-identity",
                                "--ca-bundle",
                                TrustFile.of(server.data()).toString())
                        .get("Account")
                        .asString())
                .isEqualTo(TestServer.ACCOUNT);
        assertThat(cli.fail("sts", "get-caller-identity")).contains("SSL validation failed");
    }

    @Test
    void theJdksClientSpeaksHttp2() throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust()).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(server.endpoint().resolve("/_gatehouse/health"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoDoesNotTrustTheAuthorityIsNotServed() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(
                            HttpRequest.newBuilder(server.endpoint()).build(), BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "kms.us-east-1.amazonaws.com",
                "my-bucket.s3.eu-central-1.amazonaws.com",
                "sts.us-east-1.gatehouse.local",
                "kms.us-east-1.localhost.localstack.cloud",
                "gatehouse.example.com",
                "gatehouse"
            })
    void eachNameOfTheServerHasACertificate(String name) throws Exception {
        for (String version : List.of("--http1.1", "--http2")) {
            assertThat(curl(version, name)).as(version).startsWith("200");
        }
    }

    @Test
    void anotherNameHasNone() throws Exception {
        assertThat(curl("--http2", "www.example.org")).startsWith("000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void oldVersionsAreRefused(String version) throws Exception {
        try (Socket plain = new Socket(
                        server.endpoint().getHost(), server.endpoint().getPort());
                SSLSocket tls = (SSLSocket) trust().getSocketFactory().createSocket(plain, "localhost", 443, true)) {
            tls.setEnabledProtocols(new String[] {version});
            assertThatThrownBy(tls::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void plainHttpOnTheTlsPortIsCutOff() throws IOException {
        try (RawConnection plain = new RawConnection(server.endpoint())) {
            plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(plain.endsWithin(RawConnection.ANSWER_MAX)).isTrue();
        }
    }

    @Test
    void theAuthoritysKeyIsOnDiskSealedAndForItsOwnerAlone() throws IOException {
        Path key = server.data().resolve("ca.key");
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
        assertThat(Files.readString(key)).contains("GATEHOUSE SEALED KEY").doesNotContain("PRIVATE KEY");
    }

    private static SSLContext trust() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, OwnTls.trusting(server.data()), null);
        return context;
    }

    /// The status and version of an answer under that name, 000 where there is none.
    private static String curl(String version, String name) throws IOException, InterruptedException {
        URI endpoint = server.endpoint();
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "30", version, "-o", "/dev/null"));
        command.addAll(List.of("--cacert", TrustFile.of(server.data()).toString()));
        command.addAll(List.of("--resolve", name + ":" + endpoint.getPort() + ":" + endpoint.getHost()));
        command.addAll(List.of("-w", "%{http_code} %{http_version}"));
        command.add("https://" + name + ":" + endpoint.getPort() + "/_gatehouse/health");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        process.waitFor();
        return out;
    }
}
