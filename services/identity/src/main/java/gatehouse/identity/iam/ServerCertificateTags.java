package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListServerCertificateTagsRequest;
import gatehouse.model.iam.ListServerCertificateTagsResponse;
import gatehouse.model.iam.TagServerCertificateRequest;
import gatehouse.model.iam.TagServerCertificateResponse;
import gatehouse.model.iam.UntagServerCertificateRequest;
import gatehouse.model.iam.UntagServerCertificateResponse;
import java.util.Map;

/// The tags of server certificates.
final class ServerCertificateTags {
    private final IamParts parts;

    ServerCertificateTags(IamParts parts) {
        this.parts = parts;
    }

    Plan<TagServerCertificateResponse> tag(Call call, TagServerCertificateRequest in) {
        String name = requireNonNull(in.serverCertificateName());
        return Plan.require(ServerCertificates.require(call, name).with(IamKeys.requestTags(in.tags())))
                .commit(tx -> {
                    ServerCertificate certificate = ServerCertificates.demand(tx, call, name);
                    Map<String, String> tags = Tags.plus(certificate.tags(), requireNonNull(in.tags()));
                    parts.limits().check(Quota.TAGS_PER_SERVER_CERTIFICATE, tags.size());
                    tx.put(IamTables.SERVER_CERTIFICATES, certificate.withTags(tags));
                    return new TagServerCertificateResponse();
                });
    }

    Plan<UntagServerCertificateResponse> untag(Call call, UntagServerCertificateRequest in) {
        String name = requireNonNull(in.serverCertificateName());
        return Plan.require(ServerCertificates.require(call, name).with(IamKeys.tagKeys(requireNonNull(in.tagKeys()))))
                .commit(tx -> {
                    ServerCertificate certificate = ServerCertificates.demand(tx, call, name);
                    Map<String, String> tags = Tags.minus(certificate.tags(), requireNonNull(in.tagKeys()));
                    tx.put(IamTables.SERVER_CERTIFICATES, certificate.withTags(tags));
                    return new UntagServerCertificateResponse();
                });
    }

    Plan<ListServerCertificateTagsResponse> list(Call call, ListServerCertificateTagsRequest in) {
        String name = requireNonNull(in.serverCertificateName());
        return Plan.require(ServerCertificates.require(call, name)).commit(tx -> {
            Slice<Map.Entry<String, String>> page = EntityTags.page(
                    ServerCertificates.demand(tx, call, name).tags(), Paging.of(in.marker(), in.maxItems()));
            return ListServerCertificateTagsResponse.builder()
                    .tags(page.map(Tags::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
