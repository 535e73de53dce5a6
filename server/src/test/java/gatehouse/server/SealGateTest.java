package gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Standby;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealGateTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final SealGate gate = new SealGate(
            new Standby(new SystemEntropy()),
            secret -> {
                opened.incrementAndGet();
                throw new IOException("nothing is behind this gate");
            },
            new SecurityLog(InstantSource.system()),
            InstantSource.system());

    @ParameterizedTest
    @CsvSource({"127.0.0.1,false,500", "::1,false,500", "10.1.2.3,true,500", "10.1.2.3,false,400", "nowhere,false,400"})
    void aPassphraseIsTakenOverTlsOrFromThisMachineOnly(String from, boolean secure, int status) {
        byte[] body = "the right passphrase".getBytes(UTF_8);
        HttpResponse answer = gate.handle(request("POST", "/_gatehouse/unseal", body, from, secure));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), UTF_8).contains("InsecureTransportException"))
                .isEqualTo(status == 400);
        assertThat(opened).hasValue(status == 400 ? 0 : 1);
        assertThat(body).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"GET,/_gatehouse/unseal", "POST,/_gatehouse/unseal/", "POST,/", "PUT,/bucket/key", "OPTIONS,/", "GET,/x"
    })
    void everythingElseIsUnavailable(String method, String path) {
        HttpResponse answer = gate.handle(request(method, path, new byte[0], "127.0.0.1", false));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(new String(answer.body(), UTF_8)).contains("ServiceUnavailable", "./gatehouse unseal");
        assertThat(opened).hasValue(0);
    }

    @Test
    void noBodyIsTakenAsAStreamOrBeyondTheUsualSize() {
        HttpRequest head = request("POST", "/", new byte[0], "127.0.0.1", false);
        assertThat(gate.takesStream(head)).isFalse();
        assertThat(gate.bodyBytesMax(head)).isZero();
    }

    private static HttpRequest request(String method, String path, byte[] body, String from, boolean secure) {
        return new HttpRequest(
                method, path, "", Headers.of("host", "localhost"), body, new HttpRequest.Connection(from, secure));
    }
}
