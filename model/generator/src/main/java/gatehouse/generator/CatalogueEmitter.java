package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes the class that lists the services: what each model says of its service, without loading its operations.
final class CatalogueEmitter {
    private CatalogueEmitter() {}

    static String emit(String name, List<Model> models) {
        String metadata = models.stream()
                .map(model -> "\n        " + ServiceEmitter.metadata(model))
                .collect(Collectors.joining(","));
        String cases = IntStream.range(0, models.size())
                .mapToObj(i -> fill("case %d: return %s.MODEL;\n", i, qualifiedName(models.get(i))))
                .collect(Collectors.joining());
        return fill("""
                /// The services that were generated. A model is loaded when somebody first asks for it.
                public final class %1$s {
                    /// What each service's model says of it.
                    public static final List<ServiceModel.Metadata> SERVICES = List.of(%2$s);

                    private %1$s() {}

                    /// The model of the service at that index of [#SERVICES].
                    public static ServiceModel model(int index) {
                        switch (index) {
                %3$s            default: throw new IndexOutOfBoundsException(index);
                        }
                    }
                }
                """, name, metadata.indent(4).strip(), cases.indent(12));
    }

    private static String qualifiedName(Model model) {
        Plan plan = new Plan(model);
        return plan.packageName() + "." + plan.serviceClass();
    }
}
