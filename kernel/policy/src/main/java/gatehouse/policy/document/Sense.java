package gatehouse.policy.document;

/// How a list is meant: `Action` is only what it lists, `NotAction` all except what it lists.
public enum Sense {
    ONLY,
    ALL_EXCEPT
}
