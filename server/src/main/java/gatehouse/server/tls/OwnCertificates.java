package gatehouse.server.tls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.crypto.Sealer;
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
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/// Certificates of the server's own authority: one for its addresses, and one for each name that a client asks for and
/// that the server serves, made when it is asked for. Their key is in memory alone, and is another at the next start.
///
/// The authority's key is stored sealed. A server that starts sealed has a temporary authority until it is
/// unsealed; one that is sealed later goes on with what was issued.
final class OwnCertificates implements Certificates {
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
    private static final int NAMES_MAX = 1_000;

    private final ServedNames names;
    private final KeyPair pair;
    private final InstantSource clock;
    private final Cache<String, ServerIdentity> byName =
            Caffeine.newBuilder().maximumSize(NAMES_MAX).build();
    private final Origin origin;
    private volatile @Nullable CertificateAuthority authority;
    private volatile List<X509Certificate> anchors;
    private volatile ServerIdentity ofDefault;

    private OwnCertificates(
            CertificateAuthority authority, List<X509Certificate> anchors, ServedNames names, Origin origin)
            throws GeneralSecurityException {
        this.authority = authority;
        this.anchors = anchors;
        this.names = names;
        this.pair = CertificateAuthority.newKeyPair();
        this.origin = origin;
        this.clock = origin.clock();
        this.ofDefault = issue(authority, names.ofDefault());
    }

    static OwnCertificates open(Own setting, Origin origin) throws IOException {
        InstantSource clock = origin.clock();
        Sealer sealer = origin.sealer();
        ServedNames names = new ServedNames(origin.host(), setting.moreNames());
        try {
            if (sealer == null) {
                return new OwnCertificates(
                        CertificateAuthority.temporary(origin.entropy(), clock.instant()),
                        CertificateAuthority.certificates(origin.data()),
                        names,
                        origin);
            }
            CertificateAuthority authority =
                    CertificateAuthority.open(origin.data(), sealer, origin.entropy(), clock.instant());
            return new OwnCertificates(authority, List.of(), names, origin);
        } catch (GeneralSecurityException e) {
            throw new StartException("this Java cannot make a key for TLS: " + e.getMessage(), e);
        }
    }

    @Override
    public ServerIdentity of(@Nullable String serverName) {
        CertificateAuthority now = authority;
        if (serverName == null || !names.covers(serverName)) {
            return ofDefault;
        }
        ServerIdentity known = byName.getIfPresent(serverName);
        if (known != null || now == null) {
            return known == null ? ofDefault : known;
        }
        return byName.get(serverName, name -> issue(now, List.of(new GeneralName(GeneralName.dNSName, name))));
    }

    @Override
    public void unsealed(Sealer sealer) throws IOException {
        CertificateAuthority opened =
                CertificateAuthority.open(origin.data(), sealer, origin.entropy(), clock.instant());
        authority = opened;
        anchors = List.of();
        ofDefault = issue(opened, names.ofDefault());
        byName.invalidateAll();
    }

    @Override
    public void sealed() {
        CertificateAuthority known = authority;
        if (known != null) {
            anchors = List.of(known.certificate());
        }
        authority = null;
    }

    @Override
    public void refresh() {
        CertificateAuthority now = authority;
        if (now == null) {
            return;
        }
        Instant end = ofDefault.chain().getFirst().getNotAfter().toInstant();
        if (clock.instant().isAfter(end.minus(RENEWED_BEFORE_END))) {
            ofDefault = issue(now, names.ofDefault());
        }
        byName.asMap().values().removeIf(each -> {
            Instant its = each.chain().getFirst().getNotAfter().toInstant();
            return clock.instant().isAfter(its.minus(RENEWED_BEFORE_END));
        });
    }

    @Override
    public List<X509Certificate> anchors() {
        CertificateAuthority now = authority;
        List<X509Certificate> all = new ArrayList<>(anchors);
        if (now != null) {
            all.add(now.certificate());
        }
        return all;
    }

    private ServerIdentity issue(CertificateAuthority authority, List<GeneralName> forNames) {
        X509Certificate certificate = authority.issue(pair.getPublic(), forNames, clock.instant(), LIFETIME);
        return new ServerIdentity(List.of(certificate), pair.getPrivate());
    }
}
