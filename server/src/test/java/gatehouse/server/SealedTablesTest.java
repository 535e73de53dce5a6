package gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import gatehouse.store.Table;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is sealed and not listed would be lost when an old generation of keys is retired.
class SealedTablesTest {
    /// The keyring itself is sealed under the root key.
    private static final String KEYRING = "server.root-key";

    @Test
    void everyTableWithSealedSecretsTakesPartInARotation() throws IllegalAccessException {
        Set<String> listed =
                Wiring.SEALED.stream().map(each -> each.table().name()).collect(Collectors.toCollection(TreeSet::new));

        Set<String> found = tablesWithSealedSecrets();
        assertThat(found).contains(KEYRING, "iam.access-keys", "iam.saml-providers", "kms.material");
        found.remove(KEYRING);
        assertThat(listed).isEqualTo(found);
        assertThat(Wiring.SEALED).hasSameSizeAs(listed);
    }

    private static Set<String> tablesWithSealedSecrets() throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("gatehouse.server", "gatehouse.identity", "gatehouse.keys", "gatehouse.audit")) {
            if (!each.getSimpleName().endsWith("Tables")) {
                continue;
            }
            for (Field field : each.reflect().getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Table.class) {
                    field.setAccessible(true);
                    Table<?> table = (Table<?>) field.get(null);
                    if (holdsSealed(table.type())) {
                        names.add(table.name());
                    }
                }
            }
        }
        return names;
    }

    /// Whether a component, or one of a record in it, is called sealed.
    private static boolean holdsSealed(Type type) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                if (holdsSealed(argument)) {
                    return true;
                }
            }
        }
        if (!(type instanceof Class<?> raw) || !raw.isRecord()) {
            return false;
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            boolean sealed = component.getType() == byte[].class
                    && component.getName().toLowerCase(Locale.ROOT).startsWith("sealed");
            if (sealed || holdsSealed(component.getGenericType())) {
                return true;
            }
        }
        return false;
    }
}
