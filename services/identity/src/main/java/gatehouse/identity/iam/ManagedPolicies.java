package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.CommonErrors;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.ManagedPolicy.Version;
import gatehouse.model.iam.CreatePolicyRequest;
import gatehouse.model.iam.CreatePolicyResponse;
import gatehouse.model.iam.DeletePolicyRequest;
import gatehouse.model.iam.DeletePolicyResponse;
import gatehouse.model.iam.GetPolicyRequest;
import gatehouse.model.iam.GetPolicyResponse;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Managed policies: the customers' own can be changed, AWS's only read.
final class ManagedPolicies {
    private final IamParts parts;

    ManagedPolicies(IamParts parts) {
        this.parts = parts;
    }

    Plan<CreatePolicyResponse> create(Call call, CreatePolicyRequest in) {
        String name = requireNonNull(in.policyName());
        String document = requireNonNull(in.policyDocument());
        String arn = "arn:aws:iam::" + call.account() + ":policy" + requireNonNullElse(in.path(), "/") + name;
        call.notes().lookup(arn, EntityType.POLICY.trailType());
        Requirement create = Requirement.of(
                        Entities.action(call), Resource.of(arn, call.account()).shownAs("policy " + name))
                .with(IamKeys.requestTags(in.tags()));
        return Plan.require(EntityTags.alsoTagging(create, "iam:TagPolicy", in.tags()))
                .compute(() -> UniqueId.POLICY.next(parts.entropy()))
                .commit((tx, id) -> {
                    if (tx.get(IamTables.POLICIES, IamTables.named(call.account(), name)) != null) {
                        throw IamErrors.exists(EntityType.POLICY, name);
                    }
                    check(document);
                    ManagedPolicy policy = policy(call, in, id);
                    EntityType.POLICY.created(tx, call.account(), parts.limits());
                    tx.put(IamTables.POLICIES, policy);
                    return CreatePolicyResponse.builder()
                            .policy(
                                    Answers.policy(policy, new PolicyUse(call.account(), policy.arn(), 0, 0))
                                            .toBuilder()
                                            .tags(Tags.shape(policy.tags()))
                                            .build())
                            .build();
                });
    }

    private ManagedPolicy policy(Call call, CreatePolicyRequest in, String id) {
        Map<String, String> tags = Tags.plus(Map.of(), requireNonNullElse(in.tags(), List.of()));
        parts.limits().check(Quota.TAGS_PER_POLICY, tags.size());
        Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
        return new ManagedPolicy(
                call.account(),
                requireNonNull(in.policyName()),
                requireNonNullElse(in.path(), "/"),
                id,
                now,
                now,
                in.description(),
                List.of(new Version("v1", requireNonNull(in.policyDocument()), now)),
                "v1",
                2,
                tags);
    }

    /// @throws gatehouse.model.iam.MalformedPolicyDocumentException where the document is no identity policy
    void check(String document) {
        Documents.checkManaged(document);
        parts.limits().check(Quota.POLICY_CHARS, Documents.chars(document));
    }

    Plan<GetPolicyResponse> get(Call call, GetPolicyRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(requireRead(call, arn)).commit(tx -> {
            ManagedPolicy policy = demand(tx, arn);
            PolicyUse use = PolicyUse.of(tx, call.account(), arn);
            return GetPolicyResponse.builder()
                    .policy(Answers.policy(policy, use).toBuilder()
                            .description(policy.description())
                            .tags(Tags.list(policy.tags()))
                            .build())
                    .build();
        });
    }

    Plan<DeletePolicyResponse> delete(Call call, DeletePolicyRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(requireWrite(call, arn)).commit(tx -> {
            ManagedPolicy policy = demandOwn(tx, call, arn);
            Attachments attachments = new Attachments(tx, call.account(), arn);
            if (attachments.isAttached() || attachments.isBoundary()) {
                throw IamErrors.policyAttached();
            }
            if (policy.versions().size() > 1) {
                throw IamErrors.policyHasVersions();
            }
            EntityType.POLICY.deleted(tx, policy.account());
            tx.delete(IamTables.POLICIES, IamTables.named(policy.account(), policy.name()));
            tx.delete(IamTables.POLICY_USES, IamTables.policy(policy.account(), arn));
            return new DeletePolicyResponse();
        });
    }

    /// The call's own action on a policy, to read it: AWS's policies count as the caller's account's own.
    Requirement requireRead(Call call, String arn) {
        String owner = owner(arn);
        return require(call, arn, owner.equals(AwsManagedPolicies.ACCOUNT) ? call.account() : owner);
    }

    /// The call's own action on a policy, to change it: nobody may on AWS's policies.
    Requirement requireWrite(Call call, String arn) {
        return require(call, arn, owner(arn));
    }

    private Requirement require(Call call, String arn, String owner) {
        call.notes().lookup(arn, EntityType.POLICY.trailType());
        ManagedPolicy policy = parts.catalogue().find(call.view(), arn);
        Resource resource = Resource.of(arn, owner).shownAs("policy " + arn);
        return Requirement.of(Entities.action(call), policy == null ? resource : resource.withTags(policy.tags()));
    }

    private static String owner(String arn) {
        String owner = PolicyCatalogue.accountOf(arn);
        if (owner == null) {
            throw IamErrors.invalidArn(arn);
        }
        return owner;
    }

    @Nullable
    ManagedPolicy find(View view, String arn) {
        return parts.catalogue().find(view, arn);
    }

    /// @throws gatehouse.model.iam.NoSuchEntityException where there is no such policy
    ManagedPolicy demand(View view, String arn) {
        ManagedPolicy policy = find(view, arn);
        if (policy == null) {
            throw IamErrors.noSuchPolicy(arn);
        }
        return policy;
    }

    /// The policy, to be changed; null where there is none.
    @Nullable
    ManagedPolicy findOwn(Transaction tx, Call call, String arn) {
        if (!owner(arn).equals(call.account())) {
            throw CommonErrors.accessDenied("Only the account that owns policy " + arn + " can change it.");
        }
        return find(tx, arn);
    }

    /// The policy, to be changed.
    ///
    /// @throws gatehouse.model.iam.NoSuchEntityException where there is no such policy
    ManagedPolicy demandOwn(Transaction tx, Call call, String arn) {
        ManagedPolicy policy = findOwn(tx, call, arn);
        if (policy == null) {
            throw IamErrors.noSuchPolicy(arn);
        }
        return policy;
    }
}
