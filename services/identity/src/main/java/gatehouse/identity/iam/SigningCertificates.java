package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.DeleteSigningCertificateRequest;
import gatehouse.model.iam.DeleteSigningCertificateResponse;
import gatehouse.model.iam.ListSigningCertificatesRequest;
import gatehouse.model.iam.ListSigningCertificatesResponse;
import gatehouse.model.iam.UpdateSigningCertificateRequest;
import gatehouse.model.iam.UpdateSigningCertificateResponse;
import gatehouse.model.iam.UploadSigningCertificateRequest;
import gatehouse.model.iam.UploadSigningCertificateResponse;
import gatehouse.store.View;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signing certificates, of users and of an account's root. A call that names no user means the caller.
final class SigningCertificates {
    /// The least that AWS's instructions have made.
    private static final int RSA_BITS_MIN = 1024;

    private final IamParts parts;

    SigningCertificates(IamParts parts) {
        this.parts = parts;
    }

    /// The certificates of a user, or of the root, whose unique id is the account's.
    static List<SigningCertificate> of(View view, String ownerId) {
        return view.all(
                IamTables.SIGNING_CERTIFICATES, IamTables.SIGNING_CERTIFICATES_BY_OWNER, IamTables.uniqueId(ownerId));
    }

    Plan<UploadSigningCertificateResponse> upload(Call call, UploadSigningCertificateRequest in) {
        Owner owner = Owner.of(call, in.userName());
        String body = requireNonNull(in.certificateBody());
        return Plan.require(owner.requirement())
                .compute(() -> read(body, call.now()))
                .commit((tx, read) -> {
                    Owner.Found found = owner.demand(tx);
                    if (isKnown(tx, call.account(), read.fingerprint())) {
                        throw IamErrors.duplicateCertificate();
                    }
                    parts.limits()
                            .check(
                                    Quota.SIGNING_CERTIFICATES_PER_USER,
                                    of(tx, found.id()).size() + 1L);
                    SigningCertificate made = new SigningCertificate(
                            call.account(),
                            read.certificateId(),
                            found.id(),
                            body,
                            read.fingerprint(),
                            true,
                            call.now().truncatedTo(ChronoUnit.SECONDS));
                    tx.put(IamTables.SIGNING_CERTIFICATES, made);
                    return UploadSigningCertificateResponse.builder()
                            .certificate(shape(found.userName(), made))
                            .build();
                });
    }

    private Read read(String body, Instant now) {
        try {
            X509Certificate certificate = Pem.certificate(body);
            certificate.checkValidity(Date.from(now));
            if (!(certificate.getPublicKey() instanceof RSAPublicKey key)
                    || key.getModulus().bitLength() < RSA_BITS_MIN) {
                throw IamErrors.signingCertificateKey(RSA_BITS_MIN);
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Read(
                    UniqueId.SIGNING_CERTIFICATE.next(parts.entropy()),
                    HexFormat.of().formatHex(hash));
        } catch (CertificateExpiredException _) {
            throw IamErrors.expiredCertificate();
        } catch (CertificateNotYetValidException _) {
            throw IamErrors.certificateNotYetValid();
        } catch (CertificateException _) {
            throw IamErrors.malformedSigningCertificate(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isKnown(View view, String account, String fingerprint) {
        return view.has(
                IamTables.SIGNING_CERTIFICATES,
                IamTables.SIGNING_CERTIFICATES_BY_FINGERPRINT,
                IamTables.fingerprint(account, fingerprint));
    }

    Plan<ListSigningCertificatesResponse> list(Call call, ListSigningCertificatesRequest in) {
        Owner owner = Owner.of(call, in.userName());
        return Plan.require(owner.requirement()).commit(tx -> {
            Owner.Found found = owner.demand(tx);
            Slice<SigningCertificate> page =
                    Paging.of(in.marker(), in.maxItems()).list(of(tx, found.id()), SigningCertificate::certificateId);
            return ListSigningCertificatesResponse.builder()
                    .certificates(page.map(certificate -> shape(found.userName(), certificate)))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<UpdateSigningCertificateResponse> update(Call call, UpdateSigningCertificateRequest in) {
        Owner owner = Owner.of(call, in.userName());
        String certificateId = requireNonNull(in.certificateId());
        return Plan.require(owner.requirement()).commit(tx -> {
            boolean active = CredentialStatus.isActive(in.status());
            tx.put(
                    IamTables.SIGNING_CERTIFICATES,
                    demand(tx, owner.demand(tx), certificateId).withActive(active));
            return new UpdateSigningCertificateResponse();
        });
    }

    Plan<DeleteSigningCertificateResponse> delete(Call call, DeleteSigningCertificateRequest in) {
        Owner owner = Owner.of(call, in.userName());
        String certificateId = requireNonNull(in.certificateId());
        return Plan.require(owner.requirement()).commit(tx -> {
            SigningCertificate certificate = demand(tx, owner.demand(tx), certificateId);
            tx.delete(IamTables.SIGNING_CERTIFICATES, IamTables.uniqueId(certificate.certificateId()));
            return new DeleteSigningCertificateResponse();
        });
    }

    private static SigningCertificate demand(View view, Owner.Found owner, String certificateId) {
        return of(view, owner.id()).stream()
                .filter(certificate -> certificate.certificateId().equals(certificateId))
                .findAny()
                .orElseThrow(() -> IamErrors.noSuchSigningCertificate(certificateId));
    }

    private static gatehouse.model.iam.SigningCertificate shape(
            @Nullable String userName, SigningCertificate certificate) {
        return gatehouse.model.iam.SigningCertificate.builder()
                .userName(userName)
                .certificateId(certificate.certificateId())
                .certificateBody(certificate.body())
                .status(CredentialStatus.shape(certificate.active()))
                .uploadDate(certificate.uploadDate())
                .build();
    }

    private record Read(String certificateId, String fingerprint) {}
}
