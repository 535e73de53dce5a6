package gatehouse.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where each schema lives: a static field of some class.
///
/// Structures and enums hold their own, lists and maps live with the structure or enum that they are made of, and all
/// others in classes of nothing but schemas, small enough for one static initialiser each. So a shape's class is
/// loaded only when something that is in use refers to it.
final class Homes {
    /// Bounds the bytecode of one class's initialiser, which the JVM limits to 64 KB.
    private static final int SCHEMAS_PER_HOLDER_MAX = 400;

    private final Plan plan;
    private final Map<String, Home> homes = new HashMap<>();
    private final Map<String, List<ShapeDef>> residents = new LinkedHashMap<>();
    private final List<String> holders = new ArrayList<>();
    private Names holderConstants = new Names(Set.of());

    Homes(Plan plan) {
        this.plan = plan;
        for (String name : plan.reachable()) {
            of(name);
        }
    }

    /// A static field.
    record Home(String className, String constant) {
        @Override
        public String toString() {
            return className + "." + constant;
        }
    }

    /// The home of a shape's schema.
    Home of(String shapeName) {
        Home known = homes.get(shapeName);
        if (known != null) {
            return known;
        }
        Home found = find(plan.model().shape(shapeName));
        homes.put(shapeName, found);
        return found;
    }

    private Home find(ShapeDef shape) {
        if (Plan.hasClass(shape)) {
            return new Home(plan.classOf(shape.name()).javaName(), "SCHEMA");
        }
        String constant = Names.constant(shape.name());
        if (!shape.members().isEmpty()) {
            shape.members().forEach(member -> of(member.target()));
            ShapeDef base = base(shape);
            if (Plan.hasClass(base)) {
                ClassPlan host = plan.classOf(base.name());
                return settle(host.javaName(), host.constants().unique(constant, "_"), shape);
            }
        }
        String holder = holderWithRoom();
        return settle(holder, holderConstants.unique(constant, "_"), shape);
    }

    /// What a list or map is made of in the end.
    private ShapeDef base(ShapeDef shape) {
        ShapeDef base = shape;
        while (base.type() == Type.LIST || base.type() == Type.MAP) {
            base = plan.model().shape(base.element().target());
        }
        return base;
    }

    private Home settle(String className, String constant, ShapeDef shape) {
        residents.computeIfAbsent(className, name -> new ArrayList<>()).add(shape);
        return new Home(className, constant);
    }

    private String holderWithRoom() {
        if (holders.isEmpty() || residentsOf(holders.getLast()).size() == SCHEMAS_PER_HOLDER_MAX) {
            String number = holders.isEmpty() ? "" : Integer.toString(holders.size() + 1);
            holders.add(plan.freshTypeName(plan.serviceClass() + "Shapes" + number));
            holderConstants = new Names(Set.of());
        }
        return holders.getLast();
    }

    /// The classes of nothing but schemas.
    List<String> holders() {
        return List.copyOf(holders);
    }

    /// The shapes whose schemas live in that class beside its own, each after those that it refers to.
    List<ShapeDef> residentsOf(String className) {
        return residents.getOrDefault(className, List.of());
    }
}
