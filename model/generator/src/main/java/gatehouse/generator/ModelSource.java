package gatehouse.generator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where models come from: AWS's jar on the class path, and a folder of overlays.
final class ModelSource {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path overlays;

    ModelSource(Path overlays) {
        this.overlays = overlays;
    }

    /// The service's model with its overlay. A service that the jar lacks is what its overlay says.
    Model load(ServiceEntry service) throws IOException {
        Path overlay = overlays.resolve(service.overlayName());
        boolean overlaid = Files.exists(overlay);
        ObjectNode tree;
        try (InputStream in = ModelSource.class.getResourceAsStream("/models/" + service.modelName() + "-model.json")) {
            if (in == null && !overlaid) {
                throw new IllegalArgumentException("neither a model nor an overlay for " + service.modelName());
            }
            tree = in == null ? JSON.createObjectNode() : read(in);
        }
        if (overlaid) {
            try (InputStream in = Files.newInputStream(overlay)) {
                Overlay.apply(tree, read(in));
            }
        }
        return Model.of(tree).only(service.operations());
    }

    /// A model or overlay as it stands.
    static ObjectNode read(InputStream in) {
        return (ObjectNode) JSON.readTree(in);
    }
}
