package gatehouse.identity.sts;

import gatehouse.gateway.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How [SessionFacts] are written in a token. The format is in `docs/formats/session-token.md`.
final class SessionFactsFormat {
    private static final int WITH_MFA = 1;
    private static final int WITH_POLICIES = 2;

    private SessionFactsFormat() {}

    static byte[] write(SessionFacts facts) {
        Caller.Session session = facts.session();
        Instant mfaAt = session.mfaAt();
        List<String> documents = session.policies();
        ByteWriter out = new ByteWriter()
                .u8(facts.kind().code())
                .u8((mfaAt == null ? 0 : WITH_MFA) | (documents == null ? 0 : WITH_POLICIES))
                .text(facts.account())
                .text(facts.principalId())
                .text(facts.principalName())
                .text(facts.sessionName())
                .i64(session.issuedAt().getEpochSecond())
                .i64(session.expiresAt().getEpochSecond());
        if (mfaAt != null) {
            out.i64(mfaAt.getEpochSecond());
        }
        String source = session.sourceIdentity();
        out.text(source == null ? "" : source);
        tags(out, session);
        if (documents != null) {
            out.block(new SessionPolicies(documents, session.managedPolicies()).pack());
        }
        return out.bytes();
    }

    static SessionFacts read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        SessionFacts.Kind kind = SessionFacts.Kind.of(in.u8());
        int flags = in.u8();
        String account = in.text();
        String principalId = in.text();
        String principalName = in.text();
        String sessionName = in.text();
        return new SessionFacts(kind, account, principalId, principalName, sessionName, session(in, flags));
    }

    private static Caller.Session session(ByteReader in, int flags) {
        Instant issuedAt = Instant.ofEpochSecond(in.i64());
        Instant expiresAt = Instant.ofEpochSecond(in.i64());
        Instant mfaAt = (flags & WITH_MFA) == 0 ? null : Instant.ofEpochSecond(in.i64());
        String source = in.text();
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> transitive = new ArrayList<>();
        for (int count = in.u16(); count > 0; count--) {
            String key = in.text();
            tags.put(key, in.text());
            if (in.u8() == 1) {
                transitive.add(key);
            }
        }
        SessionPolicies policies = (flags & WITH_POLICIES) == 0 ? null : SessionPolicies.unpack(in.block());
        return new Caller.Session(
                issuedAt,
                expiresAt,
                mfaAt,
                documents(policies),
                policies == null ? List.of() : policies.managed(),
                source.isEmpty() ? null : source,
                tags,
                transitive);
    }

    private static @Nullable List<String> documents(@Nullable SessionPolicies policies) {
        return policies == null ? null : policies.documents();
    }

    /// Transitive keys are marked at their tags: that costs a byte, not the key again.
    private static void tags(ByteWriter out, Caller.Session session) {
        Set<String> transitive = new HashSet<>(session.transitiveTagKeys());
        out.u16(session.tags().size());
        session.tags().forEach((key, value) -> out.text(key).text(value).u8(transitive.contains(key) ? 1 : 0));
    }
}
