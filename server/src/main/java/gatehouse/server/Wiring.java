package gatehouse.server;

import gatehouse.audit.cloudtrail.CloudTrailLimits;
import gatehouse.audit.cloudtrail.CloudTrailService;
import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.Gateway;
import gatehouse.gateway.GatewayParts;
import gatehouse.gateway.PastCalls;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Service;
import gatehouse.identity.Accounts;
import gatehouse.identity.IdentityDirectory;
import gatehouse.identity.LastUsed;
import gatehouse.identity.LongTermKeys;
import gatehouse.identity.Sessions;
import gatehouse.identity.iam.AwsManagedPolicies;
import gatehouse.identity.iam.EffectivePolicies;
import gatehouse.identity.iam.ExistingPrincipals;
import gatehouse.identity.iam.IamLimits;
import gatehouse.identity.iam.IamParts;
import gatehouse.identity.iam.IamPorts;
import gatehouse.identity.iam.IamService;
import gatehouse.identity.iam.IamSweep;
import gatehouse.identity.iam.MfaCodes;
import gatehouse.identity.iam.PolicyCache;
import gatehouse.identity.iam.PolicyCatalogue;
import gatehouse.identity.iam.SealedIamTables;
import gatehouse.identity.sts.SessionTokens;
import gatehouse.identity.sts.StsService;
import gatehouse.identity.sts.TokenKeys;
import gatehouse.keys.cloudhsm.CloudHsmLimits;
import gatehouse.keys.cloudhsm.CloudHsmService;
import gatehouse.keys.cloudhsm.CloudHsmSweep;
import gatehouse.keys.kms.KmsLimits;
import gatehouse.keys.kms.KmsParts;
import gatehouse.keys.kms.KmsService;
import gatehouse.keys.kms.KmsSweep;
import gatehouse.keys.kms.store.CustomKeyStores;
import gatehouse.keys.kms.xks.XksClient;
import gatehouse.model.Catalogue;
import gatehouse.ports.DelegationPartners;
import gatehouse.ports.KnownService;
import gatehouse.ports.Organizations;
import gatehouse.ports.Principals;
import gatehouse.ports.SealedTable;
import gatehouse.server.admin.AdminService;
import gatehouse.server.admin.AdminService.AdminParts;
import gatehouse.server.admin.AdminService.EphemeralControls;
import gatehouse.server.admin.RootKeyControl;
import gatehouse.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Builds every part and hands it what it needs, with plain constructors. A new service is one more line in
/// the constructor.
final class Wiring {
    /// Free space below which only reads and deletions are served.
    private static final long DISK_RESERVE_BYTES = 256L << 20;

    private final Store store;
    private final InstantSource clock;
    private final Accounts accounts;
    private final LastUsed lastUsed;
    private final TokenKeys tokenKeys;
    private final LongTermKeys longTermKeys;
    private final KmsService kms;
    private final KmsSweep kmsSweep;
    private final IamSweep iamSweep;
    private final CloudHsmSweep cloudHsmSweep;
    private final List<Service> services;
    private final Gateway gateway;

    /// Every table that holds sealed secrets.
    static final List<SealedTable<?>> SEALED = Stream.of(
                    SealedIamTables.ALL, TokenKeys.SEALED, KmsService.sealedTables())
            .flatMap(List::stream)
            .toList();

