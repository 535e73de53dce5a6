package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.DeactivateMFADeviceRequest;
import gatehouse.model.iam.DeactivateMFADeviceResponse;
import gatehouse.model.iam.EnableMFADeviceRequest;
import gatehouse.model.iam.EnableMFADeviceResponse;
import gatehouse.model.iam.GetMFADeviceRequest;
import gatehouse.model.iam.GetMFADeviceResponse;
import gatehouse.model.iam.ListMFADevicesRequest;
import gatehouse.model.iam.ListMFADevicesResponse;
import gatehouse.model.iam.MFADevice;
import gatehouse.model.iam.ResyncMFADeviceRequest;
import gatehouse.model.iam.ResyncMFADeviceResponse;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The MFA devices of users.
final class MfaDevices {
    private final IamParts parts;
    private final MfaCodes codes;

    MfaDevices(IamParts parts) {
        this.parts = parts;
        this.codes = new MfaCodes(parts.sealer());
    }

    static List<MfaDevice> of(View view, User user) {
        return view.all(IamTables.MFA_DEVICES, IamTables.MFA_DEVICES_BY_USER, IamTables.uniqueId(user.userId()));
    }

    /// Gives a device to a user who shows two codes of it, one after the other.
    Plan<EnableMFADeviceResponse> enable(Call call, EnableMFADeviceRequest in) {
        String name = requireNonNull(in.userName());
        String serialNumber = requireNonNull(in.serialNumber());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, name);
            MfaDevice device = VirtualMfaDevices.demand(tx, call, serialNumber);
            if (device.userId() != null) {
                throw IamErrors.mfaDeviceAssigned();
            }
            parts.limits().check(Quota.MFA_DEVICES_PER_USER, of(tx, user).size() + 1L);
            MfaDevice known = codes.synchronize(device, in.authenticationCode1(), in.authenticationCode2(), call.now());
            tx.put(
                    IamTables.MFA_DEVICES,
                    known.enabled(user.userId(), call.now().truncatedTo(ChronoUnit.SECONDS)));
            tx.put(
                    IamTables.CREDENTIAL_COUNTS,
                    CredentialCounts.of(tx, call.account()).plusMfaDevicesInUse(1));
            return new EnableMFADeviceResponse();
        });
    }

    Plan<ResyncMFADeviceResponse> resync(Call call, ResyncMFADeviceRequest in) {
        String name = requireNonNull(in.userName());
        String serialNumber = requireNonNull(in.serialNumber());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            MfaDevice device = demand(tx, call, name, serialNumber);
            tx.put(
                    IamTables.MFA_DEVICES,
                    codes.synchronize(device, in.authenticationCode1(), in.authenticationCode2(), call.now()));
            return new ResyncMFADeviceResponse();
        });
    }

    Plan<DeactivateMFADeviceResponse> deactivate(Call call, DeactivateMFADeviceRequest in) {
        String name = Callers.userName(call, in.userName());
        String serialNumber = requireNonNull(in.serialNumber());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            MfaDevice device = demand(tx, call, name, serialNumber);
            tx.put(IamTables.MFA_DEVICES, device.deactivated());
            tx.put(
                    IamTables.CREDENTIAL_COUNTS,
                    CredentialCounts.of(tx, call.account()).plusMfaDevicesInUse(-1));
            return new DeactivateMFADeviceResponse();
        });
    }

    /// A root user who names no user asks for its own devices: it can have none here, as IAM enables only users'.
    Plan<ListMFADevicesResponse> list(Call call, ListMFADevicesRequest in) {
        if (in.userName() == null && call.caller().principal() instanceof Principal.Root root) {
            return Plan.require(Requirement.of(Entities.action(call), Resource.of(root.arn(), root.account())))
                    .reply(() -> answer(Paging.of(in.marker(), in.maxItems()).list(List.of())));
        }
        String name = Callers.userName(call, in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, name);
            Slice<MfaDevice> page = Paging.of(in.marker(), in.maxItems()).list(of(tx, user), MfaDevice::serialNumber);
            return answer(page.each(device -> MFADevice.builder()
                    .userName(user.name())
                    .serialNumber(device.serialNumber())
                    .enableDate(device.enableDate())
                    .build()));
        });
    }

    private static ListMFADevicesResponse answer(Slice<MFADevice> page) {
        return ListMFADevicesResponse.builder()
                .mfaDevices(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    Plan<GetMFADeviceResponse> get(Call call, GetMFADeviceRequest in) {
        String name = Callers.userName(call, in.userName());
        String serialNumber = requireNonNull(in.serialNumber());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            MfaDevice device = demand(tx, call, name, serialNumber);
            return GetMFADeviceResponse.builder()
                    .userName(Entities.USERS.demand(tx, call, name).name())
                    .serialNumber(device.serialNumber())
                    .enableDate(device.enableDate())
                    .build();
        });
    }

    /// The device of that user.
    ///
    /// @throws gatehouse.model.iam.NoSuchEntityException where either is unknown, or it is not the user's
    private static MfaDevice demand(View view, Call call, String userName, String serialNumber) {
        User user = Entities.USERS.demand(view, call, userName);
        MfaDevice device = VirtualMfaDevices.demand(view, call, serialNumber);
        if (!user.userId().equals(device.userId())) {
            throw IamErrors.noSuch("MFA Device invalid for user.");
        }
        return device;
    }
}
