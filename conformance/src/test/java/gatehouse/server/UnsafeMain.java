package gatehouse.server;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.server.ServerSettings.Lifetime;
import gatehouse.server.tls.TlsSetting;
import gatehouse.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A server that answers before its commits are on disk: what a test of the sync must catch. Its arguments are the
/// data folder, and the root user's access key id and secret.
public final class UnsafeMain {
    private UnsafeMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path data = Path.of(args[0]);
        ServerSettings settings = new ServerSettings(
                data,
                RootKeySetting.ofFile(data.resolve("root.key")),
                "127.0.0.1",
                0,
                "111122223333",
                new ChosenCredentials(args[1], args[2]),
                Lifetime.KEPT,
                HttpLimits.DEFAULT,
                new TlsSetting.Off(),
                Map.of(),
                List.of(),
                XksSettings.NONE);
        try (GatehouseServer server =
                GatehouseServer.start(settings, StoreSettings.lasting().unsafeWithoutSync())) {
            System.out.println("  endpoint  " + server.endpoint());
            new CountDownLatch(1).await();
        }
    }
}
