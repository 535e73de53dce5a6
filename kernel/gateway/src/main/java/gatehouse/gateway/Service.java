package gatehouse.gateway;

import gatehouse.policy.Region;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An AWS service as the gateway serves it: its model, the operations that are built, and how AWS runs it.
///
/// `skewMax` is how far a signature's time may be from ours. A service with a `globalRegion` takes calls only for
/// it and records them there.
public final class Service {
    private static final Duration SKEW_MAX_DEFAULT = Duration.ofMinutes(5);

    /// Names in policies that differ from those in scopes, from the Service Authorization Reference.
    private static final Map<String, String> PREFIXES =
            Map.of("monitoring", "cloudwatch", "email", "ses", "tagging", "tag");

    /// Larger bodies than others may have: a function's zip file of 50 MB in base64 (Lambda names the figure where a
    /// request is larger), and 1 MB of values that their encoding lengthens.
    private static final Map<String, Integer> LARGER_BODIES_BYTES_MAX =
            Map.of("lambda", 70_167_211, "logs", 4 << 20, "events", 4 << 20, "sqs", 4 << 20, "monitoring", 4 << 20);

    private final ServiceModel.Metadata metadata;
    private final Supplier<ServiceModel> model;
    private final String actionPrefix;
    private final String eventSource;
    private final ConstraintProfile constraints;
    private final Duration skewMax;
    private final @Nullable Region globalRegion;
    private final @Nullable Built<?, ?>[] built;

    private Service(Builder builder) {
        this.metadata = builder.metadata;
        this.model = builder.model;
        this.actionPrefix = builder.actionPrefix;
        this.eventSource = eventSource(metadata);
        this.constraints = builder.constraints;
        this.skewMax = builder.skewMax;
        this.globalRegion = builder.globalRegion;
        this.built = builder.built.clone();
    }

    /// Starts the list of a service's operations. `actionPrefix` is the service's name in policies (`kms`).
    public static Builder of(ServiceModel model, String actionPrefix, ConstraintProfile constraints) {
        return new Builder(model.metadata(), () -> model, model.operations().size(), actionPrefix, constraints);
    }

    /// A service of which nothing is built yet: each of its operations says so, to whom may call it. Its model is
    /// loaded when somebody first does.
    public static Service unbuilt(ServiceModel.Metadata metadata, Supplier<ServiceModel> model) {
        return new Builder(metadata, model, 0, actionPrefix(metadata), ConstraintProfile.JSON).build();
    }

    /// The name in policies of the service with that model.
    public static String actionPrefix(ServiceModel.Metadata metadata) {
        return PREFIXES.getOrDefault(metadata.signingName(), metadata.signingName());
    }

    /// CloudTrail's `eventSource` for the service with that model.
    public static String eventSource(ServiceModel.Metadata metadata) {
        return metadata.endpointPrefix() + ".amazonaws.com";
    }

    /// What the model says of the service, without loading the model.
    public ServiceModel.Metadata metadata() {
        return metadata;
    }

    public ServiceModel model() {
        return model.get();
    }

    public String actionPrefix() {
        return actionPrefix;
    }

    /// CloudTrail's `eventSource`.
    public String eventSource() {
        return eventSource;
    }

    /// How large a request's body may be; 0 for no more than usual.
    int bodyBytesMax() {
        return LARGER_BODIES_BYTES_MAX.getOrDefault(metadata.signingName(), 0);
    }

    /// The operations that are built, for those who list them.
    public boolean isBuilt(Operation<?, ?> operation) {
        return built(operation) != null;
    }

    ConstraintProfile constraints() {
        return constraints;
    }

    Duration skewMax() {
        return skewMax;
    }

    @Nullable
    Region globalRegion() {
        return globalRegion;
    }

    @SuppressWarnings("unchecked") // [Builder#on] puts what it is given for an operation under that one's index.
    <I extends Shape, O extends Shape> @Nullable Built<I, O> built(Operation<I, O> operation) {
        return operation.index() < built.length ? (Built<I, O>) built[operation.index()] : null;
    }

    /// An operation's code and how it is recorded.
    record Built<I extends Shape, O extends Shape>(Operation<I, O> operation, Handler<I, O> handler, Trail trail) {}

    /// Lists operations.
    public static final class Builder {
        private final ServiceModel.Metadata metadata;
        private final Supplier<ServiceModel> model;
        private final String actionPrefix;
        private final ConstraintProfile constraints;
        private final @Nullable Built<?, ?>[] built;
        private Duration skewMax = SKEW_MAX_DEFAULT;
        private @Nullable Region globalRegion;

        private Builder(
                ServiceModel.Metadata metadata,
                Supplier<ServiceModel> model,
                int operations,
                String actionPrefix,
                ConstraintProfile constraints) {
            this.metadata = metadata;
            this.model = model;
            this.actionPrefix = actionPrefix;
            this.constraints = constraints;
            this.built = new Built<?, ?>[operations];
        }

        public Builder skewMax(Duration duration) {
            skewMax = duration;
            return this;
        }

        /// Makes the service global: its calls are for, and recorded in, this region.
        public Builder global(Region region) {
            globalRegion = region;
            return this;
        }

        /// An operation that is recorded as its name suggests.
        public <I extends Shape, O extends Shape> Builder on(Operation<I, O> operation, Handler<I, O> handler) {
            return on(operation, handler, Trail.byName(operation.name()));
        }

        public <I extends Shape, O extends Shape> Builder on(
                Operation<I, O> operation, Handler<I, O> handler, Trail trail) {
            if (built[operation.index()] != null) {
                throw new IllegalArgumentException(operation.name() + " is listed twice");
            }
            built[operation.index()] = new Built<>(operation, handler, trail);
            return this;
        }

        public Service build() {
            return new Service(this);
        }
    }
}
