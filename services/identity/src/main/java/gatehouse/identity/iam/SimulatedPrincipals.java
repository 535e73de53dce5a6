package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.model.iam.InvalidInputException;
import gatehouse.policy.PolicyKind;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Users, groups and roles whose policies are simulated, with the documents as they were written.
final class SimulatedPrincipals {
    private static final Pattern ENTITY =
            Pattern.compile("arn:aws:iam::([0-9]{12}):(user|group|role)/(?:[!-~]*/)?([\\w+=,.@-]+)");

    private final PolicyCatalogue catalogue;

    SimulatedPrincipals(PolicyCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// The entity with that ARN in the caller's account.
    ///
    /// @throws gatehouse.model.iam.InvalidInputException where it is no such ARN
    /// @throws gatehouse.model.iam.NoSuchEntityException where it is another account's
    Source source(Call call, String arn) {
        if (!ENTITY.matcher(arn).matches()) {
            throw new InvalidInputException(
                    "Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
        }
        Matcher entity = match(call.account(), arn);
        return new Source(call, entity.group(3), entities(entity));
    }

    /// The entity with that ARN in that account, for work outside of a call.
    ///
    /// @throws gatehouse.model.iam.NoSuchEntityException where there is none
    static PolicyHolder<?> find(View view, String account, String arn) {
        Matcher entity = match(account, arn);
        Entities<?> entities = entities(entity);
        PolicyHolder<?> found = entities.find(view, account, entity.group(3));
        if (found == null) {
            throw IamErrors.noSuch(entities.type(), entity.group(3));
        }
        return found;
    }

    /// The account of a user's, group's or role's ARN; null where it is none.
    static @Nullable String accountOf(String arn) {
        Matcher entity = ENTITY.matcher(arn);
        return entity.matches() ? entity.group(1) : null;
    }

    private static Matcher match(String account, String arn) {
        Matcher entity = ENTITY.matcher(arn);
        if (!entity.matches()) {
            throw IamErrors.invalidArn(arn);
        }
        if (!entity.group(1).equals(account)) {
            throw IamErrors.noSuch(entities(entity).type(), entity.group(3));
        }
        return entity;
    }

    private static Entities<?> entities(Matcher entity) {
        return switch (entity.group(2)) {
            case "user" -> Entities.USERS;
            case "group" -> Entities.GROUPS;
            default -> Entities.ROLES;
        };
    }

    /// An entity by its name.
    final class Source {
        private final Call call;
        private final String name;
        private final Entities<?> entities;

        private Source(Call call, String name, Entities<?> entities) {
            this.call = call;
            this.name = name;
            this.entities = entities;
        }

        Requirement requirement() {
            return entities.require(call, name);
        }

        /// The entity's own policies, and those of a user's groups, each once.
        List<SimulatedPolicy> policies(Transaction tx) {
            List<SimulatedPolicy> policies = new ArrayList<>();
            Set<String> attached = new LinkedHashSet<>();
            for (PolicyHolder<?> holder : holders(tx)) {
                holder.inlinePolicies()
                        .forEach((policyName, document) -> policies.add(
                                SimulatedPolicy.of(inlineId(holder, policyName), document, PolicyKind.IDENTITY)));
                attached.addAll(holder.attachedPolicies());
            }
            attached.forEach(arn -> policies.add(managed(tx, arn, PolicyKind.IDENTITY)));
            return policies;
        }

        /// The entity, and a user's groups behind it.
        List<PolicyHolder<?>> holders(Transaction tx) {
            PolicyHolder<?> holder = entities.demand(tx, call, name);
            List<PolicyHolder<?>> holders = new ArrayList<>(List.of(holder));
            if (holder instanceof User user) {
                for (String group : user.groups()) {
                    Group in = Entities.GROUPS.find(tx, call.account(), group);
                    if (in != null) {
                        holders.add(in);
                    }
                }
            }
            return holders;
        }

        /// The entity's permissions boundary, null for none.
        @Nullable
        SimulatedPolicy boundary(Transaction tx) {
            String arn = entities.demand(tx, call, name).permissionsBoundary();
            return arn == null ? null : managed(tx, arn, PolicyKind.BOUNDARY);
        }

        /// What the simulator calls an inline policy.
        private static String inlineId(PolicyHolder<?> holder, String policyName) {
            String kind = switch (holder) {
                case User _ -> "user";
                case Group _ -> "group";
                case Role _ -> "role";
            };
            return kind + "_" + holder.name() + "_" + policyName;
        }

        private SimulatedPolicy managed(View view, String arn, PolicyKind kind) {
            ManagedPolicy policy = catalogue.find(view, arn);
            if (policy == null) {
                throw IamErrors.noSuchPolicy(arn);
            }
            return SimulatedPolicy.of(policy.name(), policy.defaultDocument(), kind);
        }
    }
}
