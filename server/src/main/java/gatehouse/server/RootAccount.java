package gatehouse.server;

import gatehouse.identity.Accounts;
import gatehouse.identity.RootCredentials;
import gatehouse.policy.AccountId;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Makes the operator's account at the first start, and again after a reset with the same credentials.
///
/// The credentials are in their file before the account is in the store: whatever happens between, the next start
/// finds them and makes the account with them.
final class RootAccount {
    private final ServerSettings settings;
    private final Store store;
    private final Accounts accounts;
    private final InstantSource clock;
    private final CredentialsFile file;

    RootAccount(ServerSettings settings, Store store, Accounts accounts, InstantSource clock) {
        this.settings = settings;
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
        this.file = new CredentialsFile(settings.data());
    }

    CredentialsFile file() {
        return file;
    }

    /// Makes what is missing; a start of a server that is complete changes nothing.
    void ensure() throws IOException {
        AccountId id = new AccountId(settings.account());
        Transaction transaction = store.begin();
        boolean exists = accounts.exists(transaction, id);
        ChosenCredentials chosen = settings.rootCredentials();
        if (chosen == null && !exists) {
            chosen = file.read(CredentialsFile.DEFAULT_PROFILE).orElse(null);
        }
        if (chosen != null) {
            accounts.adopt(transaction, id, chosen.accessKeyId(), chosen.secretAccessKey(), clock.instant());
            write(chosen);
        } else if (!exists) {
            RootCredentials made = accounts.create(transaction, id, clock.instant());
            write(new ChosenCredentials(made.accessKeyId(), made.secretAccessKey()));
        }
        if (transaction.isReadOnly()) {
            return;
        }
        try {
            store.commit(transaction, List.of());
        } catch (ConflictException e) {
            throw new IllegalStateException("nobody else makes the operator's account", e);
        }
    }

    private void write(ChosenCredentials credentials) throws IOException {
        if (!file.read(CredentialsFile.DEFAULT_PROFILE).equals(Optional.of(credentials))) {
            file.write(CredentialsFile.DEFAULT_PROFILE, credentials);
        }
    }
}
