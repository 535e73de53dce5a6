package gatehouse.identity.iam;

import gatehouse.store.View;

/// How many MFA devices and server certificates an account has, so that quotas are checked without counting them.
public record CredentialCounts(String account, int mfaDevices, int mfaDevicesInUse, int serverCertificates) {
    static CredentialCounts of(View view, String account) {
        CredentialCounts counts = view.get(IamTables.CREDENTIAL_COUNTS, IamTables.account(account));
        return counts == null ? new CredentialCounts(account, 0, 0, 0) : counts;
    }

    CredentialCounts plusMfaDevices(int more) {
        return new CredentialCounts(account, mfaDevices + more, mfaDevicesInUse, serverCertificates);
    }

    CredentialCounts plusMfaDevicesInUse(int more) {
        return new CredentialCounts(account, mfaDevices, mfaDevicesInUse + more, serverCertificates);
    }

    CredentialCounts plusServerCertificates(int more) {
        return new CredentialCounts(account, mfaDevices, mfaDevicesInUse, serverCertificates + more);
    }
}
