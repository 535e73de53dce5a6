package gatehouse.audit.cloudtrail;

import gatehouse.gateway.TrailAttribute;
import gatehouse.model.cloudtrail.Resource;
import gatehouse.store.log.LogEntry.Attribute;
import java.util.ArrayList;
import java.util.List;

/// An event's resources, from its attributes: each is a type followed by a name.
final class EventResources {
    private EventResources() {}

    static List<Resource> of(List<Attribute> attributes) {
        List<Resource> resources = new ArrayList<>(2);
        for (int i = 0; i + 1 < attributes.size(); i++) {
            if (attributes.get(i).name().equals(TrailAttribute.RESOURCE_TYPE)) {
                resources.add(new Resource(
                        attributes.get(i).value(), attributes.get(i + 1).value()));
            }
        }
        return resources;
    }
}
