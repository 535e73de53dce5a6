package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.CreateAccountAliasRequest;
import gatehouse.model.iam.CreateAccountAliasResponse;
import gatehouse.model.iam.DeleteAccountAliasRequest;
import gatehouse.model.iam.DeleteAccountAliasResponse;
import gatehouse.model.iam.ListAccountAliasesRequest;
import gatehouse.model.iam.ListAccountAliasesResponse;
import gatehouse.store.View;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The aliases of accounts: an account has one at most, and a new one takes the place of the old.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/console_account-alias.html
final class AccountAliases {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

    Plan<CreateAccountAliasResponse> create(Call call, CreateAccountAliasRequest in) {
        String alias = requireNonNull(in.accountAlias());
        return Plan.require(require(call)).commit(tx -> {
            if (ACCOUNT_ID.matcher(alias).matches()) {
                throw IamErrors.validation("The account alias must not be a 12 digit number.");
            }
            if (tx.get(IamTables.ACCOUNT_ALIASES, IamTables.alias(alias)) != null) {
                throw IamErrors.aliasExists(alias);
            }
            of(tx, call.account()).forEach(old -> tx.delete(IamTables.ACCOUNT_ALIASES, IamTables.alias(old)));
            tx.put(IamTables.ACCOUNT_ALIASES, new AccountAlias(alias, call.account()));
            return new CreateAccountAliasResponse();
        });
    }

    Plan<DeleteAccountAliasResponse> delete(Call call, DeleteAccountAliasRequest in) {
        String alias = requireNonNull(in.accountAlias());
        return Plan.require(require(call)).commit(tx -> {
            if (!of(tx, call.account()).contains(alias)) {
                throw IamErrors.noSuchAlias(alias);
            }
            tx.delete(IamTables.ACCOUNT_ALIASES, IamTables.alias(alias));
            return new DeleteAccountAliasResponse();
        });
    }

    Plan<ListAccountAliasesResponse> list(Call call, ListAccountAliasesRequest in) {
        return Plan.require(require(call)).commit(tx -> {
            Slice<String> page =
                    Paging.of(in.marker(), in.maxItems()).list(of(tx, call.account()), Function.identity());
            return ListAccountAliasesResponse.builder()
                    .accountAliases(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    private static Requirement require(Call call) {
        return Requirement.of(Entities.action(call), Resource.any(call.account()));
    }

    /// The alias of an account; empty where it has none.
    private static List<String> of(View view, String account) {
        return view
                .scan(
                        IamTables.ACCOUNT_ALIASES,
                        IamTables.ACCOUNT_ALIASES_BY_ACCOUNT,
                        IamTables.account(account),
                        null,
                        1)
                .items()
                .stream()
                .map(AccountAlias::alias)
                .toList();
    }
}
