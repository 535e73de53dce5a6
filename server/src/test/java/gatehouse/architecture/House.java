package gatehouse.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The classes of the house and the module that each belongs to. A module is where a class was compiled, not what its
/// package is called, so that no rule depends on names being kept.
final class House {
    private static final Pattern MODULE =
            Pattern.compile("/(kernel/[a-z]+|services/[a-z]+|model/[a-z]+|server)/target/[^!]+");

    private House() {}

    /// Every class of ours but the generated ones, which hold data alone, and the tests.
    static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !module(location.toString()).startsWith("model/"))
                .importPackages("gatehouse");
    }

    /// Where `type` was compiled, such as `services/keys`; empty for what is not ours, or not imported.
    static String module(JavaClass type) {
        return type.getBaseComponentType()
                .getSource()
                .map(source -> module(source.getUri().toString()))
                .orElse("");
    }

    /// The classes of the modules whose path starts with `prefix`.
    static DescribedPredicate<JavaClass> in(String prefix) {
        return DescribedPredicate.describe("in " + prefix, type -> module(type).startsWith(prefix));
    }

    private static String module(String location) {
        Matcher matcher = MODULE.matcher(location);
        return matcher.find() ? matcher.group(1) : "";
    }
}
