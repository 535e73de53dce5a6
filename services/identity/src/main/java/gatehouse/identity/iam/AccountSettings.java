package gatehouse.identity.iam;

import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// What an account has set for itself: the version of the tokens that STS's global endpoint gives, 1 or 2; and whether
/// it vends tokens to other services, and as which issuer (null where it never did; it stays the same from then on).
public record AccountSettings(
        String account,
        int globalEndpointTokenVersion,
        boolean vendsTokens,
        @Nullable String issuerId) {
    static AccountSettings of(View view, String account) {
        AccountSettings settings = view.get(IamTables.ACCOUNT_SETTINGS, IamTables.account(account));
        return settings == null ? new AccountSettings(account, 1, false, null) : settings;
    }

    AccountSettings withGlobalEndpointTokenVersion(int version) {
        return new AccountSettings(account, version, vendsTokens, issuerId);
    }

    /// These with tokens vended as the issuer of that id, but for an account that has one already.
    AccountSettings vendingAs(String newIssuerId) {
        return new AccountSettings(
                account, globalEndpointTokenVersion, true, issuerId == null ? newIssuerId : issuerId);
    }

    AccountSettings vendingNone() {
        return new AccountSettings(account, globalEndpointTokenVersion, false, issuerId);
    }
}
