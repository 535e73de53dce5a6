package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.AssignmentStatusType;
import gatehouse.model.iam.CreateVirtualMFADeviceRequest;
import gatehouse.model.iam.CreateVirtualMFADeviceResponse;
import gatehouse.model.iam.DeleteVirtualMFADeviceRequest;
import gatehouse.model.iam.DeleteVirtualMFADeviceResponse;
import gatehouse.model.iam.ListMFADeviceTagsRequest;
import gatehouse.model.iam.ListMFADeviceTagsResponse;
import gatehouse.model.iam.ListVirtualMFADevicesRequest;
import gatehouse.model.iam.ListVirtualMFADevicesResponse;
import gatehouse.model.iam.TagMFADeviceRequest;
import gatehouse.model.iam.TagMFADeviceResponse;
import gatehouse.model.iam.UntagMFADeviceRequest;
import gatehouse.model.iam.UntagMFADeviceResponse;
import gatehouse.model.iam.VirtualMFADevice;
import gatehouse.store.View;
import gatehouse.wire.shape.Blob;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Virtual MFA devices, whoever has them: they are made, listed, tagged and deleted here.
final class VirtualMfaDevices {
    private static final String TRAIL_TYPE = "AWS::IAM::VirtualMFADevice";

    private final IamParts parts;

    VirtualMfaDevices(IamParts parts) {
        this.parts = parts;
    }

    Plan<CreateVirtualMFADeviceResponse> create(Call call, CreateVirtualMFADeviceRequest in) {
        String name = requireNonNull(in.virtualMFADeviceName());
        String serialNumber = arn(call, requireNonNullElse(in.path(), "/") + name);
        call.notes().lookup(serialNumber, TRAIL_TYPE);
        Requirement create = Requirement.of(Entities.action(call), Resource.of(serialNumber, call.account()))
                .with(IamKeys.requestTags(in.tags()));
        return Plan.require(EntityTags.alsoTagging(create, "iam:TagMFADevice", in.tags()))
                .compute(() -> MfaSeed.next(parts.entropy()))
                .commit((tx, seed) -> {
                    if (find(tx, call, serialNumber) != null) {
                        throw IamErrors.mfaDeviceExists();
                    }
                    Map<String, String> tags = Tags.plus(Map.of(), requireNonNullElse(in.tags(), List.of()));
                    parts.limits().check(Quota.TAGS_PER_MFA_DEVICE, tags.size());
                    CredentialCounts counts =
                            CredentialCounts.of(tx, call.account()).plusMfaDevices(1);
                    parts.limits().check(Quota.VIRTUAL_MFA_DEVICES_PER_ACCOUNT, counts.mfaDevices());
                    tx.put(IamTables.CREDENTIAL_COUNTS, counts);
                    byte[] sealed = parts.sealer().seal(seed.bytes(), MfaDevice.sealedFor(serialNumber));
                    tx.put(
                            IamTables.MFA_DEVICES,
                            new MfaDevice(call.account(), serialNumber, sealed, null, null, 0, 0, tags));
                    return CreateVirtualMFADeviceResponse.builder()
                            .virtualMFADevice(VirtualMFADevice.builder()
                                    .serialNumber(serialNumber)
                                    .base32StringSeed(Blob.owning(seed.revealBase32()))
                                    .qrCodePNG(Blob.owning(seed.revealQrCode(name, call.account())))
                                    .tags(Tags.shape(tags))
                                    .build())
                            .build();
                });
    }

    Plan<DeleteVirtualMFADeviceResponse> delete(Call call, DeleteVirtualMFADeviceRequest in) {
        String serialNumber = requireNonNull(in.serialNumber());
        return Plan.require(require(call, serialNumber)).commit(tx -> {
            MfaDevice device = demand(tx, call, serialNumber);
            if (device.userId() != null) {
                throw IamErrors.mfaDeviceInUse();
            }
            tx.put(
                    IamTables.CREDENTIAL_COUNTS,
                    CredentialCounts.of(tx, call.account()).plusMfaDevices(-1));
            tx.delete(IamTables.MFA_DEVICES, IamTables.named(call.account(), device.serialNumber()));
            return new DeleteVirtualMFADeviceResponse();
        });
    }

