package gatehouse.keys.kms.xks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.sigv4.Signer.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client of a proxy that takes connections and says nothing, or nothing sensible.
class XksClientTest {
    private static final RequestMetadata METADATA =
            new RequestMetadata(null, null, "ConnectCustomKeyStore", "id", null);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @Test
    void aStoresCallsAreBoundedInNumberAndTimeAndNoOtherStoresCount() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
                XksClient client = client(silent);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            XksApi api = new XksApi(client);
            long began = System.nanoTime();
            List<Future<XksFailure>> all = new ArrayList<>();
            for (int i = 0; i < XksLimits.CALLS_PER_STORE_MAX + 10; i++) {
                all.add(callers.submit(() -> failure(api, "cks-one")));
            }
            int busy = 0;
            for (Future<XksFailure> each : all) {
                XksFailure failure = each.get();
                assertThat(failure).isIn(XksFailure.BUSY, XksFailure.TIMED_OUT);
                busy += failure == XksFailure.BUSY ? 1 : 0;
            }
            assertThat(busy).isEqualTo(10);
            assertThat(failure(api, "cks-two")).isEqualTo(XksFailure.TIMED_OUT);
            assertThat(failure(api, "cks-one")).isEqualTo(XksFailure.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(TIMEOUT.multipliedBy(3), TIMEOUT.multipliedBy(6));
        }
    }

    @Test
    void onlyNamedHostsAreCalled() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                XksClient client = client(silent)) {
            assertThat(client.permits("https://localhost")).isTrue();
            assertThat(client.permits("https://LOCALHOST")).isTrue();
            for (String other : List.of(
                    "https://127.0.0.1",
                    "https://localhost.example.com",
                    "https://example.com",
                    "https://-",
                    "https://..",
                    "https://localhost.")) {
                assertThat(client.permits(other)).as(other).isFalse();
            }
        }
    }

    /// Whatever a proxy sends, it is never an error of KMS's own.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n{}",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 307 No\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\n{}",
                "{}\r\n\r\n"
            })
    void anAnswerThatIsNoneIsNotUnderstood(String answer) throws Exception {
        SSLContext tls = localhost();
        try (ServerSocket proxy =
                        tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
                XksClient client = new XksClient(
                        new XksSettings(Map.of("localhost", proxy.getLocalPort()), tls, TIMEOUT),
                        InstantSource.system())) {
            Thread.startVirtualThread(() -> answer(proxy, answer.getBytes(US_ASCII)));
            assertThat(failure(new XksApi(client), "cks-one")).isEqualTo(XksFailure.INVALID_RESPONSE);
        }
    }

    private static void answer(ServerSocket proxy, byte[] answer) {
        try (Socket connection = proxy.accept()) {
            assertThat(connection.getInputStream().read(new byte[8_192])).isPositive();
            connection.getOutputStream().write(answer);
            connection.getOutputStream().flush();
            // The client ends what it does not understand.
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A certificate of this host, which is trusted here, too.
    private SSLContext localhost() throws Exception {
        Path file = folder.resolve("localhost.p12");
        char[] password = "changeit".toCharArray();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), password);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", store.getCertificate("mykey"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private static XksClient client(ServerSocket proxy) {
        return new XksClient(
                new XksSettings(Map.of("localhost", proxy.getLocalPort()), null, TIMEOUT), InstantSource.system());
    }

    private static XksFailure failure(XksApi api, String storeId) {
        XksTarget target = new XksTarget(
                storeId,
                "us-east-1",
                new XksProxy("https://localhost", "/kms/xks/v1", "A".repeat(20), new byte[0]),
                new Credentials("A".repeat(20), "s".repeat(43), null));
        return catchThrowableOfType(XksException.class, () -> api.requireHealthy(target, METADATA))
                .failure();
    }
}
