package gatehouse.identity;

import gatehouse.policy.AccountId;

/// The access key of an account's root, at the only moment when its secret is at hand: when it was made.
public record RootCredentials(AccountId account, String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
        return "RootCredentials[" + account + ", " + accessKeyId + "]";
    }
}
