package gatehouse.protocoltests;

/// AWS's cases for aws.protocols#restJson1.
final class RestJson1CasesTest extends ProtocolCases {
    RestJson1CasesTest() {
        super("aws.protocols#restJson1");
    }
}
