package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The steps that bring a data folder's layout to the newest version, the first one from version 1 to 2.
///
/// Each step changes the folder so that it can be interrupted and begun again: `FORMAT` names the old version until
/// the step is done.
record Migrations(List<Step> steps) {
    /// All steps there are.
    static final Migrations ALL = new Migrations(List.of(SecretsMigration::run));

    Migrations {
        steps = List.copyOf(steps);
    }

    /// Brings the folder from one version to the next.
    @FunctionalInterface
    interface Step {
        void run(Path folder) throws IOException;
    }

    int newest() {
        return steps.size() + 1;
    }

    Format run(Path folder, Format found) throws IOException {
        if (found.version() > newest()) {
            throw new StoreException("the data in " + folder + " are of format " + found.version()
                    + ", and this Gatehouse knows formats up to " + newest()
                    + ": start the newer Gatehouse that wrote them, or choose another --data");
        }
        Format format = found;
        while (format.version() < newest()) {
            steps.get(format.version() - 1).run(folder);
            format = new Format(format.version() + 1, format.created(), format.epoch());
            format.prepare(folder);
            Format.publish(folder);
        }
        return format;
    }
}
