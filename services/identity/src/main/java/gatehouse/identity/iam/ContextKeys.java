package gatehouse.identity.iam;

import gatehouse.policy.document.ConditionBlock;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.document.Statement;
import gatehouse.policy.document.Version;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The condition keys that a policy asks for, in its conditions and as variables.
final class ContextKeys {
    /// A variable with its key; `${*}`, `${?}` and `${$}` are plain signs.
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^*?$'},\\s]+)[^}]*\\}");

    private ContextKeys() {}

    /// The keys of all documents, each once, in the case of its first mention.
    static List<String> of(Collection<SimulatedPolicy> policies) {
        TreeSet<String> keys = new TreeSet<>(Comparator.comparing(key -> key.toLowerCase(Locale.ROOT)));
        for (SimulatedPolicy policy : policies) {
            PolicyDocument document = policy.policy().document();
            document.statements().forEach(statement -> add(statement, document.version(), keys));
        }
        return List.copyOf(keys);
    }

    /// In the version of 2008 there are no variables.
    private static void add(Statement statement, Version version, Collection<String> keys) {
        boolean variables = version == Version.V2012_10_17;
        if (statement.resources() != null && variables) {
            statement.resources().values().forEach(text -> variables(text, keys));
        }
        for (ConditionBlock condition : statement.conditions()) {
            keys.add(condition.key());
            if (variables) {
                condition.values().forEach(text -> variables(text, keys));
            }
        }
    }

    private static void variables(String text, Collection<String> keys) {
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
    }
}
