package gatehouse.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.Gateway;
import gatehouse.gateway.GatewayParts;
import gatehouse.gateway.Judgements;
import gatehouse.gateway.Plan;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Service;
import gatehouse.model.kms.Kms;
import gatehouse.model.kms.ListKeysResponse;
import gatehouse.store.Store;
import gatehouse.store.StoreSettings;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import gatehouse.store.rocks.RocksStore;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.sigv4.Signer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepCallTest {
    @TempDir
    Path folder;

    /// A library that follows what a client nested may end so. Whoever finds such a place must not be able to call
    /// without a record.
    @Test
    void aCallThatEndsTheStackIsAnsweredAndRecorded() throws Exception {
        SystemEntropy entropy = new SystemEntropy();
        TestIdentities identities = new TestIdentities();
        TestClock clock = new TestClock();
        try (Store store = RocksStore.open(
                folder.resolve("store"), StoreSettings.temporary().unsafeWithoutSync(), clock, entropy)) {
            Service service = Service.of(Kms.MODEL, "kms", ConstraintProfile.JSON)
                    .on(
                            Kms.LIST_KEYS,
                            (call, _) -> Plan.require(KmsActions.onAny(call, "kms:ListKeys"))
                                    .reply(() -> endless(0)))
                    .build();
            SecurityLog securityLog = new SecurityLog(InstantSource.system());
            Gateway gateway = new Gateway(
                    new GatewayParts(store, identities, entropy, clock, InstantSource.system(), securityLog, 0),
                    List.of(service));
            String root = identities.root(KmsFixture.ACCOUNT);

            HttpResponse response = gateway.handle(Signer.sign(
                    KmsFixture.request("TrentService.ListKeys", "{}"),
                    new Signer.Credentials(root, TestIdentities.SECRET, null),
                    KmsFixture.REGION,
                    "kms",
                    InstantSource.system().instant()));

            assertThat(response.status()).isEqualTo(500);
            EventLog.Found found = store.log()
                    .find(new EventLog.Query(
                            KmsFixture.ACCOUNT,
                            KmsFixture.REGION,
                            new LogEntry.Attribute("EventName", "ListKeys"),
                            null,
                            null,
                            null,
                            1));
            assertThat(found.entries()).hasSize(1);
            assertThat(Judgements.record(found.entries().getFirst().body())).contains("\"errorCode\"");
        }
    }

    /// No stack is as deep as that.
    private static ListKeysResponse endless(int depth) {
        return depth < Integer.MAX_VALUE
                ? endless(depth + 1)
                : ListKeysResponse.builder().build();
    }
}
