package gatehouse.protocoltests;

import software.amazon.smithy.model.shapes.ShapeId;

/// One of AWS's cases that apply to a server.
interface Case {
    /// What it tries.
    enum Sort {
        REQUEST,
        RESPONSE,
        MALFORMED_REQUEST,
        EVENT_STREAM
    }

    /// AWS's name for it.
    String id();

    Sort sort();

    /// The trait of its protocol, such as `aws.protocols#restJson1`.
    default ShapeId protocol() {
        return service().protocolTrait();
    }

    /// The service that it is a case of, under that protocol.
    TestedService service();

    /// Tries it.
    ///
    /// @throws AssertionError where the answer is not AWS's
    /// @throws Exception where there is none
    void run() throws Exception;
}
