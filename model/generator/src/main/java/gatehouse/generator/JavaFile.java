package gatehouse.generator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

    private static Map<String, String> importable() {
        Map<String, String> types = new TreeMap<>();
        for (String name : new String[] {
            "Blob",
            "Constraints",
            "DataStream",
            "Document",
            "EnumValue",
            "ErrorInfo",
            "EventStream",
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

    /// The file's text, without trailing spaces and double blank lines.
    String text() {
        Set<String> imports = new TreeSet<>();
        StringBuilder lines = new StringBuilder(body.length());
        boolean afterBlank = true;
        for (String line : body.split("\n", -1)) {
            String kept = line.stripTrailing();
            if (!kept.isEmpty() || !afterBlank) {
                lines.append(kept).append('\n');
                collectImports(kept, imports);
            }
            afterBlank = kept.isEmpty();
        }
        return "package " + packageName + ";\n\n" + String.join("", imports) + "\n"
                + lines.toString().strip() + "\n";
    }

    /// Adds the import of each importable name that begins a word of the line and is not the member of another.
    private static void collectImports(String line, Set<String> imports) {
        int end;
        for (int start = 0; start < line.length(); start = end + 1) {
            end = start;
            while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
                end++;
            }
            boolean isMember = start > 0 && line.charAt(start - 1) == '.';
            String imported = end > start && !isMember && Character.isUpperCase(line.charAt(start))
                    ? IMPORTABLE.get(line.substring(start, end))
                    : null;
            if (imported != null) {
                imports.add("import " + imported + ";\n");
            }
        }
    }
}
