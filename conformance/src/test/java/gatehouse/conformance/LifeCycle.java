package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/// The life of an entity as Terraform's AWS provider leads it. After each write it is read twice and must be, in every
/// member, what was written; the lists must show it so; what must not be deleted yet is not; once it is deleted it is
/// not found, and a second deletion finds nothing either.
///
/// `early` are deletions that are in conflict with what there is after the last step, `end` is the
/// deletion, and `after` are deletions that are possible only then.
record LifeCycle<T>(
        String entity,
        Supplier<T> first,
        List<Step<T>> steps,
        List<Supplier<Boolean>> listed,
        List<Runnable> early,
        List<Runnable> end,
        List<Runnable> after) {

    /// A write; how the entity is read from then on; and what it is then, by what it was and what was read, which is
    /// asked only for what the server alone knows.
    private record Step<T>(Runnable write, Supplier<T> read, BinaryOperator<T> expected) {}

    /// @param read throws [NoSuchEntityException] where there is none
    static <T> LifeCycle<T> of(String entity, Supplier<T> read) {
        return new LifeCycle<>(entity, read, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// The one that is meant.
    ///
    /// @throws NoSuchEntityException where it is not among them
    static <T> T among(Collection<T> all, Predicate<T> meant) {
        return all.stream()
                .filter(meant)
                .findFirst()
                .orElseThrow(() -> NoSuchEntityException.builder().build());
    }

    /// The creation.
    LifeCycle<T> made(Runnable write, UnaryOperator<T> expected) {
        return moved(write, read(), (was, got) -> expected.apply(got));
    }

    LifeCycle<T> changed(Runnable write, UnaryOperator<T> expected) {
        return moved(write, read(), (was, got) -> expected.apply(was));
    }

    LifeCycle<T> changed(Runnable write, BinaryOperator<T> expected) {
        return moved(write, read(), expected);
    }

    /// A change of what the entity is read by: it is not found any more by what it was.
    LifeCycle<T> moved(Runnable write, Supplier<T> read, UnaryOperator<T> expected) {
        return moved(write, read, (was, got) -> expected.apply(was));
    }

    private LifeCycle<T> moved(Runnable write, Supplier<T> read, BinaryOperator<T> expected) {
        return new LifeCycle<>(
                entity, first, plus(steps, new Step<>(write, read, expected)), listed, early, end, after);
    }

    /// Whether a list shows the entity as it is read.
    LifeCycle<T> listed(Predicate<T> shows) {
        Supplier<T> read = read();
        return new LifeCycle<>(entity, first, steps, plus(listed, () -> shows.test(read.get())), early, end, after);
    }

    LifeCycle<T> held(Runnable deletion) {
        return new LifeCycle<>(entity, first, steps, listed, plus(early, deletion), end, after);
    }

    LifeCycle<T> ended(Runnable deletion) {
        return new LifeCycle<>(entity, first, steps, listed, early, plus(end, deletion), after);
    }

    LifeCycle<T> then(Runnable deletion) {
        return new LifeCycle<>(entity, first, steps, listed, early, end, plus(after, deletion));
    }

    private Supplier<T> read() {
        return steps.isEmpty() ? first : steps.getLast().read();
    }

    private static <E> List<E> plus(List<E> some, E one) {
        List<E> all = new ArrayList<>(some);
        all.add(one);
        return List.copyOf(all);
    }

    DynamicTest test() {
        return DynamicTest.dynamicTest(entity, () -> {
            missing(first);
            T is = live();
            assertThat(listed).allMatch(Supplier::get);
            for (Runnable deletion : early) {
                assertThatThrownBy(deletion::run).isInstanceOf(DeleteConflictException.class);
                assertThat(read().get()).isEqualTo(is);
            }
            end.forEach(Runnable::run);
            missing(read());
            assertThat(catchThrowable(end.getLast()::run))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            error -> assertThat(error).isInstanceOf(NoSuchEntityException.class));
            after.forEach(Runnable::run);
            missing(read());
        });
    }

    /// Takes every step; returns what the entity is then.
    private T live() {
        Supplier<T> known = first;
        T is = null;
        for (Step<T> step : steps) {
            step.write().run();
            T got = step.read().get();
            is = step.expected().apply(is == null ? got : is, got);
            assertThat(got).isEqualTo(is);
            assertThat(step.read().get()).isEqualTo(is);
            if (step.read() != known) {
                missing(known);
                known = step.read();
            }
        }
        return Objects.requireNonNull(is);
    }

    private static void missing(Supplier<?> read) {
        assertThatThrownBy(read::get).isInstanceOf(NoSuchEntityException.class);
    }
}
