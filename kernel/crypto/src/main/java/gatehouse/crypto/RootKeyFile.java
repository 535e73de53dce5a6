package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/// The file of a root key: three short lines, so that it can be recognised, printed for a safe and typed in again.
///
/// ```
/// gatehouse root key 1
/// id  7d0f…  (32 hexadecimal digits)
/// key 92c4…  (64 hexadecimal digits)
/// ```
final class RootKeyFile {
    private static final String HEADER = "gatehouse root key 1\nid ";
    private static final String KEY = "\nkey ";
    private static final int ID_DIGITS = 32;
    private static final int KEY_DIGITS = 2 * RootKey.KEY_BYTES;
    private static final int ID_START = HEADER.length();
    private static final int KEY_START = ID_START + ID_DIGITS + KEY.length();
    private static final int FILE_BYTES = KEY_START + KEY_DIGITS + 1;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER_OF_OWNER = PosixFilePermissions.fromString("rwx------");

    private RootKeyFile() {}

    /// What a file holds.
    record Content(String keyId, SecretBytes material) {}

    /// Writes a new file and syncs it and its folder. It appears whole or not at all: it is written under another name
    /// and then linked, which, unlike a rename, never replaces a file that another process made meanwhile.
    static void create(Path file, SecretBytes material, String keyId) throws IOException {
        Path folder = folderOf(file);
        if (!Files.exists(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_OF_OWNER));
        }
        Path draft =
                Files.createTempFile(folder, ".root-key-", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        byte[] text = text(material, keyId);
        try {
            write(draft, text);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException _) {
            throw new RootKeyException("The root key file " + file + " exists already and is not replaced.");
        } finally {
            Arrays.fill(text, (byte) 0);
            Files.deleteIfExists(draft);
        }
        sync(folder);
    }

    /// Reads a file, after looking at who else can.
    static Content read(Path file) throws IOException {
        byte[] text;
        try {
            refuseIfShared(file);
            if (Files.size(file) != FILE_BYTES) {
                throw damaged(file);
            }
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw new RootKeyException(
                    "The root key file " + file + " is missing. Put it back from its backup, or say where it is.");
        }
        try {
            return parse(file, text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static void write(Path draft, byte[] text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(text);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void refuseIfShared(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            throw new RootKeyException("The root key file " + file
                    + " is on a file system without owners and permissions. Put it on one that has them.");
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        Set<PosixFilePermission> others = EnumSet.complementOf(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        others.retainAll(permissions);
        if (!others.isEmpty()) {
            throw new RootKeyException("The root key file " + file + " is open to other users ("
                    + PosixFilePermissions.toString(permissions) + "). Close it with: chmod 600 " + file
                    + " and consider whether someone has read it.");
        }
    }

    private static byte[] text(SecretBytes material, String keyId) {
        HexFormat hex = HexFormat.of();
        ByteBuffer text = ByteBuffer.allocate(FILE_BYTES)
                .put(HEADER.getBytes(US_ASCII))
                .put(keyId.getBytes(US_ASCII))
                .put(KEY.getBytes(US_ASCII));
        for (byte b : material.revealSecret()) {
            text.put((byte) hex.toHighHexDigit(b)).put((byte) hex.toLowHexDigit(b));
        }
        return text.put((byte) '\n').array();
    }

    private static Content parse(Path file, byte[] text) {
        byte[] expected = text.clone();
        ByteBuffer.wrap(expected)
                .put(HEADER.getBytes(US_ASCII))
                .position(ID_START + ID_DIGITS)
                .put(KEY.getBytes(US_ASCII))
                .put(FILE_BYTES - 1, (byte) '\n');
        boolean framed = Arrays.equals(expected, text);
        Arrays.fill(expected, (byte) 0);
        if (!framed || !isHex(text, ID_START, ID_DIGITS) || !isHex(text, KEY_START, KEY_DIGITS)) {
            throw damaged(file);
        }
        byte[] material = new byte[RootKey.KEY_BYTES];
        for (int i = 0; i < material.length; i++) {
            material[i] = (byte) (HexFormat.fromHexDigit(text[KEY_START + 2 * i]) << 4
                    | HexFormat.fromHexDigit(text[KEY_START + 2 * i + 1]));
        }
        return new Content(new String(text, ID_START, ID_DIGITS, US_ASCII), SecretBytes.owning(material));
    }

    private static boolean isHex(byte[] text, int start, int count) {
        for (int i = start; i < start + count; i++) {
            boolean lowerCaseDigit = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
            if (!lowerCaseDigit) {
                return false;
            }
        }
        return true;
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new RootKeyException("The root key file cannot be " + file + ": that is a folder.");
        }
        return folder;
    }

    private static RootKeyException damaged(Path file) {
        return new RootKeyException("The file " + file
                + " is not a root key of this version of Gatehouse: it is damaged, cut short or another file. Put a"
                + " backup of the root key in its place.");
    }
}
