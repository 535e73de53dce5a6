package gatehouse.keys.cloudhsm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list that is at hand and short: an account has few clusters, and backups end. A token names the last
/// item that was shown.
record Pages<T>(List<T> items, @Nullable String nextToken) {
    static <T> Pages<T> of(List<T> all, Function<T, String> id, @Nullable String token, int max) {
        int from = token == null ? 0 : after(all, id, token);
        int to = Math.min(all.size(), from + max);
        String next = to == all.size()
                ? null
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(id.apply(all.get(to - 1)).getBytes(UTF_8));
        return new Pages<>(all.subList(from, to), next);
    }

    private static <T> int after(List<T> all, Function<T, String> id, String token) {
        String last;
        try {
            last = new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException _) {
            throw CloudHsmErrors.invalid("The NextToken is not valid.");
        }
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(last)) {
                return i + 1;
            }
        }
        throw CloudHsmErrors.invalid("The NextToken is not valid.");
    }
}
