package gatehouse.wire.rest;

import gatehouse.wire.rest.Bindings.Place;
import gatehouse.wire.shape.MemberSwitch;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;

/// What of a structure stands in the body.
record BodyMembers(Shape whole, Bindings bindings) implements Shape {
    @Override
    public Schema schema() {
        return bindings.body();
    }

    @Override
    public void writeMembers(ShapeWriter out) {
        boolean all = bindings.body() == bindings.schema();
        whole.writeMembers(
                all
                        ? out
                        : new MemberSwitch(
                                member -> bindings.place(member) == Place.BODY ? out : PartialWriter.NOTHING));
    }
}
