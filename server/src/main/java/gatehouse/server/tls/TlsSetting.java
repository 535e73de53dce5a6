package gatehouse.server.tls;

import java.nio.file.Path;
import java.util.List;

/// Whether a server speaks TLS, and with which certificates.
public sealed interface TlsSetting {
    /// Plain HTTP.
    record Off() implements TlsSetting {}

    /// Certificates of the server's own authority, for the names that it serves and for `moreNames`.
    record Own(List<String> moreNames) implements TlsSetting {
        public Own {
            moreNames = List.copyOf(moreNames);
        }
    }

    /// Given certificates; the first is for clients that name none of the others' servers.
    record Given(List<PemFiles> files) implements TlsSetting {
        public Given {
            files = List.copyOf(files);
        }
    }

    /// A certificate with its chain, and its private key, both in PEM.
    record PemFiles(Path certificate, Path key) {}
}
