package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.DelegationRequest.Asked;
import gatehouse.model.iam.GetHumanReadableSummaryRequest;
import gatehouse.model.iam.GetHumanReadableSummaryResponse;
import gatehouse.model.iam.SummaryStateType;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.PolicyDocument;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a delegation request asks for, in English. AWS has a language model write it; here it is made from the request
/// and its policy alone, so that it names every permission. What does not fit into an answer has failed: a summary that
/// was cut would claim too little. The other languages of AWS's console are not supported.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetHumanReadableSummary.html
final class DelegationSummaries {
    private static final int CONTENT_CHARACTERS_MAX = 10_000;
    private static final String DEFAULT_LOCALE = "en";
    private static final Pattern ARN = Pattern.compile("arn:aws:iam::([0-9]{12}):delegation-request/([\\w-]{16,128})");

    private static final Set<String> ENGLISH = Set.of("en", "en-us", "en-gb");

    /// Source: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/change-language.html#supported-languages
    private static final Set<String> OTHER_LANGUAGES = Set.of(
            "de", "de-de", "es", "es-es", "fr", "fr-fr", "id", "id-id", "it", "it-it", "ja", "ja-jp", "ko", "ko-kr",
            "pt", "pt-br", "tr", "tr-tr", "zh-cn", "zh-tw");

    Plan<GetHumanReadableSummaryResponse> get(Call call, GetHumanReadableSummaryRequest in) {
        String arn = requireNonNull(in.entityArn());
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw IamErrors.invalidArn(arn);
        }
        String id = parts.group(2);
        String locale = requireNonNullElse(in.locale(), DEFAULT_LOCALE);
        return Plan.require(DelegationAccess.require(call, id)).commit(tx -> {
            DelegationRequest request = DelegationAccess.demand(tx, call, id);
            String owner = request.ownerAccount();
            if (owner != null && !owner.equals(parts.group(1))) {
                throw IamErrors.noSuchDelegationRequest(id);
            }
            return answer(request, locale);
        });
    }

    private static GetHumanReadableSummaryResponse answer(DelegationRequest request, String locale) {
        GetHumanReadableSummaryResponse.Builder answer =
                GetHumanReadableSummaryResponse.builder().locale(locale);
        String language = locale.replace('_', '-').toLowerCase(Locale.ROOT);
        if (OTHER_LANGUAGES.contains(language)) {
            return answer.summaryState(SummaryStateType.NOT_SUPPORTED).build();
        }
        if (!ENGLISH.contains(language)) {
            throw IamErrors.locale(locale);
        }
        try {
            String content = summary(request);
            return content.length() > CONTENT_CHARACTERS_MAX
                    ? answer.summaryState(SummaryStateType.FAILED).build()
                    : answer.summaryState(SummaryStateType.AVAILABLE)
                            .summaryContent(content)
                            .build();
        } catch (MalformedPolicyException _) {
            return answer.summaryState(SummaryStateType.FAILED).build();
        }
    }

    private static String summary(DelegationRequest request) throws MalformedPolicyException {
        Asked asked = request.asked();
        PolicyDocument policy = PolicyDocument.parse(asked.permissionPolicy(), PolicyKind.IDENTITY);
        String account = request.ownerAccount() == null ? "an account" : "account " + request.ownerAccount();
        StringBuilder text = new StringBuilder();
        text.append(PolicyInWords.quoted(asked.requestorName()))
                .append(", AWS account " + asked.requestorAccount() + ", asks for temporary permissions in " + account)
                .append(". Once its token is sent, they last for " + asked.sessionSeconds() + " seconds.\n")
                .append("The request is " + request.state() + ", and unless it changes ")
                .append(
                        request.state() == DelegationState.EXPIRED
                                ? "is removed after " + request.expires()
                                : "expires at " + request.expires())
                .append(".\nIts description: " + PolicyInWords.quoted(asked.description()) + "\n");
        if (asked.message() != null) {
            text.append("Its message: " + PolicyInWords.quoted(asked.message()) + "\n");
        }
        text.append("\nThe permissions:\n").append(PolicyInWords.of(policy));
        if (!asked.roleRestrictions().isEmpty()) {
            text.append("\nThe permissions boundaries of roles that it creates:\n");
            asked.roleRestrictions().forEach(each -> text.append("- " + PolicyInWords.quoted(each) + "\n"));
        }
        return text.toString();
    }
}
