package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;

/// What `RootKeyFromTokenTest` does with a token, in a process of its own: `LIBRARY TOKEN KEY PIN make`, or with what
/// that printed behind it instead of `make`. Prints a word for what happened, and the stored facts.
final class TokenRun {
    private TokenRun() {}

    public static void main(String[] arguments) {
        RootKeyFromToken source = new RootKeyFromToken(
                Path.of(arguments[0]), arguments[1], arguments[2], SecretBytes.owning(arguments[3].getBytes(UTF_8)));
        Entropy entropy = new SystemEntropy();
        HexFormat hex = HexFormat.of();
        try {
            if (arguments[4].equals("make")) {
                RootKeySource.Made made = source.make(entropy);
                RootLock.Wrapping wrapping = Objects.requireNonNull(made.lock().wrapping());
                System.out.println("made " + made.key().keyId() + " " + hex.formatHex(wrapping.wrappedKey()) + " "
                        + hex.formatHex(new Sealer(made.key(), entropy).seal("sealed".getBytes(UTF_8), "test/1")));
            } else {
                RootLock lock = new RootLock(
                        RootLock.Source.TOKEN,
                        null,
                        new RootLock.Wrapping(arguments[1], arguments[2], hex.parseHex(arguments[5])));
                RootKey key = source.open(lock, arguments[4]);
                byte[] opened = new Sealer(key, entropy).open(hex.parseHex(arguments[6]), "test/1");
                System.out.println("opened " + new String(opened, UTF_8));
            }
        } catch (WrongRootSecretException e) {
            System.out.println("wrong secret: " + e.getMessage());
        } catch (RootKeyException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
