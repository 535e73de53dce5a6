package gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a real PKCS#11 library, SoftHSM2.
class RootKeyFromTokenTest {
    private static final String TOKEN = "gatehouse tests";
    private static final String KEY = "gatehouse-root";

    @TempDir
    Path folder = Path.of("");

    private SoftToken token;

    @BeforeEach
    void makeToken() throws IOException, InterruptedException {
        token = SoftToken.in(folder, "another", TOKEN);
    }

    @Test
    void aTokenGivesTheSameRootKeyAgain() throws IOException, InterruptedException {
        String[] made = run(TOKEN, KEY, SoftToken.PIN, "make").split(" ", -1);

        assertThat(made[0]).isEqualTo("made");
        assertThat(run(TOKEN, KEY, SoftToken.PIN, made[1], made[2], made[3])).isEqualTo("opened sealed");
    }

    @Test
    void theWrappingKeyCannotLeaveTheToken() throws IOException, InterruptedException {
        run(TOKEN, KEY, SoftToken.PIN, "make");

        String objects = token.run(List.of(
                "pkcs11-tool",
                "--module",
                SoftToken.library().toString(),
                "--token-label",
                TOKEN,
                "--login",
                "--pin",
                SoftToken.PIN,
                "--list-objects"));
        assertThat(objects).contains(KEY).contains("AES").contains("sensitive").contains("never extractable");
    }

    @Test
    void aWrongPinIsSaidToBeWrong() throws IOException, InterruptedException {
        assertThat(run(TOKEN, KEY, "another-pin", "make"))
                .startsWith("wrong secret: The token " + TOKEN + " refuses the PIN.");
    }

    @Test
    void whatTheTokenWrappedIsNotOpenedChangedOrByAnotherKey() throws IOException, InterruptedException {
        String[] made = run(TOKEN, KEY, SoftToken.PIN, "make").split(" ", -1);
        char flipped = made[2].charAt(0) == '0' ? '1' : '0';

        assertThat(run(TOKEN, KEY, SoftToken.PIN, made[1], flipped + made[2].substring(1), made[3]))
                .startsWith("refused: The token " + TOKEN);
        assertThat(run(TOKEN, "no-such-key", SoftToken.PIN, made[1], made[2], made[3]))
                .startsWith("refused: The token " + TOKEN + " has no key no-such-key");
        assertThat(run(TOKEN, KEY, SoftToken.PIN, "0".repeat(32), made[2], made[3]))
                .startsWith("refused: The token " + TOKEN + " gives another root key");
    }

    @Test
    void aMissingTokenAndAMissingLibraryAreNamed() throws IOException, InterruptedException {
        assertThat(run("no such token", KEY, SoftToken.PIN, "make"))
                .startsWith("refused: The token no such token is not there")
                .contains("pkcs11-tool --module " + SoftToken.library());
        assertThat(runWith(folder.resolve("none.so"), TOKEN, KEY, SoftToken.PIN, "make"))
                .startsWith("refused: The token " + TOKEN)
                .contains("none.so");
        assertThat(runWith(folder.resolve("softhsm2.conf"), TOKEN, KEY, SoftToken.PIN, "make"))
                .startsWith("refused: The token " + TOKEN)
                .contains("softhsm2.conf");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        return runWith(SoftToken.library(), arguments);
    }

    private String runWith(Path library, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TokenRun.class.getName(),
                library.toString()));
        command.addAll(List.of(arguments));
        // The JVM may have said something before.
        return token.run(command).lines().toList().getLast();
    }
}
