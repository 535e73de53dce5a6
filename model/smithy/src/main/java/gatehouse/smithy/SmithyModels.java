package gatehouse.smithy;

import software.amazon.smithy.model.Model;

/// The Smithy models on the class path.
public final class SmithyModels {
    private SmithyModels() {}

    /// All models of the jars on the class path, as one.
    ///
    /// @throws software.amazon.smithy.model.validation.ValidatedResultException where they do not fit together
    public static Model load() {
        return Model.assembler(SmithyModels.class.getClassLoader())
                .discoverModels(SmithyModels.class.getClassLoader())
                .assemble()
                .unwrap();
    }
}
