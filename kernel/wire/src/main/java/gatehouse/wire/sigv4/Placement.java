package gatehouse.wire.sigv4;

/// Where a request carries its signature.
public enum Placement {
    /// In the Authorization header.
    HEADER("The authorization header is malformed; "),
    /// In the query: a presigned URL.
    QUERY("Error parsing the X-Amz-Credential parameter; ");

    private final String s3Complaint;

    Placement(String s3Complaint) {
        this.s3Complaint = s3Complaint;
    }

    /// How S3 begins to say what is wrong with a credential.
    String s3Complaint() {
        return s3Complaint;
    }
}
