package gatehouse.protocoltests;

import gatehouse.protocoltests.Case.Sort;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// AWS's cases for one protocol, each a test.
abstract class ProtocolCases {
    private final String protocol;

    /// `protocol` is the protocol's trait, such as `aws.protocols#restJson1`.
    ProtocolCases(String protocol) {
        this.protocol = protocol;
    }

    @TestFactory
    Stream<DynamicTest> requestsAreReadAsTheirInput() {
        return cases(Sort.REQUEST);
    }

    @TestFactory
    Stream<DynamicTest> outputsAndErrorsAreWrittenAsAwsWritesThem() {
        return cases(Sort.RESPONSE);
    }

    @TestFactory
    Stream<DynamicTest> malformedRequestsAreRefused() {
        return cases(Sort.MALFORMED_REQUEST);
    }

    @TestFactory
    Stream<DynamicTest> eventsAreReadAndWritten() {
        return cases(Sort.EVENT_STREAM);
    }

    private Stream<DynamicTest> cases(Sort sort) {
        return AllCases.all().stream()
                .filter(each ->
                        each.sort() == sort && each.protocol().toString().equals(protocol))
                .filter(each -> !Exclusions.contains(each))
                .map(each -> DynamicTest.dynamicTest(each.id(), each::run));
    }
}
