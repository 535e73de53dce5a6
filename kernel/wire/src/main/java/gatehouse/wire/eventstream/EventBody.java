package gatehouse.wire.eventstream;

import gatehouse.wire.shape.MemberSwitch;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits.Flag;

/// An event without the members that are headers.
record EventBody(Shape event) implements Shape {
    @Override
    public Schema schema() {
        return event.schema();
    }

    @Override
    public void writeMembers(ShapeWriter out) {
        event.writeMembers(
                new MemberSwitch(member -> member.traits().has(Flag.EVENT_HEADER) ? PartialWriter.NOTHING : out));
    }
}
