package gatehouse.server;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Keyring;
import gatehouse.crypto.RootKey;
import gatehouse.crypto.RootKeyFromFile;
import gatehouse.crypto.RootKeyFromPassphrase;
import gatehouse.crypto.RootKeyFromToken;
import gatehouse.crypto.RootKeySource;
import gatehouse.crypto.RootKeySource.Made;
import gatehouse.crypto.RootLock;
import gatehouse.crypto.RootLock.Source;
import gatehouse.crypto.SecretBytes;
import gatehouse.server.RootKeySetting.TokenSetting;
import gatehouse.server.ServerTables.StoredKeyring;
import gatehouse.server.admin.RootKeyControl.Choice;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opens the root key that a store's keyring is sealed under, and the keyring. A store that has one never gets another
/// behind its back.
final class RootKeys {
    private final Store store;
    private final RootKeySetting setting;
    private final Entropy entropy;

    RootKeys(Store store, RootKeySetting setting, Entropy entropy) {
        this.store = store;
        this.setting = setting;
        this.entropy = entropy;
    }

    /// An opened root key and keyring.
    record Opened(RootKey rootKey, Keyring keyring) {}

    /// Opens what there is, or makes it for a store that has none yet.
    Opened open() throws IOException {
        Transaction transaction = store.begin();
        StoredKeyring stored = stored(transaction);
        if (stored == null) {
            return create(transaction);
        }
        return stored.lock() == null ? migrate(transaction, stored) : open(stored, stored.lock());
    }

    /// Opens what there is with that passphrase, or PIN, which the caller erases.
    Opened unseal(SecretBytes secret) throws IOException {
        StoredKeyring stored = Objects.requireNonNull(stored(store.begin()), "a server without data starts unsealed");
        RootLock lock = Objects.requireNonNull(stored.lock(), "a root key file needs nobody who unseals");
        RootKeySource source = switch (lock.source()) {
            case FILE -> throw new IllegalStateException("a root key file needs nobody who unseals");
            case PASSPHRASE -> new RootKeyFromPassphrase(secret);
            case TOKEN -> token(lock, secret);
        };
        return opened(stored, source.open(lock, stored.keyId()));
    }

    /// Where the root key of the data comes from, or null where there is none yet.
    static @Nullable Source source(View view) {
        StoredKeyring stored = stored(view);
        RootLock lock = stored == null ? null : stored.lock();
        return stored == null ? null : lock == null ? Source.FILE : lock.source();
    }

    /// @throws StartException where a sealed server could not be unsealed
    void requireUnsealable() {
        Source source = source(store.begin());
        if (source == null) {
            throw new StartException("There is nothing to unseal yet. Start once with --passphrase-file and without"
                    + " --sealed: that makes the data and seals them under the passphrase.");
        }
        if (source == Source.FILE) {
            throw new StartException(fileUnsealsItself() + " Start without --sealed, and give the data a passphrase:"
                    + " ./gatehouse root-key change passphrase");
        }
    }

    String fileUnsealsItself() {
        return "The data are sealed under the root key file " + setting.file()
                + ", which opens them without anybody: to seal the server would protect nothing.";
    }

    static @Nullable StoredKeyring stored(View view) {
        return view.get(ServerTables.ROOT_KEY, ServerTables.rootKey());
    }

    /// Notes a keyring again after a reset.
    void remember(StoredKeyring stored) {
        put(store.begin(), stored);
    }

    private Opened create(Transaction transaction) throws IOException {
        TokenSetting token = setting.token();
        String label = token == null ? null : token.token();
        String key = token == null ? null : token.key();
        Made made;
        if (setting.passphrase().isGiven()) {
            made = withSecret(setting.passphrase(), RootKeyFromPassphrase::new);
        } else if (token != null && label != null && key != null) {
            made = withSecret(token.pin(), pin -> new RootKeyFromToken(token.library(), label, key, pin));
        } else {
            made = new RootKeyFromFile(setting.file()).make(entropy);
        }
        Keyring keyring = Keyring.create(entropy);
        put(transaction, sealed(keyring, made));
        return new Opened(made.key(), keyring);
    }

