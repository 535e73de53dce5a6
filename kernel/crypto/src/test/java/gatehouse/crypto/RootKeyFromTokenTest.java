package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.RootKeySource.Made;
import gatehouse.crypto.RootLock.Source;
import gatehouse.crypto.RootLock.Wrapping;
import gatehouse.crypto.pkcs11.SoftHsm;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With a real PKCS#11 library, SoftHSM2.
class RootKeyFromTokenTest {
    private static final String KEY = "gatehouse-root";
    private static final Entropy ENTROPY = new SystemEntropy();
    private static final SoftHsm HSM = SoftHsm.get();
    private static final AtomicInteger TOKENS = new AtomicInteger();

    private String token = "";

    @BeforeEach
    void makeToken() {
        token = HSM.newToken("root key " + TOKENS.incrementAndGet()).label();
    }

    @Test
    void aTokenGivesTheSameRootKeyAgain() {
        Made made = source(KEY).make(ENTROPY);
        byte[] sealed = new Sealer(made.key(), ENTROPY).seal("sealed".getBytes(UTF_8), "test/1");

        RootKey again = source(KEY).open(made.lock(), made.key().keyId());
        assertThat(new Sealer(again, ENTROPY).open(sealed, "test/1")).isEqualTo("sealed".getBytes(UTF_8));
    }

    @Test
    void theWrappingKeyCannotLeaveTheToken() {
        source(KEY).make(ENTROPY);

        String objects = HSM.run(
                "pkcs11-tool",
                "--module",
                HSM.library().toString(),
                "--token-label",
                token,
                "--login",
                "--pin",
                SoftHsm.PIN,
                "--list-objects");
        assertThat(objects).contains(KEY).contains("AES").contains("sensitive").contains("never extractable");
    }

    @Test
    void aWrongPinIsSaidToBeWrong() {
        assertThatThrownBy(
                        () -> source(HSM.library(), token, KEY, "another-pin").make(ENTROPY))
                .isInstanceOf(WrongRootSecretException.class)
                .hasMessageStartingWith("The token " + token + " refuses the PIN.");
    }

    @Test
    void whatTheTokenWrappedIsNotOpenedChangedOrByAnotherKey() {
        Made made = source(KEY).make(ENTROPY);
        String id = made.key().keyId();
        byte[] wrapped = requireNonNull(made.lock().wrapping()).wrappedKey();
        byte[] changed = wrapped.clone();
        changed[0] ^= 1;

        assertThatThrownBy(() -> source(KEY).open(lock(KEY, changed), id))
                .isInstanceOf(RootKeyException.class)
                .hasMessageStartingWith("The token " + token);
        assertThatThrownBy(() -> source(KEY).open(lock("no-such-key", wrapped), id))
                .isInstanceOf(RootKeyException.class)
                .hasMessageStartingWith("The token " + token + " has no key no-such-key");
        assertThatThrownBy(() -> source(KEY).open(made.lock(), "0".repeat(32)))
                .isInstanceOf(RootKeyException.class)
                .hasMessageStartingWith("The token " + token + " gives another root key");
    }

    @Test
    void aMissingTokenAndAMissingLibraryAreNamed() {
        assertThatThrownBy(() ->
                        source(HSM.library(), "no such token", KEY, SoftHsm.PIN).make(ENTROPY))
                .isInstanceOf(RootKeyException.class)
                .hasMessageStartingWith("The token no such token is not there")
                .hasMessageContaining("pkcs11-tool --module " + HSM.library());
        assertThatThrownBy(() ->
                        source(Path.of("/none.so"), token, KEY, SoftHsm.PIN).make(ENTROPY))
                .isInstanceOf(RootKeyException.class)
                .hasMessageStartingWith("The token " + token)
                .hasMessageContaining("none.so");
        Path noLibrary = HSM.configuration();
        assertThatThrownBy(() -> source(noLibrary, token, KEY, SoftHsm.PIN).make(ENTROPY))
                .isInstanceOf(RootKeyException.class)
                .hasMessageStartingWith("The token " + token)
                .hasMessageContaining("softhsm2.conf");
    }

    private RootLock lock(String key, byte[] wrapped) {
        return new RootLock(Source.TOKEN, null, new Wrapping(token, key, wrapped));
    }

    private RootKeyFromToken source(String key) {
        return source(HSM.library(), token, key, SoftHsm.PIN);
    }

    private static RootKeyFromToken source(Path library, String token, String key, String pin) {
        return new RootKeyFromToken(library, token, key, SecretBytes.owning(pin.getBytes(UTF_8)));
    }
}
