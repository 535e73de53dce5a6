package gatehouse.gateway;

import gatehouse.policy.Region;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The regions of the `aws` partition: a server is all of them.
///
/// Source: https://docs.aws.amazon.com/general/latest/gr/rande.html
public final class Regions {
    private static final Map<String, Region> BY_NAME = byName(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");

    private Regions() {}

    /// The region of that name, or null.
    public static @Nullable Region find(String name) {
        return BY_NAME.get(name);
    }

    /// All of them.
    public static Collection<Region> all() {
        return BY_NAME.values();
    }

    private static Map<String, Region> byName(String... names) {
        return Stream.of(names).collect(Collectors.toUnmodifiableMap(name -> name, Region::new));
    }
}
