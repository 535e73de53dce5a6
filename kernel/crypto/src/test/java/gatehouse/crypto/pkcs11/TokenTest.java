package gatehouse.crypto.pkcs11;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Against SoftHSM2, a real PKCS#11 library.
class TokenTest {
    private static final byte[] CONTEXT = "purpose=test".getBytes(UTF_8);

    private final SoftHsm hsm = SoftHsm.get();
    private TokenLocation location = new TokenLocation(hsm.library(), "");
    private Token token;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        String name = test.getTestMethod().orElseThrow().getName();
        location = hsm.newToken(name.substring(0, Math.min(TokenLocation.LABEL_BYTES_MAX, name.length())));
        token = Token.open(location, SoftHsm.pin(), TokenLimits.DEFAULTS);
    }

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void whatATokenEncryptedItDecrypts() throws Exception {
        token.generateAesKey("key");
        for (int size : new int[] {0, 1, 16, 4096, 70_000}) {
            byte[] plaintext = token.random(size);
            byte[] ciphertext = token.encrypt("key", CONTEXT, plaintext);
            assertThat(ciphertext).hasSize(size + 28);
            assertThat(token.decrypt("key", CONTEXT, ciphertext)).isEqualTo(plaintext);
        }
        assertThat(token.encrypt("key", CONTEXT, CONTEXT)).isNotEqualTo(token.encrypt("key", CONTEXT, CONTEXT));
    }

    @Test
    void aChangedBitOrAnotherContextDoesNotDecryptAndHarmsNothing() throws Exception {
        token.generateAesKey("key");
        token.generateAesKey("other");
        byte[] ciphertext = token.encrypt("key", CONTEXT, new byte[] {1, 2, 3});
        for (int bit = 0; bit < 8 * ciphertext.length; bit++) {
            byte[] changed = ciphertext.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            fails(TokenFailure.INVALID_CIPHERTEXT, () -> token.decrypt("key", CONTEXT, changed));
        }
        fails(TokenFailure.INVALID_CIPHERTEXT, () -> token.decrypt("key", new byte[0], ciphertext));
        fails(TokenFailure.INVALID_CIPHERTEXT, () -> token.decrypt("other", CONTEXT, ciphertext));
        fails(TokenFailure.INVALID_CIPHERTEXT, () -> token.decrypt("key", CONTEXT, new byte[27]));
        assertThat(token.decrypt("key", CONTEXT, ciphertext)).containsExactly(1, 2, 3);
    }

    @Test
    void keysStayInTheToken() throws Exception {
        token.generateAesKey("secret");
        token.generateRsaKey("pair", 2048);
        String seen = hsm.run(
                "pkcs11-tool",
                "--module",
                hsm.library().toString(),
                "--token-label",
                location.label(),
                "--login",
                "--pin",
                SoftHsm.PIN,
                "--list-objects");
        assertThat(seen).contains("Secret Key Object; AES length 32", "label:      secret");
        assertThat(seen.split("sensitive, always sensitive, never extractable, local", -1))
                .hasSize(3);
    }

    @Test
    void keysAreThereUntilTheyAreDeleted() throws Exception {
        token.generateAesKey("key");
        assertThat(token.hasKey("key")).isTrue();
        fails(TokenFailure.KEY_EXISTS, () -> token.generateAesKey("key"));
        token.close();
        token = Token.open(location, SoftHsm.pin(), TokenLimits.DEFAULTS);
        assertThat(token.hasKey("key")).isTrue();
        token.encrypt("key", CONTEXT, CONTEXT);
        token.deleteKey("key");
        assertThat(token.hasKey("key")).isFalse();
        fails(TokenFailure.NO_SUCH_KEY, () -> token.encrypt("key", CONTEXT, CONTEXT));
        fails(TokenFailure.NO_SUCH_KEY, () -> token.deleteKey("key"));
    }

    @Test
    void aKeyThatAnotherProgramDeletedIsGone() throws Exception {
        token.generateAesKey("key");
        token.encrypt("key", CONTEXT, CONTEXT);
        hsm.run(
                "pkcs11-tool",
                "--module",
                hsm.library().toString(),
                "--token-label",
                location.label(),
                "--login",
                "--pin",
                SoftHsm.PIN,
                "--delete-object",
                "--type",
                "secrkey",
                "--label",
                "key");
        fails(TokenFailure.NO_SUCH_KEY, () -> token.encrypt("key", CONTEXT, CONTEXT));
    }

    @Test
    void javaVerifiesWhatATokenSigned() throws Exception {
        PublicKey rsa = token.generateRsaKey("rsa", 2048);
        assertThat(token.publicKey("rsa")).isEqualTo(rsa);
        assertThat(verifies("SHA256withRSA", rsa, token.sign("rsa", Signing.SHA256_RSA_PKCS1, CONTEXT)))
                .isTrue();
        for (EcCurve curve : EcCurve.values()) {
            PublicKey ec = token.generateEcKey(curve.name(), curve);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CONTEXT);
            byte[] signature = token.sign(curve.name(), Signing.ECDSA_OF_DIGEST, digest);
            assertThat(verifies("SHA256withECDSAinP1363Format", ec, signature)).isTrue();
            signature[0] ^= 1;
            assertThat(verifies("SHA256withECDSAinP1363Format", ec, signature)).isFalse();
        }
        token.deleteKey("rsa");
        fails(TokenFailure.NO_SUCH_KEY, () -> token.publicKey("rsa"));
    }

    @Test
    void manyThreadsUseOneToken() throws Exception {
        token.generateAesKey("key");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] plaintext = {(byte) i};
                Callable<byte[]> call = () -> token.decrypt("key", CONTEXT, token.encrypt("key", CONTEXT, plaintext));
                answers.add(callers.submit(call));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).containsExactly(i);
            }
        }
    }

    @Test
    void aTokenIsOpenOnce() {
        fails(TokenFailure.IN_USE, () -> Token.open(location, SoftHsm.pin("wrong"), TokenLimits.DEFAULTS));
    }

    @Test
    void aWrongPinIsSaidAndNotTriedAgainAtOnce() throws Exception {
        token.prove();
        token.close();
        token = Token.open(location, SoftHsm.pin("wrong"), TokenLimits.DEFAULTS);
        fails(TokenFailure.WRONG_PIN, token::prove);
        assertThatThrownBy(() -> token.hasKey("key"))
                .hasMessageContaining("not asked again so soon")
                .hasMessageNotContaining("wrong");
        token.close();
        token = Token.open(location, SoftHsm.pin(), TokenLimits.DEFAULTS);
        token.prove();
    }

    @Test
    void aPinThatAnotherProgramChangedHoldsOnceTheLibraryHasBegunAnew() throws Exception {
        token.generateAesKey("key");
        hsm.changePin(location.label(), SoftHsm.PIN, "another-pin");
        Cryptoki library = Cryptoki.of(hsm.library());
        library.beginAnew(library.beginnings());
        fails(TokenFailure.WRONG_PIN, token::prove);
        token.close();
        hsm.changePin(location.label(), "another-pin", SoftHsm.PIN);
        library.beginAnew(library.beginnings());
        token = Token.open(location, SoftHsm.pin(), TokenLimits.DEFAULTS);
        assertThat(token.hasKey("key")).isTrue();
    }

    @Test
    void afterAWrongPinTheLibraryHasBegunAnewAndKnowsTheNewOne() throws Exception {
        token.prove();
        hsm.changePin(location.label(), SoftHsm.PIN, "another-pin");
        reopen("another-pin");
        fails(TokenFailure.WRONG_PIN, token::prove); // SoftHSM2 still has the old one in memory.
        reopen("another-pin");
        token.prove();
    }

    private void reopen(String pin) throws TokenException {
        token.close();
        token = Token.open(location, SoftHsm.pin(pin), TokenLimits.DEFAULTS);
    }

    @Test
    void aTokenThatComesLaterIsFound() throws Exception {
        TokenLocation later = new TokenLocation(hsm.library(), "comes later");
        try (Token early = Token.open(later, SoftHsm.pin(), TokenLimits.DEFAULTS)) {
            token.generateAesKey("key");
            fails(TokenFailure.UNAVAILABLE, early::prove);
            hsm.newToken("comes later");
            early.prove();
            // The library began anew for it; the sessions of the other token with it.
            token.encrypt("key", CONTEXT, CONTEXT);
        }
    }

    @Test
    void whatIsNoLibraryIsSaid(@TempDir Path folder) throws Exception {
        Path none = Files.writeString(folder.resolve("none.so"), "none");
        try (Token nowhere = Token.open(new TokenLocation(none, "x"), SoftHsm.pin(), TokenLimits.DEFAULTS)) {
            assertThatThrownBy(nowhere::prove)
                    .hasMessageContaining("cannot be loaded")
                    .asInstanceOf(type(TokenException.class))
                    .extracting(TokenException::failure)
                    .isEqualTo(TokenFailure.UNAVAILABLE);
        }
    }

    @Test
    void aTokenTellsOfItselfWithoutALogin() throws Exception {
        TokenInfo info = Token.look(location, TokenLimits.DEFAULTS);
        assertThat(info.label()).isEqualTo(location.label());
        assertThat(info.manufacturer()).contains("SoftHSM");
        assertThat(info.userPinSet()).isTrue();
        assertThat(info.userPinLocked()).isFalse();
    }

    private static boolean verifies(String algorithm, PublicKey key, byte[] signature) throws Exception {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(CONTEXT);
        return verifier.verify(signature);
    }

    static void fails(TokenFailure failure, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(TokenException.class))
                .extracting(TokenException::failure)
                .isEqualTo(failure);
    }
}
