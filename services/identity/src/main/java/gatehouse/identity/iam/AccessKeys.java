package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.AccessKeyLastUsed;
import gatehouse.model.iam.CreateAccessKeyRequest;
import gatehouse.model.iam.CreateAccessKeyResponse;
import gatehouse.model.iam.DeleteAccessKeyRequest;
import gatehouse.model.iam.DeleteAccessKeyResponse;
import gatehouse.model.iam.GetAccessKeyLastUsedRequest;
import gatehouse.model.iam.GetAccessKeyLastUsedResponse;
import gatehouse.model.iam.ListAccessKeysRequest;
import gatehouse.model.iam.ListAccessKeysResponse;
import gatehouse.model.iam.StatusType;
import gatehouse.model.iam.UpdateAccessKeyRequest;
import gatehouse.model.iam.UpdateAccessKeyResponse;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Access keys, of users and of an account's root. A call that names no user means the caller.
final class AccessKeys {
    private static final String TRAIL_TYPE = "AWS::IAM::AccessKey";

    /// 30 bytes are the 40 characters that AWS's secrets have.
    private static final int SECRET_BYTES = 30;

    private final IamParts parts;

    AccessKeys(IamParts parts) {
        this.parts = parts;
    }

    /// The keys of a user, or, where the name is null, of the account's root.
    static List<AccessKey> of(View view, String account, @Nullable String userName) {
        return view.all(
                IamTables.ACCESS_KEYS,
                IamTables.ACCESS_KEYS_BY_OWNER,
                IamTables.named(account, userName == null ? "" : userName));
    }

    Plan<CreateAccessKeyResponse> create(Call call, CreateAccessKeyRequest in) {
        Owner owner = Owner.of(call, in.userName());
        return Plan.require(owner.requirement()).compute(this::mint).commit((tx, minted) -> {
            String userName = owner.demand(tx).userName();
            parts.limits()
                    .check(
                            Quota.ACCESS_KEYS_PER_USER,
                            of(tx, call.account(), userName).size() + 1L);
            AccessKey key = new AccessKey(
                    minted.accessKeyId(),
                    call.account(),
                    userName,
                    true,
                    call.now().truncatedTo(ChronoUnit.SECONDS),
                    minted.sealedSecret());
            tx.put(IamTables.ACCESS_KEYS, key);
            call.notes().lookup(key.accessKeyId(), TRAIL_TYPE);
            return CreateAccessKeyResponse.builder()
                    .accessKey(gatehouse.model.iam.AccessKey.builder()
                            .userName(userName)
                            .accessKeyId(key.accessKeyId())
                            .status(StatusType.ACTIVE)
                            .secretAccessKey(minted.revealSecret())
                            .createDate(key.createDate())
                            .build())
                    .build();
        });
    }

    private Minted mint() {
        String accessKeyId = UniqueId.ACCESS_KEY.next(parts.entropy());
        byte[] secret = Base64.getEncoder().encode(parts.entropy().bytes(SECRET_BYTES));
        return new Minted(accessKeyId, secret, parts.sealer().seal(secret, AccessKey.sealedFor(accessKeyId)));
    }

    Plan<UpdateAccessKeyResponse> update(Call call, UpdateAccessKeyRequest in) {
        Owner owner = Owner.of(call, in.userName());
        String accessKeyId = requireNonNull(in.accessKeyId());
        call.notes().lookup(accessKeyId, TRAIL_TYPE);
        return Plan.require(owner.requirement()).commit(tx -> {
            boolean active = CredentialStatus.isActive(in.status());
            tx.put(IamTables.ACCESS_KEYS, key(tx, owner, accessKeyId).withActive(active));
            return new UpdateAccessKeyResponse();
        });
    }

    Plan<DeleteAccessKeyResponse> delete(Call call, DeleteAccessKeyRequest in) {
        Owner owner = Owner.of(call, in.userName());
        String accessKeyId = requireNonNull(in.accessKeyId());
        call.notes().lookup(accessKeyId, TRAIL_TYPE);
        return Plan.require(owner.requirement()).commit(tx -> {
            AccessKey key = key(tx, owner, accessKeyId);
            tx.delete(IamTables.ACCESS_KEYS, IamTables.accessKey(key.accessKeyId()));
            tx.delete(IamTables.ACCESS_KEY_USES, IamTables.accessKey(key.accessKeyId()));
            return new DeleteAccessKeyResponse();
        });
    }

    Plan<ListAccessKeysResponse> list(Call call, ListAccessKeysRequest in) {
        Owner owner = Owner.of(call, in.userName());
        return Plan.require(owner.requirement()).commit(tx -> {
            Slice<AccessKey> page = Paging.of(in.marker(), in.maxItems())
                    .list(of(tx, call.account(), owner.demand(tx).userName()), AccessKey::accessKeyId);
            return ListAccessKeysResponse.builder()
                    .accessKeyMetadata(page.map(Answers::accessKey))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<GetAccessKeyLastUsedResponse> lastUsed(Call call, GetAccessKeyLastUsedRequest in) {
        String accessKeyId = requireNonNull(in.accessKeyId());
        call.notes().lookup(accessKeyId, TRAIL_TYPE);
        AccessKey known = call.view().get(IamTables.ACCESS_KEYS, IamTables.accessKey(accessKeyId));
        AccessKey key = known != null && known.account().equals(call.account()) ? known : null;
        String userName = key == null ? null : key.userName();
        Requirement requirement = userName == null
                ? Requirement.of(Entities.action(call), Resource.any(call.account()))
                : Entities.USERS.require(call, userName);
        return Plan.require(requirement).commit(tx -> {
            if (key == null) {
                throw IamErrors.notAccessKeyOfAccount(call.caller().principal().arn(), accessKeyId);
            }
            AccessKeyUse use = tx.get(IamTables.ACCESS_KEY_USES, IamTables.accessKey(accessKeyId));
            return GetAccessKeyLastUsedResponse.builder()
                    .userName(userName)
                    .accessKeyLastUsed(shape(use))
                    .build();
        });
    }

    private static AccessKeyLastUsed shape(@Nullable AccessKeyUse use) {
        return AccessKeyLastUsed.builder()
                .lastUsedDate(use == null ? null : use.lastUsed())
                .serviceName(use == null ? "N/A" : use.service())
                .region(use == null ? "N/A" : use.region())
                .build();
    }

    private static AccessKey key(Transaction tx, Owner owner, String accessKeyId) {
        String userName = owner.demand(tx).userName();
        for (AccessKey key : of(tx, owner.call().account(), userName)) {
            if (key.accessKeyId().equals(accessKeyId)) {
                return key;
            }
        }
        throw IamErrors.noSuchAccessKey(accessKeyId);
    }

    private record Minted(String accessKeyId, byte[] secret, byte[] sealedSecret) {
        String revealSecret() {
            return new String(secret, StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return "Minted[" + accessKeyId + "]";
        }
    }
}