    Plan<ListVirtualMFADevicesResponse> list(Call call, ListVirtualMFADevicesRequest in) {
        boolean assigned = !AssignmentStatusType.UNASSIGNED.equals(in.assignmentStatus());
        boolean unassigned = !AssignmentStatusType.ASSIGNED.equals(in.assignmentStatus());
        return Plan.require(Requirement.of(Entities.action(call), Resource.of(arn(call, "/"), call.account())))
                .commit(tx -> {
                    Slice<MfaDevice> page = Paging.of(in.marker(), in.maxItems())
                            .rows(
                                    (after, limit) -> tx.scan(
                                            IamTables.MFA_DEVICES, IamTables.inAccount(call.account()), after, limit),
                                    device -> device.userId() == null ? unassigned : assigned);
                    return ListVirtualMFADevicesResponse.builder()
                            .virtualMFADevices(page.map(device -> shape(tx, device)))
                            .isTruncated(page.isTruncated())
                            .marker(page.marker())
                            .build();
                });
    }

    Plan<TagMFADeviceResponse> tag(Call call, TagMFADeviceRequest in) {
        String serialNumber = requireNonNull(in.serialNumber());
        return Plan.require(require(call, serialNumber).with(IamKeys.requestTags(in.tags())))
                .commit(tx -> {
                    MfaDevice device = demand(tx, call, serialNumber);
                    Map<String, String> tags = Tags.plus(device.tags(), requireNonNull(in.tags()));
                    parts.limits().check(Quota.TAGS_PER_MFA_DEVICE, tags.size());
                    tx.put(IamTables.MFA_DEVICES, device.withTags(tags));
                    return new TagMFADeviceResponse();
                });
    }

    Plan<UntagMFADeviceResponse> untag(Call call, UntagMFADeviceRequest in) {
        String serialNumber = requireNonNull(in.serialNumber());
        List<String> keys = requireNonNull(in.tagKeys());
        return Plan.require(require(call, serialNumber).with(IamKeys.tagKeys(keys)))
                .commit(tx -> {
                    MfaDevice device = demand(tx, call, serialNumber);
                    tx.put(IamTables.MFA_DEVICES, device.withTags(Tags.minus(device.tags(), keys)));
                    return new UntagMFADeviceResponse();
                });
    }

    Plan<ListMFADeviceTagsResponse> listTags(Call call, ListMFADeviceTagsRequest in) {
        String serialNumber = requireNonNull(in.serialNumber());
        return Plan.require(require(call, serialNumber)).commit(tx -> {
            Slice<Map.Entry<String, String>> page =
                    EntityTags.page(demand(tx, call, serialNumber).tags(), Paging.of(in.marker(), in.maxItems()));
            return ListMFADeviceTagsResponse.builder()
                    .tags(page.map(Tags::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    static @Nullable MfaDevice find(View view, Call call, String serialNumber) {
        return view.get(IamTables.MFA_DEVICES, IamTables.named(call.account(), serialNumber));
    }

    /// @throws gatehouse.model.iam.NoSuchEntityException where the account has none of that serial number
    static MfaDevice demand(View view, Call call, String serialNumber) {
        MfaDevice device = find(view, call, serialNumber);
        if (device == null) {
            throw IamErrors.noSuch("MFA Device with serial number " + serialNumber + " does not exist.");
        }
        return device;
    }

    private static Requirement require(Call call, String serialNumber) {
        call.notes().lookup(serialNumber, TRAIL_TYPE);
        MfaDevice device = find(call.view(), call, serialNumber);
        String arn = serialNumber.startsWith("arn:") ? serialNumber : arn(call, "/" + serialNumber);
        Resource resource = Resource.of(device == null ? arn : device.serialNumber(), call.account());
        return Requirement.of(Entities.action(call), device == null ? resource : resource.withTags(device.tags()));
    }

    private static String arn(Call call, String pathAndName) {
        return "arn:aws:iam::" + call.account() + ":mfa" + pathAndName;
    }

    /// Without tags, which AWS leaves out of lists.
    private static VirtualMFADevice shape(View view, MfaDevice device) {
        User user = owner(view, device);
        return VirtualMFADevice.builder()
                .serialNumber(device.serialNumber())
                .user(user == null ? null : Answers.listed(user))
                .enableDate(device.enableDate())
                .build();
    }

    private static @Nullable User owner(View view, MfaDevice device) {
        String userId = device.userId();
        return userId == null
                ? null
                : view.scan(IamTables.USERS, IamTables.USERS_BY_ID, IamTables.uniqueId(userId), null, 1)
                        .items()
                        .getFirst();
    }
}
