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
import gatehouse.model.iam.StatusType;
import gatehouse.model.iam.UpdateServiceSpecificCredentialRequest;
import gatehouse.model.iam.UpdateServiceSpecificCredentialResponse;
import gatehouse.store.View;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Service-specific credentials: names and passwords for CodeCommit and Keyspaces, and the long-term
/// API keys of Bedrock and CloudWatch Logs, which may expire. The password or the key is shown when it
/// is made, and never again.
final class ServiceCredentials {
    private static final Set<String> SERVICES = Set.of("codecommit.amazonaws.com", "cassandra.amazonaws.com");

    /// The services whose credentials are API keys, and what those begin with.
    private static final Map<String, String> API_KEYS =
            Map.of("bedrock.amazonaws.com", "ABSK", "logs.amazonaws.com", "ACWL");

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
                    Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
                    ServiceCredential made = new ServiceCredential(
                            call.account(),
                            minted.credentialId(),
                            user.userId(),
                            service,
                            serviceUserName(user, others),
                            true,
                            now,
                            minted.sealed(),
                            in.credentialAgeDays() == null ? null : now.plus(Duration.ofDays(in.credentialAgeDays())));
                    tx.put(IamTables.SERVICE_CREDENTIALS, made);
                    return CreateServiceSpecificCredentialResponse.builder()
                            .serviceSpecificCredential(shape(call, user, made, minted))
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
        if (API_KEYS.containsKey(service)) {
            return;
        }
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
                            call,
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
            return answer(call, tx, paging.list(asked, ServiceCredential::credentialId));
        });
    }

    private static boolean isAsked(ListServiceSpecificCredentialsRequest in, ServiceCredential credential) {
        return in.serviceName() == null || in.serviceName().equals(credential.serviceName());
    }

    private static ListServiceSpecificCredentialsResponse answer(Call call, View view, Slice<ServiceCredential> page) {
        return ListServiceSpecificCredentialsResponse.builder()
                .serviceSpecificCredentials(page.map(credential -> metadata(call, view, credential)))
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    private static ServiceSpecificCredentialMetadata metadata(Call call, View view, ServiceCredential credential) {
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
                .status(status(call, credential))
                .serviceUserName(isApiKey(credential) ? null : credential.serviceUserName())
                .serviceCredentialAlias(isApiKey(credential) ? credential.serviceUserName() : null)
                .createDate(credential.createDate())
                .expirationDate(credential.expirationDate())
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
                            .serviceSpecificCredential(shape(call, user, now, minted))
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

    private static ServiceSpecificCredential shape(Call call, User user, ServiceCredential credential, Minted minted) {
        ServiceSpecificCredential.Builder shape = ServiceSpecificCredential.builder()
                .createDate(credential.createDate())
                .expirationDate(credential.expirationDate())
                .serviceName(credential.serviceName())
                .serviceSpecificCredentialId(credential.credentialId())
                .userName(user.name())
                .status(status(call, credential));
        return isApiKey(credential)
                ? shape.serviceCredentialAlias(credential.serviceUserName())
                        .serviceCredentialSecret(apiKey(credential, minted))
                        .build()
                : shape.serviceUserName(credential.serviceUserName())
                        .servicePassword(minted.revealPassword())
                        .build();
    }

    private static boolean isApiKey(ServiceCredential credential) {
        return API_KEYS.containsKey(credential.serviceName());
    }

    /// The one token that a caller shows: it holds the alias and the password.
    private static String apiKey(ServiceCredential credential, Minted minted) {
        byte[] both = (credential.serviceUserName() + ":" + minted.revealPassword()).getBytes(US_ASCII);
        return API_KEYS.get(credential.serviceName()) + Base64.getEncoder().encodeToString(both);
    }

    private static StatusType status(Call call, ServiceCredential credential) {
        return credential.isExpired(call.now()) ? StatusType.EXPIRED : CredentialStatus.shape(credential.active());
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
