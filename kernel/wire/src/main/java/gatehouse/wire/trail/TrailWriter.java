package gatehouse.wire.trail;

import gatehouse.wire.shape.Shape;
import java.util.Set;

public final class TrailWriter {
    private TrailWriter() {}

    public static byte[] json(Shape s, Set<String> o) {
        return new byte[0];
    }
}
