package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.CommonErrors;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.ChangePasswordRequest;
import gatehouse.model.iam.ChangePasswordResponse;
import gatehouse.model.iam.CreateLoginProfileRequest;
import gatehouse.model.iam.CreateLoginProfileResponse;
import gatehouse.model.iam.DeleteLoginProfileRequest;
import gatehouse.model.iam.DeleteLoginProfileResponse;
import gatehouse.model.iam.GetLoginProfileRequest;
import gatehouse.model.iam.GetLoginProfileResponse;
import gatehouse.model.iam.UpdateLoginProfileRequest;
import gatehouse.model.iam.UpdateLoginProfileResponse;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The passwords of users. A password is hashed before the commit, as long as that takes.
final class LoginProfiles {
    private final IamParts parts;
    private final Guesses guesses = new Guesses();

    LoginProfiles(IamParts parts) {
        this.parts = parts;
    }

    static @Nullable LoginProfile of(View view, User user) {
        return view.get(IamTables.LOGIN_PROFILES, IamTables.uniqueId(user.userId()));
    }

    Plan<CreateLoginProfileResponse> create(Call call, CreateLoginProfileRequest in) {
        String name = Callers.userName(call, in.userName());
        return Plan.require(Entities.USERS.require(call, name))
                .compute(() -> created(call, name, in))
                .commit((tx, profile) -> {
                    tx.put(IamTables.LOGIN_PROFILES, profile);
                    return CreateLoginProfileResponse.builder()
                            .loginProfile(shape(Entities.USERS.demand(tx, call, name), profile))
                            .build();
                });
    }

    private LoginProfile created(Call call, String name, CreateLoginProfileRequest in) {
        User user = Entities.USERS.demand(call.view(), call, name);
        if (of(call.view(), user) != null) {
            throw IamErrors.loginProfileExists(user.name());
        }
        String password = in.password();
        if (password == null) {
            throw IamErrors.validation("Must specify a password");
        }
        PasswordPolicy.of(call.view(), call.account()).check(password);
        return new LoginProfile(
                user.userId(),
                call.now().truncatedTo(ChronoUnit.SECONDS),
                PasswordHash.of(password, parts.entropy()),
                call.now(),
                Boolean.TRUE.equals(in.passwordResetRequired()),
                List.of());
    }

    Plan<GetLoginProfileResponse> get(Call call, GetLoginProfileRequest in) {
        String name = Callers.userName(call, in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, name);
            return GetLoginProfileResponse.builder()
                    .loginProfile(shape(user, demand(tx, user)))
                    .build();
        });
    }

    /// Sets what is given, and leaves the rest.
    Plan<UpdateLoginProfileResponse> update(Call call, UpdateLoginProfileRequest in) {
        String name = requireNonNull(in.userName());
        return Plan.require(Entities.USERS.require(call, name))
                .compute(() -> {
                    LoginProfile profile = demand(call.view(), Entities.USERS.demand(call.view(), call, name));
                    String password = in.password();
                    return password == null ? profile : replaced(call, profile, password);
                })
                .commit((tx, profile) -> {
                    Boolean reset = in.passwordResetRequired();
                    tx.put(IamTables.LOGIN_PROFILES, reset == null ? profile : profile.withResetRequired(reset));
                    return new UpdateLoginProfileResponse();
                });
    }

    Plan<DeleteLoginProfileResponse> delete(Call call, DeleteLoginProfileRequest in) {
        String name = Callers.userName(call, in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            LoginProfile profile = demand(tx, Entities.USERS.demand(tx, call, name));
            tx.delete(IamTables.LOGIN_PROFILES, IamTables.uniqueId(profile.userId()));
            return new DeleteLoginProfileResponse();
        });
    }

    /// Changes the caller's own password; the account's policy may give that permission to every user.
    Plan<ChangePasswordResponse> change(Call call, ChangePasswordRequest in) {
        return Plan.require(requireOwn(call)).compute(() -> changed(call, in)).commit((tx, profile) -> {
            tx.put(IamTables.LOGIN_PROFILES, profile);
            return new ChangePasswordResponse();
        });
    }

    private static Requirement requireOwn(Call call) {
        if (!(call.caller().principal() instanceof Principal.User)) {
            Resource resource = Resource.of(call.caller().principal().arn(), call.account());
            return Requirement.of(Entities.action(call), resource);
        }
        Requirement own = Entities.USERS.require(call, call.caller().name());
        return new Requirement(
                own.action(), PasswordPolicies.ownPassword(call, own.resource()), own.keys(), own.grants());
    }

    private LoginProfile changed(Call call, ChangePasswordRequest in) {
        if (!(call.caller().principal() instanceof Principal.User)) {
            throw IamErrors.onlyUsersChangePasswords();
        }
        LoginProfile profile = demand(
                call.view(),
                Entities.USERS.demand(call.view(), call, call.caller().name()));
        if (!guesses.mayGuess(profile.userId(), call.now())) {
            throw IamErrors.throttled();
        }
        if (!profile.password().matches(requireNonNull(in.oldPassword()))) {
            guesses.wrong(profile.userId(), call.now());
            throw CommonErrors.accessDenied("The old password was incorrect.");
        }
        PasswordPolicy policy = PasswordPolicy.of(call.view(), call.account());
        if (policy.hardExpiry() && policy.isExpired(profile.passwordSetAt(), call.now())) {
            throw CommonErrors.accessDenied("The password has expired. An administrator must reset it.");
        }
        return replaced(call, profile, requireNonNull(in.newPassword())).withResetRequired(false);
    }

    private LoginProfile replaced(Call call, LoginProfile profile, String password) {
        PasswordPolicy policy = PasswordPolicy.of(call.view(), call.account());
        policy.check(password);
        if (profile.hadAmongLast(policy.reusePrevention(), password)) {
            throw IamErrors.passwordPolicy("Password has been used recently. Please choose a different password.");
        }
        return profile.withPassword(PasswordHash.of(password, parts.entropy()), call.now());
    }

    private static LoginProfile demand(View view, User user) {
        LoginProfile profile = of(view, user);
        if (profile == null) {
            throw IamErrors.noSuch("Login Profile for User " + user.name() + " cannot be found.");
        }
        return profile;
    }

    private static gatehouse.model.iam.LoginProfile shape(User user, LoginProfile profile) {
        return gatehouse.model.iam.LoginProfile.builder()
                .userName(user.name())
                .createDate(profile.createDate())
                .passwordResetRequired(profile.resetRequired())
                .build();
    }
}
