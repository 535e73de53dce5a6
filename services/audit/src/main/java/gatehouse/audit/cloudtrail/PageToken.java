package gatehouse.audit.cloudtrail;

import gatehouse.model.cloudtrail.InvalidNextTokenException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The place where a page of events starts, bound to the question that it continues. It protects from mistakes, not
/// from guessing: a position opens nothing that the question would not.
final class PageToken {
    private static final int BYTES = Long.BYTES + Integer.BYTES;

    private PageToken() {}

    static @Nullable String of(@Nullable Long position, String question) {
        if (position == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(position).putInt(check(position, question));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /// The position in a token, null where there is no token.
    ///
    /// @throws InvalidNextTokenException where it is not a token, or of another question
    static @Nullable Long position(@Nullable String token, String question) {
        if (token == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(token));
            if (bytes.remaining() == BYTES) {
                long position = bytes.getLong();
                if (bytes.getInt() == check(position, question)) {
                    return position;
                }
            }
        } catch (IllegalArgumentException _) {
            // Not base64: refused below, like every other wrong token.
        }
        throw new InvalidNextTokenException(
                "The NextToken is not valid: pass it unchanged, with the parameters of the call that returned it.");
    }

    private static int check(long position, String question) {
        CRC32C check = new CRC32C();
        check.update((position + "|" + question).getBytes(StandardCharsets.UTF_8));
        return (int) check.getValue();
    }
}
