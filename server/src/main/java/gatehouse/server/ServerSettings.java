package gatehouse.server;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.identity.iam.Quota;
import gatehouse.keys.cloudhsm.HsmToken;
import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.server.tls.TlsSetting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operator decides about a server.
///
/// `data` is the folder of everything that is kept; an ephemeral server has a temporary one and removes it.
/// `rootKey` tells where the root key comes from. `rootCredentials` are the operator's own choice for the root's
/// access key, null where the server makes one. `quotas` holds those that are not AWS's defaults; `hsms` are the tokens
/// that clusters may stand on; `xks` names the external key store proxies that may be called.
public record ServerSettings(
        Path data,
        RootKeySetting rootKey,
        String host,
        int port,
        String account,
        @Nullable ChosenCredentials rootCredentials,
        Lifetime lifetime,
        HttpLimits limits,
        TlsSetting tls,
        Map<Quota, Integer> quotas,
        List<HsmToken> hsms,
        XksSettings xks) {
    public ServerSettings {
        quotas = Map.copyOf(quotas);
        hsms = List.copyOf(hsms);
    }

    /// Whether data outlive the server.
    public enum Lifetime {
        KEPT,
        EPHEMERAL
    }

    /// An access key that the operator chose.
    public record ChosenCredentials(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return "ChosenCredentials[" + accessKeyId + "]";
        }
    }
}
