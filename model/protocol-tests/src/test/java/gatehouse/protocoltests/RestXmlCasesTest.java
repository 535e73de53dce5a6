package gatehouse.protocoltests;

/// AWS's cases for aws.protocols#restXml.
final class RestXmlCasesTest extends ProtocolCases {
    RestXmlCasesTest() {
        super("aws.protocols#restXml");
    }
}
