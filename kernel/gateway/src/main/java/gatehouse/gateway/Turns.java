package gatehouse.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Whose turn it is among the requests whose attempts conflict. Each account has turns of its own: calls change what is
/// their account's, so that one account's, however slow and often they are, keep no other's waiting.
final class Turns {
    /// After so many conflicts a request waits for its turn.
    private static final int ATTEMPTS_WITHOUT_TURN_MAX = 3;

    private final Map<String, ReentrantLock> byAccount = new ConcurrentHashMap<>();

    /// The place of a new request.
    Turn turn() {
        return new Turn();
    }

    final class Turn implements AutoCloseable {
        private @Nullable String account;
        private @Nullable ReentrantLock held;

        private Turn() {}

        /// Whose request it is.
        void of(String caller) {
            account = caller;
        }

        /// Waits for the turn, where after so many conflicts it must be waited for.
        ///
        /// While somebody has the turn, one conflict is enough: who comes anew and tries again and again would
        /// take it from the one whose turn it is.
        void await(int conflicts) {
            if (conflicts == 0 || account == null || held != null) {
                return;
            }
            ReentrantLock turns = byAccount.computeIfAbsent(account, _ -> new ReentrantLock(true));
            if (conflicts >= (turns.isLocked() ? 1 : ATTEMPTS_WITHOUT_TURN_MAX)) {
                turns.lock();
                held = turns;
            }
        }

        @Override
        public void close() {
            if (held != null) {
                held.unlock();
            }
        }
    }
}
