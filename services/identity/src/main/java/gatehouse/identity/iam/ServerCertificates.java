package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.DeleteServerCertificateRequest;
import gatehouse.model.iam.DeleteServerCertificateResponse;
import gatehouse.model.iam.GetServerCertificateRequest;
import gatehouse.model.iam.GetServerCertificateResponse;
import gatehouse.model.iam.ListServerCertificatesRequest;
import gatehouse.model.iam.ListServerCertificatesResponse;
import gatehouse.model.iam.ServerCertificateMetadata;
import gatehouse.model.iam.UpdateServerCertificateRequest;
import gatehouse.model.iam.UpdateServerCertificateResponse;
import gatehouse.model.iam.UploadServerCertificateRequest;
import gatehouse.model.iam.UploadServerCertificateResponse;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Server certificates. Their private keys are never shown again.
final class ServerCertificates {
    private static final String TRAIL_TYPE = "AWS::IAM::ServerCertificate";

    private final IamParts parts;

    ServerCertificates(IamParts parts) {
        this.parts = parts;
    }

    Plan<UploadServerCertificateResponse> upload(Call call, UploadServerCertificateRequest in) {
        String name = requireNonNull(in.serverCertificateName());
        Requirement upload =
                requireNew(call, requireNonNullElse(in.path(), "/"), name).with(IamKeys.requestTags(in.tags()));
        return Plan.require(EntityTags.alsoTagging(upload, "iam:TagServerCertificate", in.tags()))
                .compute(() -> read(call, in))
                .commit((tx, read) -> {
                    if (find(tx, call, name) != null) {
                        throw IamErrors.serverCertificateExists(name);
                    }
                    count(tx, call.account(), 1);
                    tx.put(IamTables.SERVER_CERTIFICATES, read.certificate());
                    tx.put(IamTables.SERVER_CERTIFICATE_MATERIALS, read.material());
                    return UploadServerCertificateResponse.builder()
                            .serverCertificateMetadata(metadata(read.certificate()))
                            .tags(Tags.shape(read.certificate().tags()))
                            .build();
                });
    }

    private Read read(Call call, UploadServerCertificateRequest in) {
        Map<String, String> tags = Tags.plus(Map.of(), requireNonNullElse(in.tags(), List.of()));
        parts.limits().check(Quota.TAGS_PER_SERVER_CERTIFICATE, tags.size());
        String body = requireNonNull(in.certificateBody());
        String privateKey = requireNonNull(in.privateKey());
        String id = UniqueId.SERVER_CERTIFICATE.next(parts.entropy());
        ServerCertificate certificate = new ServerCertificate(
                call.account(),
                requireNonNull(in.serverCertificateName()),
                requireNonNullElse(in.path(), "/"),
                id,
                call.now().truncatedTo(ChronoUnit.SECONDS),
                CertificateCheck.check(body, privateKey, in.certificateChain(), call.now()),
                tags);
        byte[] sealed = parts.sealer().seal(privateKey.getBytes(UTF_8), ServerCertificateMaterial.sealedFor(id));
        return new Read(certificate, new ServerCertificateMaterial(id, body, in.certificateChain(), sealed));
    }

    private record Read(ServerCertificate certificate, ServerCertificateMaterial material) {}

    /// Counts that many certificates of the account more, as far as its quota allows.
    private void count(Transaction tx, String account, int more) {
        CredentialCounts counts = CredentialCounts.of(tx, account).plusServerCertificates(more);
        if (more > 0) {
            parts.limits().check(Quota.SERVER_CERTIFICATES_PER_ACCOUNT, counts.serverCertificates());
        }
        tx.put(IamTables.CREDENTIAL_COUNTS, counts);
    }

    Plan<GetServerCertificateResponse> get(Call call, GetServerCertificateRequest in) {
        String name = requireNonNull(in.serverCertificateName());
        return Plan.require(require(call, name)).commit(tx -> {
            ServerCertificate certificate = demand(tx, call, name);
            ServerCertificateMaterial material = requireNonNull(
                    tx.get(IamTables.SERVER_CERTIFICATE_MATERIALS, IamTables.uniqueId(certificate.certificateId())));
            return GetServerCertificateResponse.builder()
                    .serverCertificate(gatehouse.model.iam.ServerCertificate.builder()
                            .serverCertificateMetadata(metadata(certificate))
                            .certificateBody(material.body())
                            .certificateChain(material.chain())
                            .tags(Tags.list(certificate.tags()))
                            .build())
                    .build();
        });
    }

