package gatehouse.server.admin;

import gatehouse.crypto.Keyring;
import gatehouse.crypto.RootKeySource.Made;
import gatehouse.crypto.RootLock;
import gatehouse.crypto.SecretBytes;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.io.IOException;

/// The root key and the keyring of the server that runs. What changes them comes in two parts: one that belongs to the
/// call's transaction, and one for when that is durable.
public interface RootKeyControl {
    /// The root key's id and where it comes from, the keyring's newest and oldest generation, and how far it is from
    /// the oldest to the newest.
    record Status(String keyId, RootLock lock, int newest, int oldest, Progress progress) {}

    /// Tables with secrets, those of them where all are sealed anew, and how many records were.
    record Progress(int tables, int tablesDone, long rowsDone) {}

    /// Which root key an operator wants.
    sealed interface Choice {
        /// The server's root key file, which is made where there is none.
        record File() implements Choice {}

        record Passphrase(SecretBytes secret) implements Choice {}

        record Token(String token, String key, SecretBytes pin) implements Choice {}
    }

    Status status(View view);

    /// @throws gatehouse.model.gatehouse.RootKeyUnsuitableException where sealing the server would protect nothing
    void demandSealable(View view);

    /// Seals the server: from then on requests are refused.
    void seal();

    /// A new root key; nothing is sealed under it yet.
    Made make(Choice choice) throws IOException;

    /// Seals the keyring under that root key.
    void change(Transaction transaction, Made made);

    void changed(Made made);

    /// Gives the keyring a new generation, and returns that keyring.
    ///
    /// @throws gatehouse.model.gatehouse.RootKeyBusyException where an older one is not retired yet
    Keyring rotate(Transaction transaction);

    void rotated(Keyring next);
}
