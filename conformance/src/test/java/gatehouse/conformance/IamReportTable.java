package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/// IAM's operations on reports.
record IamReportTable(IamWorld world) {
    static final String PATH = "o-1234567890/r-1234";

    private static final String MISSING = "00000000-0000-4000-8000-000000000000";

    Stream<SdkCase<IamClient>> rows() {
        return Stream.of(
                on(
                                "GenerateServiceLastAccessedDetails",
                                world::role,
                                name -> iam -> iam.generateServiceLastAccessedDetails(
                                        in -> in.arn("arn:aws:iam::111122223333:role/" + name)))
                        .butNot(
                                iam -> iam.generateServiceLastAccessedDetails(
                                        in -> in.arn("arn:aws:iam::111122223333:role/missing")),
                                "NoSuchEntity"),
                on(
                                "GetServiceLastAccessedDetails",
                                world::accessReport,
                                id -> iam -> iam.getServiceLastAccessedDetails(in -> in.jobId(id)))
                        .butNot(iam -> iam.getServiceLastAccessedDetails(in -> in.jobId(MISSING)), "NoSuchEntity"),
                on(
                                "GetServiceLastAccessedDetailsWithEntities",
                                world::accessReport,
                                id -> iam -> iam.getServiceLastAccessedDetailsWithEntities(
                                        in -> in.jobId(id).serviceNamespace("kms")))
                        .butNot(
                                iam -> iam.getServiceLastAccessedDetailsWithEntities(
                                        in -> in.jobId(MISSING).serviceNamespace("kms")),
                                "NoSuchEntity"),
                on(
                                "GenerateOrganizationsAccessReport",
                                () -> iam -> iam.generateOrganizationsAccessReport(in -> in.entityPath(PATH)),
                                "JobId")
                        .butNot(
                                iam -> iam.generateOrganizationsAccessReport(in -> in.entityPath("o-1234567890/none!")),
                                "ValidationError"),
                on(
                                "GetOrganizationsAccessReport",
                                world::organizationsAccessReport,
                                id -> iam -> iam.getOrganizationsAccessReport(in -> in.jobId(id)))
                        .butNot(iam -> iam.getOrganizationsAccessReport(in -> in.jobId(MISSING)), "NoSuchEntity"));
    }
}