    /// A root key as an operator wants it, in place of `currentKeyId`. The choice's secrets are erased.
    ///
    /// @throws StartException or the root key's exception where it cannot be had, with what to do
    Made make(Choice choice, String currentKeyId) throws IOException {
        Made made = switch (choice) {
            case Choice.File _ -> new RootKeyFromFile(setting.file()).make(entropy);
            case Choice.Passphrase passphrase -> new RootKeyFromPassphrase(passphrase.secret()).make(entropy);
            case Choice.Token token ->
                new RootKeyFromToken(library(), token.token(), token.key(), token.pin()).make(entropy);
        };
        if (made.key().keyId().equals(currentKeyId)) {
            throw new StartException("The file " + setting.file() + " holds the root key that is in use. Move it away,"
                    + " and a new one is made in its place.");
        }
        return made;
    }

    private Path library() {
        TokenSetting token = setting.token();
        if (token == null) {
            throw new StartException(
                    "The server knows no PKCS#11 library: start it with --token-library, then change the root key.");
        }
        return token.library();
    }

    private Made withSecret(SecretInput input, Function<SecretBytes, RootKeySource> source) throws IOException {
        SecretBytes secret = input.read();
        try {
            return source.apply(secret).make(entropy);
        } finally {
            secret.erase();
        }
    }

    /// The keyring as it is stored under that root key.
    StoredKeyring sealed(Keyring keyring, Made made) {
        return new StoredKeyring(made.key().keyId(), made.lock(), keyring.sealedUnder(made.key(), entropy));
    }

    /// Data of the time before keyrings: what they are sealed under becomes the first generation.
    private Opened migrate(Transaction transaction, StoredKeyring stored) throws IOException {
        refuseGivenPassphrase();
        RootKeyFromFile source = new RootKeyFromFile(setting.file());
        RootLock lock = new RootLock(Source.FILE, null, null);
        RootKey rootKey = source.open(lock, stored.keyId());
        Keyring keyring = Keyring.ofRootKeyFile(setting.file());
        put(transaction, sealed(keyring, new Made(rootKey, lock)));
        return new Opened(rootKey, keyring);
    }

    private Opened open(StoredKeyring stored, RootLock lock) throws IOException {
        return switch (lock.source()) {
            case FILE -> {
                refuseGivenPassphrase();
                yield opened(stored, new RootKeyFromFile(setting.file()).open(lock, stored.keyId()));
            }
            case PASSPHRASE -> unseal(setting.passphrase());
            case TOKEN -> unseal(tokenSetting(lock).pin());
        };
    }

    private Opened unseal(SecretInput input) throws IOException {
        SecretBytes secret = input.read();
        try {
            return unseal(secret);
        } finally {
            secret.erase();
        }
    }

    private Opened opened(StoredKeyring stored, RootKey rootKey) {
        return new Opened(rootKey, Keyring.open(Objects.requireNonNull(stored.sealedKeyring()), rootKey, entropy));
    }

    private RootKeySource token(RootLock lock, SecretBytes pin) {
        RootLock.Wrapping wrapping = Objects.requireNonNull(lock.wrapping());
        return new RootKeyFromToken(tokenSetting(lock).library(), wrapping.token(), wrapping.key(), pin);
    }

    private TokenSetting tokenSetting(RootLock lock) {
        TokenSetting token = setting.token();
        if (token == null) {
            RootLock.Wrapping wrapping = Objects.requireNonNull(lock.wrapping());
            throw new StartException("The data are sealed under the key " + wrapping.key() + " of the PKCS#11 token "
                    + wrapping.token() + ". Name the token's library: --token-library.");
        }
        return token;
    }

    /// Who gives a passphrase believes that the data are sealed under it.
    private void refuseGivenPassphrase() {
        if (setting.passphrase().isGiven()) {
            throw new StartException("The data are sealed under the root key file " + setting.file()
                    + ", not under a passphrase. Start without one; ./gatehouse root-key change passphrase seals them"
                    + " under one while the server runs.");
        }
    }

    private void put(Transaction transaction, StoredKeyring stored) {
        transaction.put(ServerTables.ROOT_KEY, stored);
        try {
            store.commit(transaction, List.of());
        } catch (ConflictException e) {
            throw new IllegalStateException("nobody else writes the keyring yet", e);
        }
    }
}
