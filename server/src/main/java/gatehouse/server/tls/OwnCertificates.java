package gatehouse.server.tls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.server.StartException;
import gatehouse.server.tls.Tls.Origin;
import gatehouse.server.tls.TlsSetting.Own;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/// Certificates of the server's own authority: one for its addresses, and one for each name that a client asks for and
/// that the server serves, made when it is asked for. Their key is in memory alone, and is another at the next start.
final class OwnCertificates implements Certificates {
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
    private static final int NAMES_MAX = 1_000;

    private final CertificateAuthority authority;
    private final ServedNames names;
    private final KeyPair pair;
    private final InstantSource clock;
    private final Cache<String, ServerIdentity> byName =
            Caffeine.newBuilder().maximumSize(NAMES_MAX).build();
    private volatile ServerIdentity ofDefault;

    private OwnCertificates(CertificateAuthority authority, ServedNames names, KeyPair pair, InstantSource clock) {
        this.authority = authority;
        this.names = names;
        this.pair = pair;
        this.clock = clock;
        this.ofDefault = issue(names.ofDefault());
    }

    static OwnCertificates open(Own setting, Origin origin) throws IOException {
        InstantSource clock = origin.clock();
        CertificateAuthority authority =
                CertificateAuthority.open(origin.data(), origin.sealer(), origin.entropy(), clock.instant());
        ServedNames names = new ServedNames(origin.host(), setting.moreNames());
        try {
            return new OwnCertificates(authority, names, CertificateAuthority.newKeyPair(), clock);
        } catch (GeneralSecurityException e) {
            throw new StartException("this Java cannot make a key for TLS: " + e.getMessage(), e);
        }
    }

    @Override
    public ServerIdentity of(@Nullable String serverName) {
        if (serverName == null || !names.covers(serverName)) {
            return ofDefault;
        }
        return byName.get(serverName, name -> issue(List.of(new GeneralName(GeneralName.dNSName, name))));
    }

    @Override
    public void refresh() {
        Instant end = ofDefault.chain().getFirst().getNotAfter().toInstant();
        if (clock.instant().isAfter(end.minus(RENEWED_BEFORE_END))) {
            ofDefault = issue(names.ofDefault());
        }
        byName.asMap().values().removeIf(each -> {
            Instant its = each.chain().getFirst().getNotAfter().toInstant();
            return clock.instant().isAfter(its.minus(RENEWED_BEFORE_END));
        });
    }

    @Override
    public List<X509Certificate> anchors() {
        return List.of(authority.certificate());
    }

    private ServerIdentity issue(List<GeneralName> forNames) {
        X509Certificate certificate = authority.issue(pair.getPublic(), forNames, clock.instant(), LIFETIME);
        return new ServerIdentity(List.of(certificate), pair.getPrivate());
    }
}
