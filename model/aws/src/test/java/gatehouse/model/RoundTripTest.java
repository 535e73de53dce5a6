package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.AnyValues.Members;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every input and output of every listed service comes back through every protocol that its model names.
final class RoundTripTest {
    /// A structure with all its members, and then this many with some: with `-Pdeep` more.
    private static final int RANDOM_ROUNDS = Boolean.getBoolean("gatehouse.deep") ? 200 : 2;

    private static final long SEED = Long.getLong("gatehouse.seed", System.nanoTime());

    static Stream<Arguments> protocols() {
        return IntStream.range(0, Catalogue.SERVICES.size())
                .mapToObj(Catalogue::model)
                .flatMap(service -> service.metadata().protocols().stream()
                        .map(protocol -> Arguments.of(service.metadata().serviceId(), protocol, service)));
    }

    @ParameterizedTest(name = "{0} through {1}")
    @MethodSource("protocols")
    void whatIsSentArrives(String serviceId, String protocol, ServiceModel service) {
        assertThat(failures(service, protocol, RANDOM_ROUNDS)).isEmpty();
    }

    /// What did not come back as it was sent, at most one failure for each operation and way.
    static List<String> failures(ServiceModel service, String protocol, int randomRounds) {
        List<String> failures = new ArrayList<>();
        for (Operation<?, ?> operation : service.operations()) {
            tried(operation, protocol, randomRounds, RoundTrips::input, failures);
            tried(operation, protocol, randomRounds, RoundTrips::output, failures);
        }
        return failures;
    }

    private interface Way {
        void send(Operation<?, ?> operation, String protocol, Members members, long seed);
    }

    private static void tried(
            Operation<?, ?> operation, String protocol, int randomRounds, Way way, List<String> failures) {
        for (int round = 0; round <= randomRounds; round++) {
            long seed = SEED + round;
            try {
                way.send(operation, protocol, round == 0 ? Members.ALL : Members.SOME, seed);
            } catch (RuntimeException | AssertionError e) {
                failures.add(operation.name() + " through " + protocol + " with -Dgatehouse.seed=" + seed + ": " + e);
                return;
            }
        }
    }
}
