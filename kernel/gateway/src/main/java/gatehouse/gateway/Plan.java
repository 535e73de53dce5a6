package gatehouse.gateway;

import gatehouse.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// What an operation requires and what it does once that is allowed.
///
/// The work has up to two steps: *compute* (cryptography, network: no transaction is held) and *commit* (short and
/// pure: reads and writes through the transaction, and may run again after a conflict). Only the gateway runs them.
public final class Plan<O> {
    private final List<Requirement> requirements;
    private final Function<Transaction, O> work;
    private final Runnable afterwards;

    private Plan(List<Requirement> requirements, Function<Transaction, O> work, Runnable afterwards) {
        this.requirements = requirements;
        this.work = work;
        this.afterwards = afterwards;
    }

    private Plan(List<Requirement> requirements, Function<Transaction, O> work) {
        this(requirements, work, () -> {});
    }

    /// This plan, with something to do once the call and its record are durable, and before it is answered.
    public Plan<O> afterwards(Runnable action) {
        return new Plan<>(requirements, work, action);
    }

    /// Starts a plan with what the caller must be allowed: all of it.
    public static Step require(Requirement first, Requirement... more) {
        if (more.length == 0) {
            return new Step(List.of(first));
        }
        List<Requirement> all = new ArrayList<>(1 + more.length);
        all.add(first);
        all.addAll(List.of(more));
        return new Step(all);
    }

    /// Starts a plan with a list of requirements that is not empty.
    public static Step require(List<Requirement> requirements) {
        if (requirements.isEmpty()) {
            throw new IllegalArgumentException("an operation that requires nothing does not run");
        }
        return new Step(List.copyOf(requirements));
    }

    /// Starts a plan that needs no permission. The gateway runs it only for the operations in [OpenCalls].
    public static Step open() {
        return new Step(List.of());
    }

    List<Requirement> requirements() {
        return requirements;
    }

    Runnable afterwards() {
        return afterwards;
    }

    O run(Transaction transaction) {
        return work.apply(transaction);
    }

    /// A plan whose requirements stand, and whose work comes next.
    public static final class Step {
        private final List<Requirement> requirements;

        private Step(List<Requirement> requirements) {
            this.requirements = requirements;
        }

        /// Answers from what was read; changes nothing.
        public <O> Plan<O> reply(Supplier<O> body) {
            return new Plan<>(requirements, transaction -> body.get());
        }

        /// Reads and writes through the transaction.
        public <O> Plan<O> commit(Function<Transaction, O> body) {
            return new Plan<>(requirements, body);
        }

        /// Computes first, without touching the store.
        public <T> Computed<T> compute(Supplier<T> body) {
            return new Computed<>(requirements, body);
        }
    }

    /// A plan with a computed value, and whose end comes next.
    public static final class Computed<T> {
        private final List<Requirement> requirements;
        private final Supplier<T> compute;

        private Computed(List<Requirement> requirements, Supplier<T> compute) {
            this.requirements = requirements;
            this.compute = compute;
        }

        public <O> Plan<O> reply(Function<T, O> body) {
            return new Plan<>(requirements, transaction -> body.apply(compute.get()));
        }

        public <O> Plan<O> commit(BiFunction<Transaction, T, O> body) {
            return new Plan<>(requirements, transaction -> body.apply(transaction, compute.get()));
        }
    }
}
