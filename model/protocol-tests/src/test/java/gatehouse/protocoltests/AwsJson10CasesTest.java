package gatehouse.protocoltests;

/// AWS's cases for aws.protocols#awsJson1_0.
final class AwsJson10CasesTest extends ProtocolCases {
    AwsJson10CasesTest() {
        super("aws.protocols#awsJson1_0");
    }
}
