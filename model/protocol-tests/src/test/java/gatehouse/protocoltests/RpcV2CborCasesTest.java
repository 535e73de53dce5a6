package gatehouse.protocoltests;

/// AWS's cases for smithy.protocols#rpcv2Cbor.
final class RpcV2CborCasesTest extends ProtocolCases {
    RpcV2CborCasesTest() {
        super("smithy.protocols#rpcv2Cbor");
    }
}
