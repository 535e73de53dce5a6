package gatehouse.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The keys that secrets are sealed under, 32 random bytes for each generation. It is itself stored sealed under the
/// root key, so that another root key means to seal this one value anew, and another generation to seal everything else
/// anew. Immutable; any number of threads may use one, until it is erased.
public final class Keyring implements SealingKeys {
    /// Of the first keyring, and of every seal that names none.
    public static final int FIRST_GENERATION = 1;

    private static final byte FORMAT = 1;
    private static final int KEY_BYTES = 32;
    private static final int ENTRY_BYTES = Integer.BYTES + KEY_BYTES;

    private final List<Generation> generations;
    private volatile boolean erased;

    /// One generation, with what its keys are derived from.
    private record Generation(int number, SecretBytes material, SecretBytes pseudorandomKey) {
        private static Generation of(int number, SecretBytes material) {
            return new Generation(number, material, Hkdf.extract(new byte[0], material));
        }
    }

    private Keyring(List<Generation> generations) {
        this.generations = List.copyOf(generations);
    }

    /// A keyring with one new generation.
    public static Keyring create(Entropy entropy) {
        return new Keyring(List.of(Generation.of(FIRST_GENERATION, SecretBytes.owning(entropy.bytes(KEY_BYTES)))));
    }

    /// The keyring of data that were sealed before there were keyrings: its only generation is the root key itself.
    ///
    /// @throws RootKeyException as [RootKey#load] says
    public static Keyring ofRootKeyFile(Path keyFile) throws IOException {
        return new Keyring(List.of(
                Generation.of(FIRST_GENERATION, RootKeyFile.read(keyFile).material())));
    }

    /// This keyring with a new generation, which seals from then on.
    public Keyring withNext(Entropy entropy) {
        List<Generation> all = copies(generations);
        all.add(Generation.of(newest() + 1, SecretBytes.owning(entropy.bytes(KEY_BYTES))));
        return new Keyring(all);
    }

    /// This keyring without all generations but the newest: what they have sealed opens no more.
    public Keyring withoutOld() {
        return new Keyring(copies(List.of(generations.getLast())));
    }

    private static List<Generation> copies(List<Generation> generations) {
        List<Generation> copies = new ArrayList<>(generations.size() + 1);
        for (Generation each : generations) {
            copies.add(Generation.of(
                    each.number, SecretBytes.owning(each.material.revealSecret().clone())));
        }
        return copies;
    }

    /// The keyring, sealed under `rootKey`.
    public byte[] sealedUnder(RootKey rootKey, Entropy entropy) {
        ByteBuffer bytes =
                ByteBuffer.allocate(1 + generations.size() * ENTRY_BYTES).put(FORMAT);
        for (Generation each : generations) {
            bytes.putInt(each.number).put(each.material.revealSecret());
        }
        try {
            requireKeys();
            return new Sealer(rootKey, entropy).seal(bytes.array(), identity(rootKey));
        } finally {
            Arrays.fill(bytes.array(), (byte) 0);
        }
    }

    /// Opens what [#sealedUnder] gave.
    ///
    /// @throws SealException where it was sealed under another root key, or was changed
    public static Keyring open(byte[] sealed, RootKey rootKey, Entropy entropy) {
        byte[] bytes = new Sealer(rootKey, entropy).open(sealed, identity(rootKey));
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.get() != FORMAT || in.remaining() == 0 || in.remaining() % ENTRY_BYTES != 0) {
                throw new SealException("The keyring is none of this version");
            }
            List<Generation> generations = new ArrayList<>();
            while (in.hasRemaining()) {
                int number = in.getInt();
                byte[] material = new byte[KEY_BYTES];
                in.get(material);
                generations.add(Generation.of(number, SecretBytes.owning(material)));
            }
            return new Keyring(generations);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String identity(RootKey rootKey) {
        return "root.keyring/" + rootKey.keyId();
    }

    @Override
    public int newest() {
        return generations.getLast().number;
    }

    /// The oldest generation that still opens: the newest, unless what it sealed is being sealed anew.
    public int oldest() {
        return generations.getFirst().number;
    }

    @Override
    public SecretBytes derive(int generation, byte[] info, int sizeBytes) {
        for (Generation each : generations) {
            if (each.number == generation) {
                SecretBytes derived = Hkdf.expand(each.pseudorandomKey, info, sizeBytes);
                requireKeys();
                return derived;
            }
        }
        throw new SealException("It was sealed under generation " + generation + ", which is here no more");
    }

    /// Overwrites the keys. Whoever uses the keyring then, or has begun to, gets an error and no key made of zeros.
    public void erase() {
        erased = true;
        for (Generation each : generations) {
            each.material.erase();
            each.pseudorandomKey.erase();
        }
    }

    private void requireKeys() {
        if (erased) {
            throw new SealException("The keys are erased: the server is sealed");
        }
    }

    @Override
    public String toString() {
        return "Keyring[" + oldest() + ".." + newest() + "]";
    }
}
