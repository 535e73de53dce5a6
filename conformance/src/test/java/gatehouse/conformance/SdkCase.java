package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import tools.jackson.databind.JsonNode;

/// A row of a service's table: an operation, a good call, what its answer shows, and a bad call with its error.
///
/// `call` prepares what the operation works on, as root, and returns the call. `bad` is null where nothing that an
/// SDK can send is wrong.
record SdkCase<C>(
        String operation,
        Supplier<Function<C, AwsResponse>> call,
        List<String> shown,
        @Nullable Function<C, AwsResponse> bad,
        String badCode) {

    static <C> SdkCase<C> of(String operation, Supplier<Function<C, AwsResponse>> call, String... shown) {
        return new SdkCase<>(operation, call, List.of(shown), null, "");
    }

    SdkCase<C> butNot(Function<C, AwsResponse> badCall, String code) {
        return new SdkCase<>(operation, call, shown, badCall, code);
    }

    /// Who makes the calls, and where they are recorded.
    record Callers<C>(C root, C nobody, Events events) {}

    /// The row's test: denied to who has no permission, answered to root, refused where it is bad, always on record.
    DynamicTest test(Callers<C> callers) {
        return DynamicTest.dynamicTest(operation, () -> {
            Function<C, AwsResponse> made = call.get();
            isDenied(callers, made);
            succeeds(callers, made);
            Function<C, AwsResponse> badCall = bad;
            if (badCall != null) {
                fails(callers, badCall);
            }
        });
    }

    /// The same, with something to be done after it, come what may.
    DynamicTest test(Callers<C> callers, Executable afterwards) {
        DynamicTest test = test(callers);
        return DynamicTest.dynamicTest(operation, () -> {
            try {
                test.getExecutable().execute();
            } finally {
                afterwards.execute();
            }
        });
    }

    private void isDenied(Callers<C> callers, Function<C, AwsResponse> made) {
        AwsServiceException denial = failure(made, callers.nobody());
        assertThat(denial.awsErrorDetails().errorCode()).isIn("AccessDenied", "AccessDeniedException");
        assertThat(denial.awsErrorDetails().errorMessage()).startsWith("User: arn:aws:iam::111122223333:user/nobody");
        assertThat(event(callers, denial.requestId()).path("errorCode").asString())
                .isEqualTo("AccessDenied");
    }

    private void succeeds(Callers<C> callers, Function<C, AwsResponse> made) {
        AwsResponse answer = made.apply(callers.root());
        shown.forEach(each -> assertThat(answer.toString()).contains(each));
        JsonNode event = event(callers, answer.responseMetadata().requestId());
        assertThat(event.has("errorCode")).as(event.toString()).isFalse();
        assertThat(event.at("/userIdentity/type").asString()).isEqualTo("Root");
        assertThat(event.at("/eventType").asString()).isEqualTo("AwsApiCall");
        assertThat(event.at("/userAgent").asString()).startsWith("aws-sdk-java/2");
        assertThat(event.at("/recipientAccountId").asString()).isEqualTo(TestServer.ACCOUNT);
    }

    private void fails(Callers<C> callers, Function<C, AwsResponse> badCall) {
        AwsServiceException refusal = failure(badCall, callers.root());
        assertThat(refusal.awsErrorDetails().errorCode())
                .as(refusal.getMessage())
                .isEqualTo(badCode);
        assertThat(refusal.statusCode()).isBetween(400, 499);
        assertThat(event(callers, refusal.requestId()).path("errorCode").asString())
                .startsWith(badCode);
    }

    private static <C> AwsServiceException failure(Function<C, AwsResponse> made, C client) {
        return Objects.requireNonNull(
                catchThrowableOfType(AwsServiceException.class, () -> made.apply(client)), "the call succeeded");
    }

    private JsonNode event(Callers<C> callers, String requestId) {
        return Events.tree(callers.events().of(operation, requestId));
    }
}
