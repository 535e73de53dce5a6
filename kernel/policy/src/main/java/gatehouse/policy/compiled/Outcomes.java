package gatehouse.policy.compiled;

import gatehouse.policy.document.Effect;

/// What a single comparison answers where it cannot be made, so that nothing is granted by it: `unknown` for what
/// is not understood, `unresolved` for a variable without value.
record Outcomes(boolean unknown, boolean unresolved) {
    /// `negated` tells that the comparison's answer will be turned round.
    static Outcomes of(Effect effect, boolean negated) {
        boolean deny = effect == Effect.DENY;
        return new Outcomes(deny != negated, negated && !deny);
    }
}
