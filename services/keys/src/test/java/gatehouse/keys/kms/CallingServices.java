package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Handler;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.Service;
import gatehouse.model.kms.Kms;
import gatehouse.model.secretsmanager.GetRandomPasswordResponse;
import gatehouse.model.secretsmanager.SecretsManager;
import gatehouse.model.ssm.DescribeParametersResponse;
import gatehouse.model.ssm.Ssm;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.AwsJson;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import java.util.List;

/// Services of the tests that call KMS on behalf of their callers: each has one operation, which does what
/// a test wants.
final class CallingServices {
    private static final AwsJson JSON = new AwsJson();

    private String operation = "";
    private String body = "";
    private byte[] answer = {};

    List<Service> services() {
        return List.of(
                calling(SecretsManager.MODEL, SecretsManager.GET_RANDOM_PASSWORD, new GetRandomPasswordResponse(null)),
                calling(Ssm.MODEL, Ssm.DESCRIBE_PARAMETERS, new DescribeParametersResponse(null, null)));
    }

    private <I extends Shape, O extends Shape> Service calling(ServiceModel model, Operation<I, O> own, O nothing) {
        String prefix = Service.actionPrefix(model.metadata());
        Handler<I, O> handler =
                (call, in) -> Plan.require(Requirement.of(prefix + ":" + own.name(), Resource.any(call.account())))
                        .reply(() -> {
                            forward(call, requireNonNull(Kms.MODEL.operation(operation)));
                            return nothing;
                        });
        return Service.of(model, prefix, ConstraintProfile.JSON)
                .on(own, handler)
                .build();
    }

    private <I extends Shape, O extends Shape> void forward(Call call, Operation<I, O> kms) {
        HttpRequest request = new HttpRequest(
                "POST", "/", "", Headers.of(), body.getBytes(UTF_8), new HttpRequest.Connection("", false));
        O output = call.forward(kms, JSON.readInput(request, kms));
        answer = JSON.writeOutput(kms, output, call.requestId()).body();
    }

    /// What the next call of a service asks of KMS.
    void ask(String kmsOperation, String kmsBody) {
        operation = kmsOperation;
        body = kmsBody;
        answer = new byte[0];
    }

    /// What KMS answered.
    byte[] answer() {
        return answer;
    }

    /// The operation of a service that calls KMS, as requests name it.
    static String target(String service) {
        return switch (service) {
            case "secretsmanager" -> "secretsmanager.GetRandomPassword";
            case "ssm" -> "AmazonSSM.DescribeParameters";
            default -> throw new IllegalArgumentException(service);
        };
    }
}
