package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.ManagedPolicy.Version;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.CreatePolicyVersionRequest;
import gatehouse.model.iam.CreatePolicyVersionResponse;
import gatehouse.model.iam.DeletePolicyVersionRequest;
import gatehouse.model.iam.DeletePolicyVersionResponse;
import gatehouse.model.iam.GetPolicyVersionRequest;
import gatehouse.model.iam.GetPolicyVersionResponse;
import gatehouse.model.iam.ListPolicyVersionsRequest;
import gatehouse.model.iam.ListPolicyVersionsResponse;
import gatehouse.model.iam.SetDefaultPolicyVersionRequest;
import gatehouse.model.iam.SetDefaultPolicyVersionResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The versions of managed policies: at most five, one of them in force.
final class PolicyVersions {
    private final IamParts parts;
    private final ManagedPolicies policies;

    PolicyVersions(IamParts parts, ManagedPolicies policies) {
        this.parts = parts;
        this.policies = policies;
    }

    Plan<CreatePolicyVersionResponse> create(Call call, CreatePolicyVersionRequest in) {
        String arn = requireNonNull(in.policyArn());
        String document = requireNonNull(in.policyDocument());
        return Plan.require(policies.requireWrite(call, arn)).commit(tx -> {
            ManagedPolicy policy = policies.demandOwn(tx, call, arn);
            policies.check(document);
            int limit = parts.limits().of(Quota.VERSIONS_PER_POLICY);
            if (policy.versions().size() >= limit) {
                throw IamErrors.versions(limit);
            }
            Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
            Version version = new Version("v" + policy.nextVersion(), document, now);
            List<Version> versions = new ArrayList<>(policy.versions());
            versions.add(version);
            String inForce = Boolean.TRUE.equals(in.setAsDefault()) ? version.versionId() : policy.defaultVersionId();
            ManagedPolicy changed = policy.withVersions(versions, inForce, policy.nextVersion() + 1, now);
            tx.put(IamTables.POLICIES, changed);
            return CreatePolicyVersionResponse.builder()
                    .policyVersion(Answers.version(changed, version))
                    .build();
        });
    }

    Plan<GetPolicyVersionResponse> get(Call call, GetPolicyVersionRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireRead(call, arn)).commit(tx -> {
            String versionId = requireNonNull(in.versionId());
            ManagedPolicy policy = known(policies.find(tx, arn), arn, versionId);
            Version version = demand(policy, versionId);
            return GetPolicyVersionResponse.builder()
                    .policyVersion(Answers.version(policy, version).toBuilder()
                            .document(Documents.encode(version.document()))
                            .build())
                    .build();
        });
    }

    /// Newest first.
    Plan<ListPolicyVersionsResponse> list(Call call, ListPolicyVersionsRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireRead(call, arn)).commit(tx -> {
            ManagedPolicy policy = policies.demand(tx, arn);
            Slice<Version> page = Paging.of(in.marker(), in.maxItems())
                    .list(policy.versions(), version -> Integer.toString(Integer.MAX_VALUE - number(version)));
            return ListPolicyVersionsResponse.builder()
                    .versions(page.map(version -> Answers.version(policy, version)))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<SetDefaultPolicyVersionResponse> setDefault(Call call, SetDefaultPolicyVersionRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireWrite(call, arn)).commit(tx -> {
            String versionId = requireNonNull(in.versionId());
            ManagedPolicy policy = known(policies.findOwn(tx, call, arn), arn, versionId);
            Version version = demand(policy, versionId);
            tx.put(
                    IamTables.POLICIES,
                    policy.withVersions(
                            policy.versions(),
                            version.versionId(),
                            policy.nextVersion(),
                            call.now().truncatedTo(ChronoUnit.SECONDS)));
            return new SetDefaultPolicyVersionResponse();
        });
    }

    Plan<DeletePolicyVersionResponse> delete(Call call, DeletePolicyVersionRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireWrite(call, arn)).commit(tx -> {
            String versionId = requireNonNull(in.versionId());
            ManagedPolicy policy = known(policies.findOwn(tx, call, arn), arn, versionId);
            Version version = demand(policy, versionId);
            if (version.versionId().equals(policy.defaultVersionId())) {
                throw IamErrors.defaultVersion();
            }
            List<Version> rest = new ArrayList<>(policy.versions());
            rest.remove(version);
            tx.put(
                    IamTables.POLICIES,
                    policy.withVersions(rest, policy.defaultVersionId(), policy.nextVersion(), policy.updateDate()));
            return new DeletePolicyVersionResponse();
        });
    }

    private static ManagedPolicy known(@Nullable ManagedPolicy policy, String arn, String versionId) {
        if (policy == null) {
            throw IamErrors.noSuchVersion(arn, versionId);
        }
        return policy;
    }

    private static Version demand(ManagedPolicy policy, String versionId) {
        Version version = policy.version(versionId);
        if (version == null) {
            throw IamErrors.noSuchVersion(policy.arn(), versionId);
        }
        return version;
    }

    private static int number(Version version) {
        return Integer.parseInt(version.versionId().substring(1));
    }
}
