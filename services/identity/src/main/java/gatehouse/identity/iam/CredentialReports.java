package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.CredentialReportExpiredException;
import gatehouse.model.iam.CredentialReportNotPresentException;
import gatehouse.model.iam.CredentialReportNotReadyException;
import gatehouse.model.iam.GenerateCredentialReportRequest;
import gatehouse.model.iam.GenerateCredentialReportResponse;
import gatehouse.model.iam.GetCredentialReportRequest;
import gatehouse.model.iam.GetCredentialReportResponse;
import gatehouse.model.iam.ReportFormatType;
import gatehouse.model.iam.ReportStateType;
import gatehouse.store.Transaction;
import gatehouse.wire.shape.Blob;
import org.jspecify.annotations.Nullable;

/// Credential reports: one for each account, which [IamSweep] makes once it was asked for, at most every four hours.
/// What is said of it in errors, AWS leaves out.
final class CredentialReports {
    Plan<GenerateCredentialReportResponse> generate(Call call, GenerateCredentialReportRequest in) {
        return Plan.require(requirement(call)).commit(tx -> {
            CredentialReport report = find(tx, call);
            if (report == null) {
                return started(tx, call, "No report exists. Starting a new report generation task");
            }
            if (report.isExpiredAt(call.now())) {
                return started(tx, call, "The report has expired. Starting a new report generation task");
            }
            return GenerateCredentialReportResponse.builder()
                    .state(report.generated() == null ? ReportStateType.INPROGRESS : ReportStateType.COMPLETE)
                    .build();
        });
    }

    private static GenerateCredentialReportResponse started(Transaction tx, Call call, String description) {
        tx.put(IamTables.CREDENTIAL_REPORTS, new CredentialReport(call.account(), null));
        return GenerateCredentialReportResponse.builder()
                .state(ReportStateType.STARTED)
                .description(description)
                .build();
    }

    Plan<GetCredentialReportResponse> get(Call call, GetCredentialReportRequest in) {
        return Plan.require(requirement(call)).commit(tx -> {
            CredentialReport report = find(tx, call);
            if (report == null) {
                throw new CredentialReportNotPresentException(null);
            }
            if (report.isExpiredAt(call.now())) {
                throw new CredentialReportExpiredException(null);
            }
            CredentialReportContent content =
                    tx.get(IamTables.CREDENTIAL_REPORT_CONTENTS, IamTables.account(call.account()));
            if (report.generated() == null || content == null) {
                throw new CredentialReportNotReadyException(null);
            }
            return GetCredentialReportResponse.builder()
                    .content(Blob.copyOf(content.csv()))
                    .reportFormat(ReportFormatType.TEXT_CSV)
                    .generatedTime(report.generated())
                    .build();
        });
    }

    private static @Nullable CredentialReport find(Transaction tx, Call call) {
        return tx.get(IamTables.CREDENTIAL_REPORTS, IamTables.account(call.account()));
    }

    private static Requirement requirement(Call call) {
        return Requirement.of(Entities.action(call), Resource.any(call.account()));
    }
}
