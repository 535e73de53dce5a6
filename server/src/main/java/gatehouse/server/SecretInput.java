package gatehouse.server;

import gatehouse.crypto.SecretBytes;
import java.io.IOException;

/// Where an operator's passphrase or PIN is read when it is needed, and not before.
public interface SecretInput {
    /// Whether the operator has named a file or a variable, so that nobody is asked.
    boolean isGiven();

    /// Reads it; the caller erases it.
    ///
    /// @throws StartException where there is none, with what to do
    SecretBytes read() throws IOException;
}
