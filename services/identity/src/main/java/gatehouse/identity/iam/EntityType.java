package gatehouse.identity.iam;

import gatehouse.store.Transaction;

/// The kinds of things that IAM names: how ARNs and messages call them (`user`), CloudTrail's type, and the quotas
/// that hold for each.
enum EntityType {
    USER("user", "User", Quota.USERS_PER_ACCOUNT, Quota.POLICIES_PER_USER, Quota.INLINE_CHARS_PER_USER),
    GROUP("group", "Group", Quota.GROUPS_PER_ACCOUNT, Quota.POLICIES_PER_GROUP, Quota.INLINE_CHARS_PER_GROUP),
    ROLE("role", "Role", Quota.ROLES_PER_ACCOUNT, Quota.POLICIES_PER_ROLE, Quota.INLINE_CHARS_PER_ROLE),
    POLICY("policy", "Policy", Quota.POLICIES_PER_ACCOUNT, Quota.POLICY_CHARS, Quota.POLICY_CHARS);

    private final String word;
    private final String title;
    private final Quota perAccount;
    private final Quota attached;
    private final Quota inlineChars;

    EntityType(String word, String title, Quota perAccount, Quota attached, Quota inlineChars) {
        this.word = word;
        this.title = title;
        this.perAccount = perAccount;
        this.attached = attached;
        this.inlineChars = inlineChars;
    }

    String word() {
        return word;
    }

    /// The word at the start of a sentence.
    String title() {
        return title;
    }

    String trailType() {
        return "AWS::IAM::" + title;
    }

    /// How many managed policies one entity may have.
    Quota attached() {
        return attached;
    }

    /// How many characters its inline policies may have together.
    Quota inlineChars() {
        return inlineChars;
    }

    /// How many tags one entity may have.
    Quota tags() {
        return switch (this) {
            case USER -> Quota.TAGS_PER_USER;
            case ROLE -> Quota.TAGS_PER_ROLE;
            case POLICY -> Quota.TAGS_PER_POLICY;
            case GROUP -> throw new IllegalStateException("groups have no tags");
        };
    }

    /// Counts one more entity of the account, as far as its quota allows.
    void created(Transaction tx, String account, IamLimits limits) {
        limits.check(perAccount, counts(tx, account).of(this) + 1L);
        counted(tx, account);
    }

    /// Counts one more entity of the account, whatever its quota.
    void counted(Transaction tx, String account) {
        tx.put(IamTables.COUNTS, counts(tx, account).plus(this, 1));
    }

    /// Counts one entity of the account less.
    void deleted(Transaction tx, String account) {
        tx.put(IamTables.COUNTS, counts(tx, account).plus(this, -1));
    }

    static AccountCounts counts(Transaction tx, String account) {
        AccountCounts counts = tx.get(IamTables.COUNTS, IamTables.account(account));
        return counts == null ? new AccountCounts(account, 0, 0, 0, 0, 0, 0, 0, 0) : counts;
    }
}
