package gatehouse.identity.iam;

import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.DeleteAccountPasswordPolicyRequest;
import gatehouse.model.iam.DeleteAccountPasswordPolicyResponse;
import gatehouse.model.iam.GetAccountPasswordPolicyRequest;
import gatehouse.model.iam.GetAccountPasswordPolicyResponse;
import gatehouse.model.iam.UpdateAccountPasswordPolicyRequest;
import gatehouse.model.iam.UpdateAccountPasswordPolicyResponse;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import gatehouse.store.Transaction;

/// The password policies of accounts.
final class PasswordPolicies {
    /// An update replaces the policy: what it leaves out has AWS's default.
    Plan<UpdateAccountPasswordPolicyResponse> update(Call call, UpdateAccountPasswordPolicyRequest in) {
        return Plan.require(Requirement.of(Entities.action(call), Resource.any(call.account())))
                .commit(tx -> {
                    tx.put(IamTables.PASSWORD_POLICIES, policy(call, in));
                    return new UpdateAccountPasswordPolicyResponse();
                });
    }

    private static PasswordPolicy policy(Call call, UpdateAccountPasswordPolicyRequest in) {
        return new PasswordPolicy(
                call.account(),
                requireNonNullElse(in.minimumPasswordLength(), PasswordPolicy.LENGTH_MIN),
                Boolean.TRUE.equals(in.requireSymbols()),
                Boolean.TRUE.equals(in.requireNumbers()),
                Boolean.TRUE.equals(in.requireUppercaseCharacters()),
                Boolean.TRUE.equals(in.requireLowercaseCharacters()),
                0,
                Boolean.TRUE.equals(in.allowUsersToChangePassword()),
                requireNonNullElse(in.maxPasswordAge(), 0),
                requireNonNullElse(in.passwordReusePrevention(), 0),
                Boolean.TRUE.equals(in.hardExpiry()));
    }

    Plan<GetAccountPasswordPolicyResponse> get(Call call, GetAccountPasswordPolicyRequest in) {
        return Plan.require(Requirement.of(Entities.action(call), ownPassword(call, Resource.any(call.account()))))
                .commit(tx -> GetAccountPasswordPolicyResponse.builder()
                        .passwordPolicy(shape(demand(
                                tx,
                                call,
                                "The Password Policy with domain name " + call.account() + " cannot be found.")))
                        .build());
    }

    Plan<DeleteAccountPasswordPolicyResponse> delete(Call call, DeleteAccountPasswordPolicyRequest in) {
        return Plan.require(Requirement.of(Entities.action(call), Resource.any(call.account())))
                .commit(tx -> {
                    demand(tx, call, "The account policy with name PasswordPolicy cannot be found.");
                    tx.delete(IamTables.PASSWORD_POLICIES, IamTables.account(call.account()));
                    return new DeleteAccountPasswordPolicyResponse();
                });
    }

    /// The resource, with what AllowUsersToChangePassword gives every user of the account: to change the own password
    /// and to see the policy. An explicit denial still holds.
    static Resource ownPassword(Call call, Resource resource) {
        return call.caller().principal() instanceof Principal.User user
                        && PasswordPolicy.of(call.view(), call.account()).usersMayChange()
                ? resource.withPolicy(
                        new AttachedPolicy("AllowUsersToChangePassword", allowing(user)), ResourcePolicyRole.EITHER)
                : resource;
    }

    private static Policy allowing(Principal.User user) {
        try {
            return Policy.parse("""
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"USER"},\
                    "Action":["iam:ChangePassword","iam:GetAccountPasswordPolicy"],"Resource":"*"}}""".replace("USER", user.arn()), PolicyKind.RESOURCE);
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("the permission to change the own password does not compile", e);
        }
    }

    private static PasswordPolicy demand(Transaction tx, Call call, String otherwise) {
        PasswordPolicy policy = tx.get(IamTables.PASSWORD_POLICIES, IamTables.account(call.account()));
        if (policy == null) {
            throw IamErrors.noSuch(otherwise);
        }
        return policy;
    }

    private static gatehouse.model.iam.PasswordPolicy shape(PasswordPolicy policy) {
        boolean expires = policy.ageDaysMax() > 0;
        return gatehouse.model.iam.PasswordPolicy.builder()
                .minimumPasswordLength(policy.lengthMin())
                .requireSymbols(policy.symbols())
                .requireNumbers(policy.numbers())
                .requireUppercaseCharacters(policy.uppercase())
                .requireLowercaseCharacters(policy.lowercase())
                .allowUsersToChangePassword(policy.usersMayChange())
                .expirePasswords(expires)
                .maxPasswordAge(expires ? policy.ageDaysMax() : null)
                .passwordReusePrevention(policy.reusePrevention() > 0 ? policy.reusePrevention() : null)
                .hardExpiry((expires || policy.hardExpiry()) ? policy.hardExpiry() : null)
                .build();
    }
}
