package gatehouse.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.SecretBytes;
import gatehouse.server.SecretInput;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A passphrase or PIN: from a file (`-` is standard input, `/dev/fd/3` a descriptor), from an environment variable, or
/// from whoever sits at the terminal. Never from the command line, which other users see.
///
/// One line feed at a file's end is not part of it.
record OperatorSecret(
        String name, String flag, String variable, @Nullable String file) implements SecretInput {
    private static final int BYTES_MAX = 4096;
    private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

    static OperatorSecret passphrase(@Nullable String file) {
        return new OperatorSecret("passphrase", "--passphrase-file", "GATEHOUSE_PASSPHRASE", file);
    }

    static OperatorSecret pin(@Nullable String file) {
        return new OperatorSecret("PIN", "--token-pin-file", "GATEHOUSE_TOKEN_PIN", file);
    }

    @Override
    public boolean isGiven() {
        return file != null || System.getenv(variable) != null;
    }

    @Override
    public SecretBytes read() throws IOException {
        return read("");
    }

    /// Reads a new one, which is asked for twice.
    SecretBytes readNew() throws IOException {
        if (isGiven()) {
            return read("");
        }
        SecretBytes first = read("New ");
        SecretBytes second = read("Again, the new ");
        boolean same = first.equals(second);
        second.erase();
        if (!same) {
            first.erase();
            throw new CommandException("The two differ. Nothing was changed.");
        }
        return first;
    }

    private SecretBytes read(String before) throws IOException {
        if (file != null) {
            return fromFile(file);
        }
        String value = System.getenv(variable);
        return value != null ? SecretBytes.owning(value.getBytes(UTF_8)) : ask(before);
    }

    private SecretBytes fromFile(String from) throws IOException {
        byte[] content = new byte[BYTES_MAX];
        try (InputStream in = from.equals("-") ? System.in : Files.newInputStream(Path.of(from))) {
            int size = in.readNBytes(content, 0, BYTES_MAX);
            if (size == BYTES_MAX) {
                throw new CommandException(flag + ": " + from + " is too long for a " + name + ".");
            }
            int end = size > 0 && content[size - 1] == '\n' ? size - 1 : size;
            if (end == 0) {
                throw new CommandException(flag + ": " + from + " is empty.");
            }
            return SecretBytes.owning(Arrays.copyOf(content, end));
        } catch (NoSuchFileException _) {
            throw new CommandException(flag + ": there is no file " + from + ".");
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // It is null where nobody sits before Java 25's own console.
    private SecretBytes ask(String before) {
        @Nullable Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CommandException("The " + name + " is needed, and there is no terminal to ask at: give it with "
                    + flag + " or " + variable + ".");
        }
        char[] typed = console.readPassword(Locale.ROOT, "%s: ", before.isEmpty() ? capital(name) : before + name);
        if (typed == null || typed.length == 0) {
            throw new CommandException("No " + name + " was given.");
        }
        ByteBuffer encoded = ByteBuffer.allocate(UTF8_BYTES_PER_CHAR_MAX * typed.length);
        UTF_8.newEncoder().encode(CharBuffer.wrap(typed), encoded, true);
        byte[] bytes = new byte[encoded.flip().remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(typed, '\0');
        return SecretBytes.owning(bytes);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    @Override
    public String toString() {
        return "OperatorSecret[" + name + "]";
    }
}
