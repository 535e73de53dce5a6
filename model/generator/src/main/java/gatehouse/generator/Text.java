package gatehouse.generator;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/// Text that comes out the same whatever the machine's language.
final class Text {
    private Text() {}

    /// `template` with its `%s` and `%d` replaced.
    @FormatMethod
    static String fill(String template, Object... arguments) {
        return String.format(Locale.ROOT, template, arguments);
    }
}