    Wiring(ServerSettings settings, Foundation foundation, EphemeralControls controls, RootKeyControl rootKey) {
        this.store = foundation.store();
        this.clock = foundation.clock();
        Sealer sealer = foundation.sealer();
        Entropy entropy = foundation.entropy();
        SecurityLog securityLog = foundation.securityLog();
        this.accounts = new Accounts(sealer, entropy);
        this.lastUsed = new LastUsed(store);

        PolicyCache compiled = new PolicyCache();
        PolicyCatalogue catalogue = new PolicyCatalogue(AwsManagedPolicies.load());
        EffectivePolicies policies = new EffectivePolicies(compiled, catalogue);
        Principals principals = new ExistingPrincipals();
        this.tokenKeys = new TokenKeys(sealer, entropy);
        this.longTermKeys = new LongTermKeys(sealer);
        SessionTokens tokens = new SessionTokens(tokenKeys, entropy, store::epoch);
        IdentityDirectory identities =
                new IdentityDirectory(longTermKeys, new Sessions(tokens), policies, compiled, lastUsed);

        PastCalls calls = new PastCalls(store.log());
        CloudHsmService cloudHsm = new CloudHsmService(settings.hsms(), principals, entropy, CloudHsmLimits.DEFAULTS);
        this.cloudHsmSweep = cloudHsm.sweep(store);
        CustomKeyStores stores = new CustomKeyStores(
                cloudHsm.clusters(),
                new XksClient(settings.xks(), foundation.wallClock()),
                KmsService::hasKeys,
                sealer,
                entropy);
        this.kms = new KmsService(new KmsParts(store, sealer, entropy, principals, calls, stores), KmsLimits.DEFAULTS);
        this.kmsSweep = kms.sweep();
        IamService iam = new IamService(
                new IamParts(sealer, entropy, new IamLimits(settings.quotas()), principals, catalogue),
                new IamPorts(
                        calls,
                        Catalogue.SERVICES.stream().map(KnownService::of).toList(),
                        Organizations.NONE,
                        DelegationPartners.NONE,
                        // No service that is built needs the roles that are linked to it.
                        (view, account, service, roleArn) -> List.of()));
        this.iamSweep = iam.sweep(store);
        this.services = withUnbuilt(
                foundation.beside(),
                iam.service(),
                new StsService(tokens, policies, catalogue, new MfaCodes(sealer)).service(),
                kms.service(),
                cloudHsm.service(),
                new CloudTrailService(store.log()).service(),
                new AdminService(
                                new AdminParts(
                                        settings.account(),
                                        settings.lifetime(),
                                        accounts,
                                        store,
                                        securityLog,
                                        controls),
                                rootKey)
                        .service());
        this.gateway = new Gateway(
                new GatewayParts(
                        store, identities, entropy, clock, foundation.wallClock(), securityLog, DISK_RESERVE_BYTES),
                services);
    }

    /// These services, and behind them those that are listed in `services.txt` and not built yet.
    private static List<Service> withUnbuilt(List<Service> beside, Service... built) {
        List<Service> all = new ArrayList<>(List.of(built));
        all.addAll(beside);
        Set<String> there =
                all.stream().map(each -> each.metadata().serviceId()).collect(Collectors.toSet());
        for (int i = 0; i < Catalogue.SERVICES.size(); i++) {
            int index = i;
            if (!there.contains(Catalogue.SERVICES.get(i).serviceId())) {
                all.add(Service.unbuilt(Catalogue.SERVICES.get(i), () -> Catalogue.model(index)));
            }
        }
        return List.copyOf(all);
    }

    /// What every part stands on.
    record Foundation(
            Store store,
            Sealer sealer,
            Entropy entropy,
            InstantSource clock,
            InstantSource wallClock,
            SecurityLog securityLog,
            List<Service> beside) {}

    Accounts accounts() {
        return accounts;
    }

    List<Service> services() {
        return services;
    }

    Gateway gateway() {
        return gateway;
    }

    /// Writes what was only noted so far.
    void flush() {
        lastUsed.flush();
    }

    /// Erases what was opened, or lets go of it. No request is under way any more.
    void forgetSecrets() {
        kms.forgetOpened();
        tokenKeys.erase();
        longTermKeys.forget();
    }

    /// Does what has become due by the services' clock.
    void doWhatIsDue() {
        kmsSweep.run(clock.instant());
        cloudHsmSweep.run(clock.instant());
        endWhatCallsBegan();
    }

    /// Does what calls of IAM only began.
    void endWhatCallsBegan() {
        iamSweep.run(clock.instant());
    }

    /// Lets go of events that are older than the event history shows.
    void retain() {
        store.log().retain(clock.instant().minus(CloudTrailLimits.RETENTION));
    }
}
