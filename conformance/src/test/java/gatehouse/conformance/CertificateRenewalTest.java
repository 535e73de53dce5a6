package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.gateway.http.HttpServer;
import gatehouse.server.tls.Tls;
import gatehouse.server.tls.TrustFile;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's own certificates while a long time passes and it goes on listening.
final class CertificateRenewalTest {
    private static final String NAME = "kms.us-east-1.gatehouse.local";

    @TempDir
    Path folder;

    @Test
    void certificatesAreRenewedBeforeTheyEndAndClientsNeedNotCare() throws IOException {
        // What is renewed on the 61st day must be good today, for this client has the time of its own.
        Instant start = Instant.now().minus(Duration.ofDays(61));
        AtomicReference<Instant> now = new AtomicReference<>(start);
        Tls tls = OwnTls.in(folder, now::get);
        try (HttpServer server = new HttpServer(
                "127.0.0.1",
                0,
                HttpLimits.DEFAULT,
                request -> new HttpResponse(200, Headers.of(), new byte[0]),
                tls.context())) {
            server.start();
            X509Certificate ofAddress = certificate(server.port(), "localhost");
            X509Certificate ofName = certificate(server.port(), NAME);

            now.set(start.plus(Duration.ofDays(59)));
            tls.refresh();
            assertThat(certificate(server.port(), "localhost")).isEqualTo(ofAddress);
            assertThat(certificate(server.port(), NAME)).isEqualTo(ofName);

            now.set(start.plus(Duration.ofDays(61)));
            tls.refresh();
            for (String name : new String[] {"localhost", NAME}) {
                X509Certificate renewed = certificate(server.port(), name);
                assertThat(renewed.getSerialNumber()).isNotIn(ofAddress.getSerialNumber(), ofName.getSerialNumber());
                assertThat(renewed.getNotAfter().toInstant()).isAfter(start.plus(Duration.ofDays(150)));
                assertThat(renewed.getIssuerX500Principal()).isEqualTo(ofAddress.getIssuerX500Principal());
            }
        }
    }

    /// What a client is shown that has trusted the authority from the first day on.
    private X509Certificate certificate(int port, String name) throws IOException {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket tls = (SSLSocket) TrustFile.sockets(folder).createSocket(plain, name, port, true)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return (X509Certificate) tls.getSession().getPeerCertificates()[0];
        }
    }
}
