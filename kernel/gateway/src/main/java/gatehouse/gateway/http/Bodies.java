package gatehouse.gateway.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/// Reads bodies whole. What all of them take together is bounded, and grows with what has arrived, not with what was
/// announced.
final class Bodies {
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    /// Bodies up to this size are bounded by the number of connections.
    private static final int SMALL_BYTES_MAX = 16 << 10;

    private static final int STEP_BYTES = 64 << 10;

    private final Semaphore steps;

    /// Where so many bytes are held, no more are read.
    Bodies(int bytesMax) {
        this.steps = new Semaphore(bytesMax / STEP_BYTES);
    }

    /// The whole body, if it has so many bytes at most.
    byte[] read(Body body, int bytesMax) throws IOException {
        long declared = body.declaredBytes();
        if (declared > bytesMax) {
            throw tooLarge();
        }
        if (declared >= 0 && declared <= SMALL_BYTES_MAX) {
            return whole(body.readNBytes((int) declared), declared);
        }
        int taken = 0;
        try {
            byte[] bytes = {};
            int size = 0;
            while (!body.isEnded()) {
                if (size == bytes.length) {
                    if (size == bytesMax) {
                        return end(body, bytes);
                    }
                    int grown = Math.min(Math.max(STEP_BYTES, size * 2), bytesMax);
                    taken += take(grown - size);
                    bytes = Arrays.copyOf(bytes, grown);
                }
                size += Math.max(0, body.read(bytes, size, bytes.length - size));
            }
            return whole(size == bytes.length ? bytes : Arrays.copyOf(bytes, size), declared);
        } finally {
            steps.release(taken);
        }
    }

    /// Takes so many bytes, in steps; returns how many steps.
    private int take(int bytes) throws Refusal {
        int count = (bytes + STEP_BYTES - 1) / STEP_BYTES;
        if (!steps.tryAcquire(count)) {
            throw new Refusal(UNAVAILABLE, "too many large bodies at once");
        }
        return count;
    }

    /// The body has as many bytes as it may have: there must be none left.
    private static byte[] end(Body body, byte[] bytes) throws IOException {
        if (body.read() >= 0) {
            throw tooLarge();
        }
        return bytes;
    }

    private static byte[] whole(byte[] bytes, long declared) throws EOFException {
        if (bytes.length < declared) {
            throw new EOFException("the body is shorter than declared");
        }
        return bytes;
    }

    private static Refusal tooLarge() {
        return new Refusal(CONTENT_TOO_LARGE, "the body is too large");
    }
}
