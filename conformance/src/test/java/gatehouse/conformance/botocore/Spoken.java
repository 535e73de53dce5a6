package gatehouse.conformance.botocore;

import gatehouse.model.Catalogue;
import gatehouse.wire.shape.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// A service, and a protocol that botocore speaks with it.
record Spoken(ServiceModel service, String protocol) {
    /// Every listed service in each of the protocols that its model names.
    static List<Spoken> all() {
        List<Spoken> all = new ArrayList<>();
        IntStream.range(0, Catalogue.SERVICES.size())
                .filter(i -> !Catalogue.SERVICES.get(i).signingName().equals("gatehouse"))
                .mapToObj(Catalogue::model)
                .forEach(service ->
                        service.metadata().protocols().forEach(protocol -> all.add(new Spoken(service, protocol))));
        return all;
    }

    /// The service as botocore calls it.
    String botocoreName() {
        String prefix = service.metadata().endpointPrefix();
        return prefix.equals("monitoring") ? "cloudwatch" : prefix;
    }

    /// An order; botocore is told the protocol only where it could choose another.
    ObjectNode order(String what) {
        return Botocore.order(what).put("service", botocoreName()).put("protocol", isOneOfSeveral() ? protocol : "");
    }

    private boolean isOneOfSeveral() {
        return service.metadata().protocols().size() > 1;
    }

    @Override
    public String toString() {
        return botocoreName() + (isOneOfSeveral() ? " in " + protocol : "");
    }
}
