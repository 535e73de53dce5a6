package gatehouse.identity.iam;

import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a credential report, with every column that AWS documents: the root's first, then the users by name,
/// whatever its case. Nobody signs in with a password here, so when one was last used is not known. The last column
/// tells of keys that have no columns of their own, which only a root can have.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
record CredentialReportRows(View view, String account) {
    private static final String HEADER = "user,arn,user_creation_time,"
            + "password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,"
            + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
            + "access_key_1_last_used_region,access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
            + "access_key_2_last_used_region,access_key_2_last_used_service,"
            + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated,additional_credentials_info";

    private static final String NOT_APPLICABLE = "N/A";
    private static final String NO_INFORMATION = "no_information";
    private static final String NOT_SUPPORTED = "not_supported";
    private static final int KEYS_SHOWN = 2;
    private static final int CERTIFICATES_SHOWN = 2;
    private static final int ROWS_PER_READ = 500;

    byte[] csv() {
        StringBuilder csv = new StringBuilder(HEADER);
        row(csv, root());
        @Nullable Key next = null;
        do {
            Page<User> page = view.scan(IamTables.USERS, IamTables.inAccount(account), next, ROWS_PER_READ);
            page.items().forEach(user -> row(csv, of(user)));
            next = page.next();
        } while (next != null);
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> root() {
        Account row = view.get(IamTables.ACCOUNTS, IamTables.account(account));
        List<String> fields = new ArrayList<>(List.of(
                "<root_account>",
                "arn:aws:iam::" + account + ":root",
                row == null ? NOT_APPLICABLE : date(row.createDate()),
                "false",
                NOT_APPLICABLE,
                NOT_APPLICABLE,
                NOT_SUPPORTED,
                "false"));
        keysAndCertificates(fields, AccessKeys.of(view, account, null), SigningCertificates.of(view, account));
        return fields;
    }

    private List<String> of(User user) {
        List<String> fields = new ArrayList<>(List.of(user.name(), user.arn(), date(user.createDate())));
        password(fields, LoginProfiles.of(view, user));
        fields.add(Boolean.toString(!MfaDevices.of(view, user).isEmpty()));
        keysAndCertificates(
                fields, AccessKeys.of(view, account, user.name()), SigningCertificates.of(view, user.userId()));
        return fields;
    }

    private void password(List<String> fields, @Nullable LoginProfile profile) {
        if (profile == null) {
            fields.addAll(List.of("false", NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE));
            return;
        }
        int days = PasswordPolicy.of(view, account).ageDaysMax();
        fields.addAll(List.of(
                "true",
                NO_INFORMATION,
                date(profile.passwordSetAt()),
                days == 0 ? NOT_APPLICABLE : date(profile.passwordSetAt().plus(Duration.ofDays(days)))));
    }

    private void keysAndCertificates(List<String> fields, List<AccessKey> keys, List<SigningCertificate> certificates) {
        List<AccessKey> sorted = new ArrayList<>(keys);
        sorted.sort(Comparator.comparing(AccessKey::accessKeyId));
        for (int i = 0; i < KEYS_SHOWN; i++) {
            key(fields, i < sorted.size() ? sorted.get(i) : null);
        }
        List<SigningCertificate> oldestFirst = new ArrayList<>(certificates);
        oldestFirst.sort(Comparator.comparing(SigningCertificate::uploadDate));
        for (int i = 0; i < CERTIFICATES_SHOWN; i++) {
            SigningCertificate shown = i < oldestFirst.size() ? oldestFirst.get(i) : null;
            fields.add(Boolean.toString(shown != null && shown.active()));
            fields.add(shown == null ? NOT_APPLICABLE : date(shown.uploadDate()));
        }
        int more = sorted.size() - KEYS_SHOWN;
        fields.add(more > 0 ? more + " more access keys: ListAccessKeys" : NOT_APPLICABLE);
    }

    private void key(List<String> fields, @Nullable AccessKey key) {
        AccessKeyUse use =
                key == null ? null : view.get(IamTables.ACCESS_KEY_USES, IamTables.accessKey(key.accessKeyId()));
        fields.addAll(List.of(
                Boolean.toString(key != null && key.active()),
                key == null ? NOT_APPLICABLE : date(key.createDate()),
                use == null ? NOT_APPLICABLE : date(use.lastUsed()),
                use == null ? NOT_APPLICABLE : use.region(),
                use == null ? NOT_APPLICABLE : use.service()));
    }

    private static String date(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// The header has no line's end behind it, nor has the last row.
    private static void row(StringBuilder csv, List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            csv.append(i == 0 ? '\n' : ',').append(field.indexOf(',') < 0 ? field : '"' + field + '"');
        }
    }
}
