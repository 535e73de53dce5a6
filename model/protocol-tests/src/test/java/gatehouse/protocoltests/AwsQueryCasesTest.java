package gatehouse.protocoltests;

/// AWS's cases for aws.protocols#awsQuery.
final class AwsQueryCasesTest extends ProtocolCases {
    AwsQueryCasesTest() {
        super("aws.protocols#awsQuery");
    }
}
