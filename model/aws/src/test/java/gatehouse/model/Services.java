package gatehouse.model;

import gatehouse.model.cloudhsmv2.CloudHSMV2;
import gatehouse.model.cloudtrail.CloudTrail;
import gatehouse.model.iam.Iam;
import gatehouse.model.kms.Kms;
import gatehouse.model.sts.Sts;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The services that are generated, and all that their operations reach.
final class Services {
    static final List<ServiceModel> ALL = List.of(Kms.MODEL, Sts.MODEL, Iam.MODEL, CloudTrail.MODEL, CloudHSMV2.MODEL);

    private Services() {}

    static List<Operation<?, ?>> operations() {
        List<Operation<?, ?>> operations = new ArrayList<>();
        ALL.forEach(service -> operations.addAll(service.operations()));
        return operations;
    }

    /// Every schema that some input or output reaches.
    static Set<Schema> schemas() {
        Set<Schema> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Operation<?, ?> operation : operations()) {
            collect(operation.inputSchema(), found);
            collect(operation.outputSchema(), found);
        }
        return found;
    }

    private static void collect(Schema schema, Set<Schema> found) {
        if (found.add(schema)) {
            for (Member member : schema.members()) {
                collect(member.target(), found);
            }
        }
    }
}
