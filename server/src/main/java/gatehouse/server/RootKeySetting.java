package gatehouse.server;

import gatehouse.crypto.SecretBytes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a server's root key comes from, as far as the operator decides it: `file` is where a root key file is or will
/// be, `token` is null where no PKCS#11 library was named. What the data were sealed under stands in the store.
public record RootKeySetting(
        Path file, SecretInput passphrase, @Nullable TokenSetting token, Start start) {
    /// Whether the server opens its secrets when it starts, or waits for somebody to unseal it.
    public enum Start {
        UNSEALED,
        SEALED
    }

    /// A PKCS#11 library, with token and key by their labels; both are needed only until the data are sealed under
    /// them.
    public record TokenSetting(
            Path library, @Nullable String token, @Nullable String key, SecretInput pin) {}

    /// A root key file, and nothing else.
    public static RootKeySetting ofFile(Path file) {
        return new RootKeySetting(file, NoSecret.GIVEN, null, Start.UNSEALED);
    }

    /// Where nobody can be asked.
    private enum NoSecret implements SecretInput {
        GIVEN;

        @Override
        public boolean isGiven() {
            return false;
        }

        @Override
        public SecretBytes read() {
            throw new StartException("No passphrase is given: name a file with --passphrase-file.");
        }
    }
}
