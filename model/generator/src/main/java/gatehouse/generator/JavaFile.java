package gatehouse.generator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A generated source file: its body with the imports that the body needs.
record JavaFile(String packageName, String typeName, String body) {
    /// Every type that generated code names without its package; shapes of these names are renamed.
    private static final Map<String, String> IMPORTABLE = importable();

    private static final Set<String> ALWAYS_THERE = Set.of(
            "Boolean",
            "Double",
            "Float",
            "IndexOutOfBoundsException",
            "Integer",
            "Long",
            "Object",
            "Override",
            "SafeVarargs",
            "String",
            "SuppressWarnings");

    private static final Pattern CAPITALISED = Pattern.compile("(?<![\\w.\"])[A-Z]\\w*");

    private static final Pattern TRAILING_SPACE = Pattern.compile("(?m) +$");
    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

    private static Map<String, String> importable() {
        Map<String, String> types = new TreeMap<>();
        for (String name : new String[] {
            "Blob",
            "Constraints",
            "Document",
            "EnumValue",
            "ErrorInfo",
            "Kind",
            "Member",
            "Operation",
            "Schema",
            "SerializationException",
            "ServiceException",
            "ServiceModel",
            "Shape",
            "ShapeReader",
            "ShapeWriter",
            "Traits"
        }) {
            types.put(name, "gatehouse.wire.shape." + name);
        }
        types.put("Fault", "gatehouse.wire.shape.ErrorInfo.Fault");
        types.put("Flag", "gatehouse.wire.shape.Traits.Flag");
        types.put("Word", "gatehouse.wire.shape.Traits.Word");
        types.put("Copies", "gatehouse.model.Copies");
        types.put("BigDecimal", "java.math.BigDecimal");
        types.put("BigInteger", "java.math.BigInteger");
        types.put("Instant", "java.time.Instant");
        for (String name : new String[] {"HashMap", "List", "Map", "Set"}) {
            types.put(name, "java.util." + name);
        }
        types.put("Nullable", "org.jspecify.annotations.Nullable");
        return types;
    }

    /// Simple names that no generated type may have.
    static Set<String> reservedTypeNames() {
        Set<String> reserved = new TreeSet<>(IMPORTABLE.keySet());
        reserved.addAll(ALWAYS_THERE);
        reserved.add("Builder");
        return reserved;
    }

    String path() {
        return packageName.replace('.', '/') + "/" + typeName + ".java";
    }

    String text() {
        Set<String> imports = new TreeSet<>();
        Matcher names = CAPITALISED.matcher(body);
        while (names.find()) {
            String imported = IMPORTABLE.get(names.group());
            if (imported != null) {
                imports.add("import " + imported + ";\n");
            }
        }
        String text = "package %s;\n\n%s\n%s".formatted(packageName, String.join("", imports), body);
        return BLANK_LINES.matcher(TRAILING_SPACE.matcher(text).replaceAll("")).replaceAll("\n\n");
    }
}
