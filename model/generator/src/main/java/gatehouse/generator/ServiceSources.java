package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.util.ArrayList;
import java.util.List;

/// Writes all the Java of one service.
final class ServiceSources {
    private ServiceSources() {}

    /// The service's files, in an order that depends on the model alone.
    static List<JavaFile> of(Model model) {
        Plan plan = new Plan(model);
        SchemaCode schemas = new SchemaCode(plan);
        TypeCode types = new TypeCode(plan);
        RecordEmitter records = new RecordEmitter(schemas, types);
        ExceptionEmitter exceptions = new ExceptionEmitter(schemas, types);
        EnumEmitter enums = new EnumEmitter(schemas);
        List<JavaFile> files = new ArrayList<>();
        files.add(new JavaFile(plan.packageName(), plan.serviceClass(), new ServiceEmitter(plan).emit()));
        for (ClassPlan each : plan.classes()) {
            String body = each.shape().isEnum()
                    ? enums.emit(each)
                    : each.isException() ? exceptions.emit(each) : records.emit(each);
            files.add(new JavaFile(plan.packageName(), each.javaName(), body));
        }
        for (String holder : schemas.homes().holders()) {
            files.add(new JavaFile(plan.packageName(), holder, holder(holder, schemas)));
        }
        return files;
    }

    /// The documentation of the service's package.
    static String packageInfo(Model model, String packageName) {
        return fill("""
                /// %s %s, as its model describes it. Generated: see `model/README.md`.
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """, model.serviceName(), model.fact("apiVersion"), packageName);
    }

    private static String holder(String name, SchemaCode schemas) {
        return fill("""
                /// The schemas of values that are neither structures nor enums, and of collections of them.
                final class %1$s {
                %2$s
                    private %1$s() {}
                }
                """, name, schemas.residents(name).indent(4));
    }
}
