package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.DeleteSSHPublicKeyRequest;
import gatehouse.model.iam.DeleteSSHPublicKeyResponse;
import gatehouse.model.iam.EncodingType;
import gatehouse.model.iam.GetSSHPublicKeyRequest;
import gatehouse.model.iam.GetSSHPublicKeyResponse;
import gatehouse.model.iam.ListSSHPublicKeysRequest;
import gatehouse.model.iam.ListSSHPublicKeysResponse;
import gatehouse.model.iam.SSHPublicKey;
import gatehouse.model.iam.SSHPublicKeyMetadata;
import gatehouse.model.iam.UpdateSSHPublicKeyRequest;
import gatehouse.model.iam.UpdateSSHPublicKeyResponse;
import gatehouse.model.iam.UploadSSHPublicKeyRequest;
import gatehouse.model.iam.UploadSSHPublicKeyResponse;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// SSH public keys of users, for CodeCommit.
final class SshPublicKeys {
    private final IamParts parts;

    SshPublicKeys(IamParts parts) {
        this.parts = parts;
    }

    static List<SshPublicKey> of(View view, User user) {
        return view.all(
                IamTables.SSH_PUBLIC_KEYS, IamTables.SSH_PUBLIC_KEYS_BY_USER, IamTables.uniqueId(user.userId()));
    }

    Plan<UploadSSHPublicKeyResponse> upload(Call call, UploadSSHPublicKeyRequest in) {
        String name = requireNonNull(in.userName());
        String body = requireNonNull(in.sshPublicKeyBody());
        return Plan.require(Entities.USERS.require(call, name))
                .compute(() -> new Read(UniqueId.SSH_PUBLIC_KEY.next(parts.entropy()), SshKeyFormat.read(body)))
                .commit((tx, read) -> {
                    User user = Entities.USERS.demand(tx, call, name);
                    List<SshPublicKey> others = of(tx, user);
                    if (others.stream().anyMatch(other -> Arrays.equals(other.blob(), read.blob()))) {
                        throw IamErrors.duplicateSshPublicKey();
                    }
                    parts.limits().check(Quota.SSH_PUBLIC_KEYS_PER_USER, others.size() + 1L);
                    SshPublicKey made = new SshPublicKey(
                            read.keyId(),
                            user.userId(),
                            read.blob(),
                            true,
                            call.now().truncatedTo(ChronoUnit.SECONDS));
                    tx.put(IamTables.SSH_PUBLIC_KEYS, made);
                    return UploadSSHPublicKeyResponse.builder()
                            .sshPublicKey(shape(user, made, body))
                            .build();
                });
    }

    Plan<GetSSHPublicKeyResponse> get(Call call, GetSSHPublicKeyRequest in) {
        String name = requireNonNull(in.userName());
        String keyId = requireNonNull(in.sshPublicKeyId());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, name);
            SshPublicKey key = demand(tx, user, keyId);
            String body = EncodingType.PEM.equals(in.encoding())
                    ? SshKeyFormat.pem(key.blob())
                    : SshKeyFormat.openSsh(key.blob());
            return GetSSHPublicKeyResponse.builder()
                    .sshPublicKey(shape(user, key, body))
                    .build();
        });
    }

    /// Of the caller where no user is named.
    Plan<ListSSHPublicKeysResponse> list(Call call, ListSSHPublicKeysRequest in) {
        String name = Callers.userName(call, in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, name);
            Slice<SshPublicKey> page = Paging.of(in.marker(), in.maxItems()).list(of(tx, user), SshPublicKey::keyId);
            return ListSSHPublicKeysResponse.builder()
                    .sshPublicKeys(page.map(key -> SSHPublicKeyMetadata.builder()
                            .userName(user.name())
                            .sshPublicKeyId(key.keyId())
                            .status(CredentialStatus.shape(key.active()))
                            .uploadDate(key.uploadDate())
                            .build()))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<UpdateSSHPublicKeyResponse> update(Call call, UpdateSSHPublicKeyRequest in) {
        String name = requireNonNull(in.userName());
        String keyId = requireNonNull(in.sshPublicKeyId());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            boolean active = CredentialStatus.isActive(in.status());
            SshPublicKey key = demand(tx, Entities.USERS.demand(tx, call, name), keyId);
            tx.put(IamTables.SSH_PUBLIC_KEYS, key.withActive(active));
            return new UpdateSSHPublicKeyResponse();
        });
    }

    Plan<DeleteSSHPublicKeyResponse> delete(Call call, DeleteSSHPublicKeyRequest in) {
        String name = requireNonNull(in.userName());
        String keyId = requireNonNull(in.sshPublicKeyId());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            SshPublicKey key = demand(tx, Entities.USERS.demand(tx, call, name), keyId);
            tx.delete(IamTables.SSH_PUBLIC_KEYS, IamTables.uniqueId(key.keyId()));
            return new DeleteSSHPublicKeyResponse();
        });
    }

    private static SshPublicKey demand(View view, User user, String keyId) {
        return of(view, user).stream()
                .filter(key -> key.keyId().equals(keyId))
                .findAny()
                .orElseThrow(() -> IamErrors.noSuchPublicKey(keyId));
    }

    private static SSHPublicKey shape(User user, SshPublicKey key, String body) {
        return SSHPublicKey.builder()
                .userName(user.name())
                .sshPublicKeyId(key.keyId())
                .fingerprint(SshKeyFormat.fingerprint(key.blob()))
                .sshPublicKeyBody(body)
                .status(CredentialStatus.shape(key.active()))
                .uploadDate(key.uploadDate())
                .build();
    }

    private record Read(String keyId, byte[] blob) {}
}
