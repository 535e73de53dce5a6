package gatehouse.identity.iam;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import java.util.EnumMap;
import java.util.Map;

/// Compiled policies, by the text of their documents. Bounded; safe for any number of threads.
///
/// A stored document that does not compile (which its check on the way in excludes) denies everything: what is not
/// understood is denied.
public final class PolicyCache {
    /// The characters of document text that the compiled policies of one kind may stand for.
    public static final long DOCUMENT_CHARS_MAX = 16L << 20;

    private static final String DENY_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private static final String DENY_ANYONE = "{\"Version\":\"2012-10-17\",\"Statement\":"
            + "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private static final String TRUST_NO_ONE = "{\"Version\":\"2012-10-17\",\"Statement\":"
            + "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sts:*\"}}";

    private final Map<PolicyKind, LoadingCache<String, Policy>> byKind = new EnumMap<>(PolicyKind.class);

    public PolicyCache() {
        for (PolicyKind kind : PolicyKind.values()) {
            byKind.put(
                    kind,
                    Caffeine.newBuilder()
                            .maximumWeight(DOCUMENT_CHARS_MAX)
                            .weigher((String document, Policy _) -> document.length())
                            .executor(Runnable::run)
                            .build(document -> compile(document, kind)));
        }
    }

    /// The compiled document.
    public Policy get(String document, PolicyKind kind) {
        LoadingCache<String, Policy> cache = byKind.get(kind);
        if (cache == null) {
            throw new IllegalArgumentException("no kind " + kind);
        }
        return cache.get(document);
    }

    /// A policy of that kind that denies everything.
    public Policy denyAll(PolicyKind kind) {
        return get(denial(kind), kind);
    }

    private static Policy compile(String document, PolicyKind kind) {
        try {
            return Policy.parse(document, kind);
        } catch (MalformedPolicyException _) {
            return denial(kind).equals(document) ? unreachable(kind) : compile(denial(kind), kind);
        }
    }

    private static Policy unreachable(PolicyKind kind) {
        throw new IllegalStateException("the denial of everything does not compile as " + kind);
    }

    private static String denial(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> DENY_ALL;
            case RESOURCE, RESOURCE_CONTROL, ENDPOINT -> DENY_ANYONE;
            case TRUST -> TRUST_NO_ONE;
        };
    }
}
