package gatehouse.smithy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.ServiceShape;
import tools.jackson.databind.json.JsonMapper;

/// Writes every service of the Smithy models on the class path for the generator: `SmithyConverter <folder>` makes
/// `<folder>/services.txt` and an overlay for each service in `<folder>/overlays`.
public final class SmithyConverter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SmithyConverter() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: SmithyConverter <folder>");
        }
        Path folder = Path.of(args[0]);
        Path overlays = Files.createDirectories(folder.resolve("overlays"));
        Model model = SmithyModels.load();
        List<ServiceShape> services = model.getServiceShapes().stream().sorted().toList();
        for (ServiceShape service : services) {
            Files.write(
                    overlays.resolve(name(service) + ".json"),
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(new ServiceConverter(model, service).convert()));
        }
        Files.write(
                folder.resolve("services.txt"),
                services.stream().map(SmithyConverter::name).toList());
    }

    /// What the service is called in the list, and its class in Java.
    public static String name(ServiceShape service) {
        return service.getId().getName();
    }
}
