package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.store.Key;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where the next page of a listing starts, as text that clients hand back.
final class Markers {
    private Markers() {}

    static @Nullable String write(@Nullable Key next) {
        return next == null ? null : next.text();
    }

    /// For listings that are in order of a word.
    static String write(String next) {
        return text(next.getBytes(UTF_8));
    }

    /// The place that a marker stands for; null for the start.
    ///
    /// @throws gatehouse.wire.shape.ServiceException InvalidMarkerException where it is of another listing
    static @Nullable Key read(@Nullable String marker, Key prefix) {
        if (marker == null) {
            return null;
        }
        Key key = Key.ofText(marker, prefix);
        if (key == null) {
            throw KmsErrors.invalidMarker();
        }
        return key;
    }

    /// The single word that a marker stands for; null for the start.
    ///
    /// @throws gatehouse.wire.shape.ServiceException InvalidMarkerException where it is no marker
    static @Nullable String readWord(@Nullable String marker) {
        return marker == null ? null : new String(decode(marker), UTF_8);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String marker) {
        try {
            return Base64.getUrlDecoder().decode(marker);
        } catch (IllegalArgumentException _) {
            throw KmsErrors.invalidMarker();
        }
    }
}
