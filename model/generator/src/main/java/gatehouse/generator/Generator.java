package gatehouse.generator;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Generates Java from AWS's API models: `Generator <services.txt> <overlays folder> <output folder>`.
///
/// The same inputs make the same files, byte for byte; when the folder was already made from them, nothing is done.
public final class Generator {
    private Generator() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: Generator <services.txt> <overlays folder> <output folder>");
        }
        run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    }

    /// Makes `output` from the services listed in `services`. Returns whether anything had to be done.
    static boolean run(Path services, Path overlays, Path output) throws IOException {
        List<ServiceEntry> entries = ServiceEntry.parse(Files.readAllLines(services));
        OutputFolder folder = new OutputFolder(output);
        String stamp = Stamp.of(services, overlays, Generator.class, models());
        if (folder.isMadeFrom(stamp)) {
            return false;
        }
        ModelSource source = new ModelSource(overlays);
        for (ServiceEntry entry : entries) {
            write(source.load(entry), folder);
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
