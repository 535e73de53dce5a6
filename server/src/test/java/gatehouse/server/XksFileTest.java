package gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.keys.kms.xks.XksSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XksFileTest {
    @TempDir
    private Path folder;

    @Test
    void proxiesAreReadWithTheirPorts() throws IOException {
        XksSettings settings = XksFile.read(file("# A comment.\nproxies = XKS.example.com, localhost:8443\n"));
        assertThat(settings.ports()).isEqualTo(Map.of("xks.example.com", 443, "localhost", 8443));
        assertThat(settings.tls()).isNull();
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.permits("https://xks.example.com")).isTrue();
        assertThat(XksFile.read(file("proxies=a\ntimeout-millis=1000")).timeout())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatIsWrongIsSaidByName() throws IOException {
        refused("", "proxies is missing");
        refused("proxies = https://xks.example.com", "proxies is not a list of HOST or HOST:PORT");
        refused("proxies = a,", "proxies is not a list of HOST or HOST:PORT");
        refused("proxies = *.example.com", "proxies is not a list of HOST or HOST:PORT");
        refused("proxies = a:0", "the port of a:0 is none");
        refused("proxies = a:65536", "the port of a:65536 is none");
        refused("proxies = a, A:8443", "the proxy A is there twice");
        refused("proxies = a\nproxy = b", "proxy is none of proxies, authorities, certificate, key and timeout-millis");
        refused("proxies = a\ntimeout-millis = 0", "timeout-millis is not a number");
        refused("proxies = a\nkey = a.key", "certificate and key must be given together");
        refused("proxies = a\nauthorities = none.pem", "none.pem");
        refused("proxies = a\ncertificate = none.pem\nkey = none.key", "none.pem");
        Files.writeString(folder.resolve("empty.pem"), "nothing");
        refused("proxies = a\nauthorities = empty.pem", "There is no certificate in");
        assertThatThrownBy(() -> XksFile.read(folder.resolve("none")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("which --xks names");
    }

    private void refused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> XksFile.read(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(message);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("xks.properties"), text);
    }
}
