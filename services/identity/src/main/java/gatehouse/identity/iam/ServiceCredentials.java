package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.CreateServiceSpecificCredentialRequest;
import gatehouse.model.iam.CreateServiceSpecificCredentialResponse;
import gatehouse.model.iam.DeleteServiceSpecificCredentialRequest;
import gatehouse.model.iam.DeleteServiceSpecificCredentialResponse;
import gatehouse.model.iam.ListServiceSpecificCredentialsRequest;
import gatehouse.model.iam.ListServiceSpecificCredentialsResponse;
import gatehouse.model.iam.ResetServiceSpecificCredentialRequest;
import gatehouse.model.iam.ResetServiceSpecificCredentialResponse;
import gatehouse.model.iam.ServiceSpecificCredential;
import gatehouse.model.iam.ServiceSpecificCredentialMetadata;
import gatehouse.model.iam.UpdateServiceSpecificCredentialRequest;
import gatehouse.model.iam.UpdateServiceSpecificCredentialResponse;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Service-specific credentials: for CodeCommit and Keyspaces. The password is shown when it is made, and never again.
final class ServiceCredentials {
    private static final Set<String> SERVICES = Set.of("codecommit.amazonaws.com", "cassandra.amazonaws.com");

    /// 32 bytes are the 44 characters that AWS's passwords have.
    private static final int PASSWORD_BYTES = 32;

    private final IamParts parts;

    ServiceCredentials(IamParts parts) {
        this.parts = parts;
    }

    static List<ServiceCredential> of(View view, User user) {
        return view.all(
                IamTables.SERVICE_CREDENTIALS,
                IamTables.SERVICE_CREDENTIALS_BY_USER,
                IamTables.uniqueId(user.userId()));
    }

    Plan<CreateServiceSpecificCredentialResponse> create(Call call, CreateServiceSpecificCredentialRequest in) {
        String name = requireNonNull(in.userName());
        String service = requireNonNull(in.serviceName());
        Requirement requirement = Entities.USERS
                .require(call, name)
                .with(IamKeys.credentialService(service))
                .with(IamKeys.credentialAge(in.credentialAgeDays()));
        return Plan.require(requirement)
                .compute(() -> mint(UniqueId.SERVICE_CREDENTIAL.next(parts.entropy())))
                .commit((tx, minted) -> {
                    User user = Entities.USERS.demand(tx, call, name);
                    demandSupported(service, in.credentialAgeDays());
                    List<ServiceCredential> others = of(tx, user).stream()
                            .filter(other -> other.serviceName().equals(service))
                            .toList();
                    parts.limits().check(Quota.SERVICE_CREDENTIALS_PER_USER, others.size() + 1L);
                    ServiceCredential made = new ServiceCredential(
                            call.account(),
                            minted.credentialId(),
                            user.userId(),
                            service,
                            serviceUserName(user, others),
                            true,
                            call.now().truncatedTo(ChronoUnit.SECONDS),
                            minted.sealed());
                    tx.put(IamTables.SERVICE_CREDENTIALS, made);
                    return CreateServiceSpecificCredentialResponse.builder()
                            .serviceSpecificCredential(shape(user, made, minted))
                            .build();
                });
    }

    /// The user's name at its account; the second credential of a service has a number in it.
    private static String serviceUserName(User user, List<ServiceCredential> others) {
        String first = user.name() + "-at-" + user.account();
        return others.stream().anyMatch(other -> other.serviceUserName().equals(first))
                ? user.name() + "+" + others.size() + "-at-" + user.account()
                : first;
    }

    private static void demandSupported(String service, @Nullable Integer ageDays) {
        if (!SERVICES.contains(service)) {
            throw IamErrors.serviceNotSupported(service);
        }
        if (ageDays != null) {
            throw IamErrors.validation("CredentialAgeDays is not supported for " + service);
        }
    }

