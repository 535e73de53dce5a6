package gatehouse.protocoltests;

/// AWS's cases for aws.protocols#awsJson1_1.
final class AwsJson11CasesTest extends ProtocolCases {
    AwsJson11CasesTest() {
        super("aws.protocols#awsJson1_1");
    }
}
