package gatehouse.generator;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Generates Java from AWS's API models: `Generator <services.txt> <overlays folder> <output folder> [<catalogue>]`.
/// The catalogue is a class that lists the services, in this package or one below.
///
/// The same inputs make the same files, byte for byte; when the folder was already made from them, nothing is done.
public final class Generator {
    private Generator() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 3 || args.length > 4) {
            throw new IllegalArgumentException(
                    "usage: Generator <services.txt> <overlays folder> <output folder> [<class that lists them>]");
        }
        run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), args.length == 3 ? "" : args[3]);
    }

    /// Makes `output` from the services listed in `services`, and the class `catalogue` that lists them, if it has a
    /// name. Returns whether anything had to be done.
    static boolean run(Path services, Path overlays, Path output, String catalogue) throws IOException {
        List<ServiceEntry> entries = ServiceEntry.parse(Files.readAllLines(services));
        OutputFolder folder = new OutputFolder(output);
        String stamp = Stamp.of(services, overlays, Generator.class, models());
        if (folder.isMadeFrom(stamp)) {
            return false;
        }
        ModelSource source = new ModelSource(overlays);
        List<Model> models = new ArrayList<>();
        for (ServiceEntry entry : entries) {
            Model model = source.load(entry);
            write(model, folder);
            models.add(model);
        }
        if (!catalogue.isEmpty()) {
            int dot = catalogue.lastIndexOf('.');
            String name = catalogue.substring(dot + 1);
            JavaFile file = new JavaFile(catalogue.substring(0, dot), name, CatalogueEmitter.emit(name, models));
            folder.write(file.path(), file.text());
        }
        folder.finish(stamp);
        return true;
    }

    private static void write(Model model, OutputFolder folder) throws IOException {
        List<JavaFile> files = ServiceSources.of(model);
        for (JavaFile file : files) {
            folder.write(file.path(), file.text());
        }
        String packageName = files.getFirst().packageName();
        folder.write(
                packageName.replace('.', '/') + "/package-info.java", ServiceSources.packageInfo(model, packageName));
    }

    private static URL models() {
        return Objects.requireNonNull(
                Generator.class.getResource("/models/kms-2014-11-01-model.json"),
                "com.amazonaws:aws-java-sdk-models is not on the class path");
    }
}
