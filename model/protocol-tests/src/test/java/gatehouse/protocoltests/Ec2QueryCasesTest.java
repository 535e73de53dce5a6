package gatehouse.protocoltests;

/// AWS's cases for aws.protocols#ec2Query.
final class Ec2QueryCasesTest extends ProtocolCases {
    Ec2QueryCasesTest() {
        super("aws.protocols#ec2Query");
    }
}
