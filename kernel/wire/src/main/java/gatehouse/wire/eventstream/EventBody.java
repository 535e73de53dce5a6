package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event without the members that are headers.
record EventBody(Shape event) implements Shape {
    @Override
    public Schema schema() {
        return event.schema();
    }

    @Override
    public void writeMembers(ShapeWriter out) {
        event.writeMembers(new WithoutHeaders(out));
    }

    private record WithoutHeaders(ShapeWriter out) implements ShapeWriter {
        private static boolean isHeader(Member member) {
            return member.traits().has(Flag.EVENT_HEADER);
        }

        @Override
        public void structure(Member member, @Nullable Shape value) {
            out.structure(member, value);
        }

        @Override
        public void string(Member member, @Nullable String value) {
            if (!isHeader(member)) {
                out.string(member, value);
            }
        }

        @Override
        public void bool(Member member, @Nullable Boolean value) {
            if (!isHeader(member)) {
                out.bool(member, value);
            }
        }

        @Override
        public void integer(Member member, @Nullable Integer value) {
            if (!isHeader(member)) {
                out.integer(member, value);
            }
        }

        @Override
        public void longInteger(Member member, @Nullable Long value) {
            if (!isHeader(member)) {
                out.longInteger(member, value);
            }
        }

        @Override
        public void floating(Member member, @Nullable Float value) {
            out.floating(member, value);
        }

        @Override
        public void doubleFloating(Member member, @Nullable Double value) {
            out.doubleFloating(member, value);
        }

        @Override
        public void bigInteger(Member member, @Nullable BigInteger value) {
            out.bigInteger(member, value);
        }

        @Override
        public void bigDecimal(Member member, @Nullable BigDecimal value) {
            out.bigDecimal(member, value);
        }

        @Override
        public void timestamp(Member member, @Nullable Instant value) {
            if (!isHeader(member)) {
                out.timestamp(member, value);
            }
        }

        @Override
        public void blob(Member member, @Nullable Blob value) {
            if (!isHeader(member)) {
                out.blob(member, value);
            }
        }

        @Override
        public void document(Member member, @Nullable Document value) {
            out.document(member, value);
        }

        @Override
        public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
            out.list(member, values, element);
        }

        @Override
        public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
            out.map(member, values, value);
        }
    }
}
