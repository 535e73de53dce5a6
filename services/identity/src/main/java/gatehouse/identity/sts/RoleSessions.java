package gatehouse.identity.sts;

import gatehouse.gateway.Call;
import gatehouse.gateway.Caller;
import gatehouse.gateway.CommonErrors;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.EffectivePolicies;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.MfaDevice;
import gatehouse.identity.iam.Role;
import gatehouse.model.sts.AssumeRoleRequest;
import gatehouse.model.sts.AssumeRoleResponse;
import gatehouse.model.sts.AssumedRoleUser;
import gatehouse.policy.Arn;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import gatehouse.store.Transaction;
import gatehouse.wire.shape.ServiceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sessions of roles.
///
/// Whether a role exists is told to nobody whom its trust policy does not allow to assume it: for a missing role the
/// same is required as for a role that trusts no one.
final class RoleSessions {
    private static final String ROLE_TYPE = "AWS::IAM::Role";

    private final EffectivePolicies policies;
    private final SessionRestriction restriction;
    private final SessionTokens tokens;
    private final Mfa mfa;

    RoleSessions(EffectivePolicies policies, SessionRestriction restriction, SessionTokens tokens, Mfa mfa) {
        this.policies = policies;
        this.restriction = restriction;
        this.tokens = tokens;
        this.mfa = mfa;
    }

    Plan<AssumeRoleResponse> assumeRole(Call call, AssumeRoleRequest in) {
        if (call.caller().principal() instanceof Principal.Root) {
            throw StsErrors.rootMayNotAssume();
        }
        RoleArn arn = RoleArn.parse(Objects.requireNonNull(in.roleArn()));
        Role role = arn.find(call.view());
        SessionTags tags = SessionTags.of(in, call.caller().session());
        boolean mfaGiven = in.serialNumber() != null || in.tokenCode() != null;
        List<Requirement> requirements = requirements(call, in, arn, role, tags);
        return Plan.require(mfaGiven ? withMfa(requirements) : requirements).commit(tx -> {
            if (role == null) {
                throw missing(call, arn);
            }
            MfaDevice used = mfa.check(call, in.serialNumber(), in.tokenCode());
            if (used != null) {
                tx.put(IamTables.MFA_DEVICES, used);
            }
            return issue(tx, call, in, role, tags, used != null);
        });
    }

    /// A code in the request is a second factor of this moment, whatever session the caller has. A wrong one is
    /// refused as such once the decision is made as if it were right.
    private static List<Requirement> withMfa(List<Requirement> requirements) {
        return requirements.stream()
                .map(each -> each.with(AssumeRoleKeys.MFA_NOW))
                .toList();
    }

    /// What is asked of the caller, all of it on the role: to assume it, and where tags or a source identity are
    /// set or handed on, to do that too. Another account's role whose trust policy says nothing of the caller is as
    /// one that is not there.
    private List<Requirement> requirements(
            Call call, AssumeRoleRequest in, RoleArn arn, @Nullable Role role, SessionTags tags) {
        List<Requirement> all = onRole(call, in, arn, role, tags);
        if (role == null || role.account().equals(call.account())) {
            return all;
        }
        List<Requirement> missing = onRole(call, in, arn, null, tags);
        for (int i = 0; i < all.size(); i++) {
            all.set(i, all.get(i).orAs(new Requirement.Unknown(missing.get(i), missing(call, arn))));
        }
        return all;
    }

    private List<Requirement> onRole(
            Call call, AssumeRoleRequest in, RoleArn arn, @Nullable Role role, SessionTags tags) {
        Resource resource = new Resource(
                arn.value(),
                arn.account(),
                role == null ? null : policies.trust(role),
                ResourcePolicyRole.TRUST,
                role == null ? Map.of() : role.tags(),
                ROLE_TYPE,
                null);
        String sourceIdentity = AssumeRoleKeys.sourceIdentity(in, call.caller().session());
        AssumeRoleKeys keys = new AssumeRoleKeys(in, tags, role, sourceIdentity);
        List<Requirement> all = new ArrayList<>(3);
        all.add(Requirement.of("sts:AssumeRole", resource).with(keys));
        if (!tags.isEmpty()) {
            all.add(Requirement.of("sts:TagSession", resource).with(keys));
        }
        if (sourceIdentity != null) {
            all.add(Requirement.of("sts:SetSourceIdentity", resource).with(keys));
        }
        return all;
    }

    private AssumeRoleResponse issue(
            Transaction tx, Call call, AssumeRoleRequest in, Role role, SessionTags tags, boolean mfaGiven) {
        checkSourceIdentity(call.caller().session(), in);
        tags.check();
        SessionPolicies restricting = restriction.of(tx, in, role.account());
        int packedPercent = Math.max(SessionRestriction.packedPercent(restricting), tags.packedPercent());
        String sourceIdentity = AssumeRoleKeys.sourceIdentity(in, call.caller().session());
        Instant from = call.now().truncatedTo(ChronoUnit.SECONDS);
        Caller.Session session = new Caller.Session(
                from,
                from.plusSeconds(seconds(call.caller(), in, role)),
                mfaGiven ? from : null,
                restricting == null ? null : restricting.documents(),
                restricting == null ? List.of() : restricting.managed(),
                sourceIdentity,
                tags.all(),
                tags.transitiveKeys());
        String name = Objects.requireNonNull(in.roleSessionName());
        SessionTokens.Issued issued = tokens.issue(
                tx,
                new SessionFacts(SessionFacts.Kind.ROLE, role.account(), role.roleId(), role.name(), name, session));
        return AssumeRoleResponse.builder()
                .credentials(PrincipalSessions.credentials(issued, session.expiresAt()))
                .assumedRoleUser(assumedRoleUser(role, name))
                .packedPolicySize(restricting == null && tags.isEmpty() ? null : packedPercent)
                .sourceIdentity(sourceIdentity)
                .build();
    }

    private static AssumedRoleUser assumedRoleUser(Role role, String sessionName) {
        return AssumedRoleUser.builder()
                .assumedRoleId(role.roleId() + ":" + sessionName)
                .arn(Arn.of("sts", "", role.account(), "assumed-role/" + role.name() + "/" + sessionName)
                        .toString())
                .build();
    }

    private static int seconds(Caller caller, AssumeRoleRequest in, Role role) {
        Integer requested = in.durationSeconds();
        int seconds = requested == null ? StsLimits.ROLE_SESSION_SECONDS_DEFAULT : requested;
        boolean chained = caller.principal() instanceof Principal.Session;
        if (chained && seconds > StsLimits.CHAINED_SESSION_SECONDS_MAX) {
            throw StsErrors.validation(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        if (seconds > role.maxSessionSeconds()) {
            throw StsErrors.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }

    private static void checkSourceIdentity(Caller.@Nullable Session calling, AssumeRoleRequest in) {
        String inherited = calling == null ? null : calling.sourceIdentity();
        String requested = in.sourceIdentity();
        if (inherited != null && requested != null && !requested.equals(inherited)) {
            throw CommonErrors.accessDenied("The source identity is already set for this assume role session");
        }
    }

    /// Reached only if policies allowed to assume a role that is not there, which a trust policy cannot.
    private static ServiceException missing(Call call, RoleArn arn) {
        return CommonErrors.accessDenied("User: " + call.caller().principal().arn()
                + " is not authorized to perform: sts:AssumeRole on resource: " + arn.value());
    }
}
