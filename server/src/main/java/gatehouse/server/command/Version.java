package gatehouse.server.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/// The version, from the jar's manifest.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"Gatehouse " + (version == null ? "(not from its jar)" : version)};
    }
}