    /// Of one user, the caller where none is named, or of all.
    Plan<ListServiceSpecificCredentialsResponse> list(Call call, ListServiceSpecificCredentialsRequest in) {
        Paging paging = Paging.of(in.marker(), in.maxItems());
        if (Boolean.TRUE.equals(in.allUsers())) {
            return Plan.require(Entities.USERS.requireList(call, null))
                    .commit(tx -> answer(
                            tx,
                            paging.rows(
                                    (after, limit) -> tx.scan(
                                            IamTables.SERVICE_CREDENTIALS,
                                            IamTables.inAccount(call.account()),
                                            after,
                                            limit),
                                    credential -> isAsked(in, credential))));
        }
        String name = Callers.userName(call, in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            List<ServiceCredential> asked = of(tx, Entities.USERS.demand(tx, call, name)).stream()
                    .filter(credential -> isAsked(in, credential))
                    .toList();
            return answer(tx, paging.list(asked, ServiceCredential::credentialId));
        });
    }

    private static boolean isAsked(ListServiceSpecificCredentialsRequest in, ServiceCredential credential) {
        return in.serviceName() == null || in.serviceName().equals(credential.serviceName());
    }

    private static ListServiceSpecificCredentialsResponse answer(View view, Slice<ServiceCredential> page) {
        return ListServiceSpecificCredentialsResponse.builder()
                .serviceSpecificCredentials(page.map(credential -> metadata(view, credential)))
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    private static ServiceSpecificCredentialMetadata metadata(View view, ServiceCredential credential) {
        return ServiceSpecificCredentialMetadata.builder()
                .userName(view.scan(
                                IamTables.USERS,
                                IamTables.USERS_BY_ID,
                                IamTables.uniqueId(credential.userId()),
                                null,
                                1)
                        .items()
                        .getFirst()
                        .name())
                .status(CredentialStatus.shape(credential.active()))
                .serviceUserName(credential.serviceUserName())
                .createDate(credential.createDate())
                .serviceSpecificCredentialId(credential.credentialId())
                .serviceName(credential.serviceName())
                .build();
    }

    /// A new password in place of the old one.
    Plan<ResetServiceSpecificCredentialResponse> reset(Call call, ResetServiceSpecificCredentialRequest in) {
        String name = Callers.userName(call, in.userName());
        String credentialId = requireNonNull(in.serviceSpecificCredentialId());
        return Plan.require(require(call, name, credentialId))
                .compute(() -> mint(credentialId))
                .commit((tx, minted) -> {
                    User user = Entities.USERS.demand(tx, call, name);
                    ServiceCredential now = demand(tx, user, credentialId).withPassword(minted.sealed());
                    tx.put(IamTables.SERVICE_CREDENTIALS, now);
                    return ResetServiceSpecificCredentialResponse.builder()
                            .serviceSpecificCredential(shape(user, now, minted))
                            .build();
                });
    }

    Plan<UpdateServiceSpecificCredentialResponse> update(Call call, UpdateServiceSpecificCredentialRequest in) {
        String name = Callers.userName(call, in.userName());
        String credentialId = requireNonNull(in.serviceSpecificCredentialId());
        return Plan.require(require(call, name, credentialId)).commit(tx -> {
            boolean active = CredentialStatus.isActive(in.status());
            User user = Entities.USERS.demand(tx, call, name);
            tx.put(IamTables.SERVICE_CREDENTIALS, demand(tx, user, credentialId).withActive(active));
            return new UpdateServiceSpecificCredentialResponse();
        });
    }

    Plan<DeleteServiceSpecificCredentialResponse> delete(Call call, DeleteServiceSpecificCredentialRequest in) {
        String name = Callers.userName(call, in.userName());
        String credentialId = requireNonNull(in.serviceSpecificCredentialId());
        return Plan.require(require(call, name, credentialId)).commit(tx -> {
            ServiceCredential credential = demand(tx, Entities.USERS.demand(tx, call, name), credentialId);
            tx.delete(IamTables.SERVICE_CREDENTIALS, IamTables.named(call.account(), credential.credentialId()));
            return new DeleteServiceSpecificCredentialResponse();
        });
    }

    /// The call's own action on the user, and what is known of its credential.
    private static Requirement require(Call call, String userName, String credentialId) {
        Requirement requirement = Entities.USERS.require(call, userName);
        User user = Entities.USERS.find(call.view(), call.account(), userName);
        ServiceCredential credential = user == null ? null : find(call.view(), user, credentialId);
        return credential == null ? requirement : requirement.with(IamKeys.credentialService(credential.serviceName()));
    }

    private static @Nullable ServiceCredential find(View view, User user, String credentialId) {
        return of(view, user).stream()
                .filter(credential -> credential.credentialId().equals(credentialId))
                .findAny()
                .orElse(null);
    }

    private static ServiceCredential demand(View view, User user, String credentialId) {
        ServiceCredential credential = find(view, user, credentialId);
        if (credential == null) {
            throw IamErrors.noSuch("No such credential " + credentialId + " exists");
        }
        return credential;
    }

    private Minted mint(String credentialId) {
        byte[] password = Base64.getEncoder().encode(parts.entropy().bytes(PASSWORD_BYTES));
        return new Minted(
                credentialId, password, parts.sealer().seal(password, ServiceCredential.sealedFor(credentialId)));
    }

    private static ServiceSpecificCredential shape(User user, ServiceCredential credential, Minted minted) {
        return ServiceSpecificCredential.builder()
                .createDate(credential.createDate())
                .serviceName(credential.serviceName())
                .serviceUserName(credential.serviceUserName())
                .servicePassword(minted.revealPassword())
                .serviceSpecificCredentialId(credential.credentialId())
                .userName(user.name())
                .status(CredentialStatus.shape(credential.active()))
                .build();
    }

    private record Minted(String credentialId, byte[] password, byte[] sealed) {
        String revealPassword() {
            return new String(password, US_ASCII);
        }

        @Override
        public String toString() {
            return "Minted[" + credentialId + "]";
        }
    }
}
