package gatehouse.crypto;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Random bytes drawn many at once, because each draw from the native generator is a call out of Java. They lie in
/// memory before they are used, so **keys and other secrets are never drawn from here**. What was handed out is wiped
/// here. Any number of threads may draw.
final class DrawnAhead {
    private static final int BLOCK_BYTES = 4096;

    private final Entropy source;
    private volatile Block block = new Block(new byte[0]);

    DrawnAhead(Entropy source) {
        this.source = source;
    }

    byte[] bytes(int count) {
        if (count > BLOCK_BYTES) {
            return source.bytes(count);
        }
        for (; ; ) {
            Block current = block;
            byte[] taken = current.take(count);
            if (taken != null) {
                return taken;
            }
            replace(current);
        }
    }

    private synchronized void replace(Block spent) {
        if (block == spent) {
            block = new Block(source.bytes(BLOCK_BYTES));
        }
    }

    /// Bytes of which each is handed out once.
    private static final class Block {
        private final byte[] bytes;
        private final AtomicInteger position = new AtomicInteger();

        private Block(byte[] bytes) {
            this.bytes = bytes;
        }

        /// The next bytes, or null where there are not as many.
        byte @Nullable [] take(int count) {
            int start = position.getAndAdd(count);
            int end = start + count;
            if (end > bytes.length) {
                return null;
            }
            byte[] taken = Arrays.copyOfRange(bytes, start, end);
            Arrays.fill(bytes, start, end, (byte) 0);
            return taken;
        }
    }
}
