package gatehouse.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A root key in a file that only its owner can read. An existing file is used and never replaced.
public record RootKeyFromFile(Path file) implements RootKeySource {
    @Override
    public Made make(Entropy entropy) throws IOException {
        RootKey key = Files.exists(file) ? RootKey.load(file) : RootKey.create(file, entropy);
        return new Made(key, RootLock.ofFile());
    }

    @Override
    public RootKey open(RootLock lock, String keyId) throws IOException {
        return RootKey.loadFor(file, keyId);
    }
}