    Plan<ListServerCertificatesResponse> list(Call call, ListServerCertificatesRequest in) {
        String prefix = requireNonNullElse(in.pathPrefix(), "/");
        Requirement requirement =
                Requirement.of(Entities.action(call), Resource.of(arn(call, prefix, ""), call.account()));
        return Plan.require(requirement).commit(tx -> {
            Slice<ServerCertificate> page = Paging.of(in.marker(), in.maxItems())
                    .rows(
                            (after, limit) -> tx.scan(
                                    IamTables.SERVER_CERTIFICATES, IamTables.inAccount(call.account()), after, limit),
                            certificate -> certificate.path().startsWith(prefix));
            return ListServerCertificatesResponse.builder()
                    .serverCertificateMetadataList(page.map(ServerCertificates::metadata))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    /// Renames a certificate or moves it to another path; the caller must be allowed to on both names.
    Plan<UpdateServerCertificateResponse> update(Call call, UpdateServerCertificateRequest in) {
        String name = requireNonNull(in.serverCertificateName());
        List<Requirement> requirements = new ArrayList<>(List.of(require(call, name)));
        if (in.newPath() != null || in.newServerCertificateName() != null) {
            ServerCertificate known = find(call.view(), call, name);
            String path = in.newPath() != null ? in.newPath() : known == null ? "/" : known.path();
            requirements.add(requireNew(call, path, requireNonNullElse(in.newServerCertificateName(), name)));
        }
        return Plan.require(requirements).commit(tx -> {
            ServerCertificate old = demand(tx, call, name);
            rename(
                    tx,
                    old,
                    old.renamed(
                            requireNonNullElse(in.newServerCertificateName(), old.name()),
                            requireNonNullElse(in.newPath(), old.path())));
            return new UpdateServerCertificateResponse();
        });
    }

    private static void rename(Transaction tx, ServerCertificate old, ServerCertificate renamed) {
        Key oldKey = IamTables.named(old.account(), old.name());
        Key newKey = IamTables.named(renamed.account(), renamed.name());
        if (!oldKey.equals(newKey)) {
            if (tx.get(IamTables.SERVER_CERTIFICATES, newKey) != null) {
                throw IamErrors.serverCertificateExists(renamed.name());
            }
            tx.delete(IamTables.SERVER_CERTIFICATES, oldKey);
        }
        tx.put(IamTables.SERVER_CERTIFICATES, renamed);
    }

    Plan<DeleteServerCertificateResponse> delete(Call call, DeleteServerCertificateRequest in) {
        String name = requireNonNull(in.serverCertificateName());
        return Plan.require(require(call, name)).commit(tx -> {
            ServerCertificate certificate = demand(tx, call, name);
            count(tx, certificate.account(), -1);
            tx.delete(IamTables.SERVER_CERTIFICATES, IamTables.named(certificate.account(), certificate.name()));
            tx.delete(IamTables.SERVER_CERTIFICATE_MATERIALS, IamTables.uniqueId(certificate.certificateId()));
            return new DeleteServerCertificateResponse();
        });
    }

    /// The call's own action on the certificate of that name, whether or not there is one.
    static Requirement require(Call call, String name) {
        ServerCertificate certificate = find(call.view(), call, name);
        call.notes().lookup(certificate == null ? name : certificate.name(), TRAIL_TYPE);
        Resource resource = Resource.of(certificate == null ? arn(call, "/", name) : certificate.arn(), call.account())
                .shownAs("server certificate " + name);
        return Requirement.of(
                Entities.action(call), certificate == null ? resource : resource.withTags(certificate.tags()));
    }

    private static Requirement requireNew(Call call, String path, String name) {
        call.notes().lookup(name, TRAIL_TYPE);
        return Requirement.of(Entities.action(call), Resource.of(arn(call, path, name), call.account()));
    }

    /// The certificate of that name in the caller's account.
    ///
    /// @throws gatehouse.model.iam.NoSuchEntityException where there is none
    static ServerCertificate demand(View view, Call call, String name) {
        ServerCertificate certificate = find(view, call, name);
        if (certificate == null) {
            throw IamErrors.noSuchServerCertificate(name);
        }
        return certificate;
    }

    private static @Nullable ServerCertificate find(View view, Call call, String name) {
        return view.get(IamTables.SERVER_CERTIFICATES, IamTables.named(call.account(), name));
    }

    private static String arn(Call call, String path, String name) {
        return "arn:aws:iam::" + call.account() + ":server-certificate" + path + name;
    }

    private static ServerCertificateMetadata metadata(ServerCertificate certificate) {
        return ServerCertificateMetadata.builder()
                .path(certificate.path())
                .serverCertificateName(certificate.name())
                .serverCertificateId(certificate.certificateId())
                .arn(certificate.arn())
                .uploadDate(certificate.uploadDate())
                .expiration(certificate.expiration())
                .build();
    }
}
