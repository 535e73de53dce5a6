package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.identity.iam.ReportedEntities.ReportedEntity;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.PolicyKind;
import gatehouse.store.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a report of last access is about: the services that its permissions policies allow, and the users and roles
/// that can use them through it.
record ReportSubject(AllowedServices services, List<ReportedEntity> entities) {
    /// Finds subjects by their ARNs.
    record Finder(
            SimulatedPrincipals principals,
            ManagedPolicies policies,
            PolicyCatalogue catalogue,
            EffectivePolicies effective) {

        /// The call's own action on that subject, whether or not there is one.
        ///
        /// @throws gatehouse.model.iam.InvalidInputException where it is the ARN of no such thing
        Requirement require(Call call, String arn) {
            return PolicyCatalogue.accountOf(arn) == null
                    ? principals.source(call, arn).requirement()
                    : policies.requireRead(call, arn);
        }

        /// @throws gatehouse.model.iam.NoSuchEntityException where there is no such subject
        ReportSubject find(View view, String account, String arn) {
            if (PolicyCatalogue.accountOf(arn) != null) {
                return ofPolicy(view, account, arn);
            }
            PolicyHolder<?> holder = SimulatedPrincipals.find(view, account, arn);
            return switch (holder) {
                case User user -> of(effective.ofUser(view, user), List.of(user));
                case Role role -> of(effective.ofRole(view, role), List.of(role));
                case Group group -> of(effective.ofGroup(view, group), GroupMembers.of(view, group));
            };
        }

        private ReportSubject ofPolicy(View view, String account, String arn) {
            if (!catalogue.isUsable(view, account, arn)) {
                throw IamErrors.noSuchPolicy(arn);
            }
            Attachments attachments = new Attachments(view, account, arn);
            Map<String, PolicyHolder<?>> users = new LinkedHashMap<>();
            attachments.users().forEach(user -> users.put(user.userId(), user));
            for (Group group : attachments.groups()) {
                GroupMembers.of(view, group).forEach(user -> users.put(user.userId(), user));
            }
            attachments.roles().forEach(role -> users.put(role.roleId(), role));
            return of(List.of(effective.managed(view, arn, PolicyKind.IDENTITY)), List.copyOf(users.values()));
        }

        private static ReportSubject of(List<AttachedPolicy> policies, List<? extends PolicyHolder<?>> users) {
            return new ReportSubject(
                    new AllowedServices(policies.stream()
                            .flatMap(each -> each.policy().document().statements().stream())
                            .toList()),
                    users.stream().map(ReportedEntity::of).toList());
        }
    }
}
