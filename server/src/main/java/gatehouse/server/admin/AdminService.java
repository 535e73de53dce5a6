package gatehouse.server.admin;

import gatehouse.gateway.Call;
import gatehouse.gateway.CommonErrors;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Service;
import gatehouse.gateway.Trail;
import gatehouse.identity.Accounts;
import gatehouse.identity.RootCredentials;
import gatehouse.model.gatehouse.AccountAlreadyExistsException;
import gatehouse.model.gatehouse.AdvanceClockRequest;
import gatehouse.model.gatehouse.AdvanceClockResponse;
import gatehouse.model.gatehouse.CreateAccountRequest;
import gatehouse.model.gatehouse.CreateAccountResponse;
import gatehouse.model.gatehouse.Gatehouse;
import gatehouse.model.gatehouse.GetMetricsRequest;
import gatehouse.model.gatehouse.GetMetricsResponse;
import gatehouse.model.gatehouse.NotEphemeralException;
import gatehouse.model.gatehouse.ResetRequest;
import gatehouse.model.gatehouse.ResetResponse;
import gatehouse.policy.AccountId;
import gatehouse.policy.Principal;
import gatehouse.server.ServerSettings.Lifetime;
import gatehouse.store.Store;
import gatehouse.wire.constraint.ConstraintProfile;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/// Accounts, metrics, explanations of decisions, the root key, and, on an ephemeral server, its clock and its reset.
public final class AdminService {
    private static final Duration ADVANCE_MAX = Duration.ofDays(36_500);

    private final AdminParts parts;
    private final RootKeyOperations rootKey;

    public AdminService(AdminParts parts, RootKeyControl rootKey) {
        this.parts = parts;
        this.rootKey = new RootKeyOperations(this::operator, rootKey);
    }

    /// What the operations work on. `operatorAccount` is the account whose root may call them; `advance` moves the
    /// services' clock and does what has become due; `reset` empties the store and keeps the root's credentials.
    public record AdminParts(
            String operatorAccount,
            Lifetime lifetime,
            Accounts accounts,
            Store store,
            SecurityLog securityLog,
            EphemeralControls controls) {}

    /// What only an ephemeral server does.
    public interface EphemeralControls {
        void advance(Duration by);

        void reset();
    }

    public Service service() {
        return Service.of(Gatehouse.MODEL, "gatehouse", ConstraintProfile.JSON)
                .on(Gatehouse.CREATE_ACCOUNT, this::createAccount)
                .on(Gatehouse.ADVANCE_CLOCK, this::advanceClock)
                .on(Gatehouse.RESET, this::reset)
                .on(Gatehouse.GET_METRICS, this::getMetrics, Trail.READ)
                .on(Gatehouse.EXPLAIN_DECISION, new Explanations(parts.store().log())::explain, Trail.READ)
                .on(Gatehouse.SEAL, rootKey::seal)
                .on(Gatehouse.GET_ROOT_KEY, rootKey::get, Trail.READ)
                .on(Gatehouse.ROTATE_ROOT_KEY, rootKey::rotate)
                .on(Gatehouse.CHANGE_ROOT_KEY, rootKey::change)
                .build();
    }

    private Plan<CreateAccountResponse> createAccount(Call call, CreateAccountRequest in) {
        AccountId id = new AccountId(Objects.requireNonNull(in.accountId()));
        return operator(call).commit(transaction -> {
            if (parts.accounts().exists(transaction, id)) {
                throw new AccountAlreadyExistsException("The account " + id + " exists already.");
            }
            RootCredentials root = parts.accounts().create(transaction, id, call.now());
            return new CreateAccountResponse(id.value(), root.accessKeyId(), root.secretAccessKey());
        });
    }

    private Plan<AdvanceClockResponse> advanceClock(Call call, AdvanceClockRequest in) {
        Plan.Step step = operator(call);
        demandEphemeral();
        Duration by = duration(Objects.requireNonNull(in.advance()));
        return step.reply(() -> new AdvanceClockResponse(call.now().plus(by)))
                .afterwards(() -> parts.controls().advance(by));
    }

    private Plan<ResetResponse> reset(Call call, ResetRequest in) {
        Plan.Step step = operator(call);
        demandEphemeral();
        return step.reply(ResetResponse::new).afterwards(parts.controls()::reset);
    }

    private Plan<GetMetricsResponse> getMetrics(Call call, GetMetricsRequest in) {
        return operator(call).reply(() -> {
            Store.Statistics store = parts.store().statistics();
            return GetMetricsResponse.builder()
                    .durableBatches(store.batches())
                    .durableEvents(store.entries())
                    .transactions(store.transactions())
                    .diskFreeBytes(store.diskFreeBytes())
                    .refusedRequests(parts.securityLog().refused())
                    .refusedUnlogged(parts.securityLog().unwritten())
                    .build();
        });
    }

    private Plan.Step operator(Call call) {
        boolean root = call.caller().principal() instanceof Principal.Root
                && call.account().equals(parts.operatorAccount());
        if (!root) {
            throw CommonErrors.accessDenied("Only the root user of account " + parts.operatorAccount()
                    + " may call the operations of this server.");
        }
        return Plan.require(Requirement.of("gatehouse:" + call.operation().name(), Resource.any(call.account())));
    }

    private void demandEphemeral() {
        switch (parts.lifetime()) {
            case EPHEMERAL -> {}
            case KEPT ->
                throw new NotEphemeralException(
                        "This server keeps its data: its clock and reset are only on a server started with"
                                + " --ephemeral.");
        }
    }

    private static Duration duration(String text) {
        Duration by;
        try {
            by = Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException _) {
            by = Duration.ZERO;
        }
        if (by.isNegative() || by.isZero() || by.compareTo(ADVANCE_MAX) > 0) {
            throw CommonErrors.validation("advance must be an ISO 8601 duration above zero, such as P31D or PT15M.");
        }
        return by;
    }
}
