package gatehouse.wire.shape;

/// How an error is named and answered.
///
/// `shapeName` is the model's name (`NotFoundException`), which the JSON protocols send; `code` is what the Query
/// and XML protocols send (`NoSuchEntity`) and what CloudTrail records; `status` is the HTTP status.
public record ErrorInfo(String shapeName, String code, int status, Fault fault) {
    /// Whose mistake it was.
    public enum Fault {
        SENDER,
        RECEIVER
    }
}
