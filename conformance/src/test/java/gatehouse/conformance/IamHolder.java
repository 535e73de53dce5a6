package gatehouse.conformance;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/// Users, groups and roles as far as they are the same: they are made, have policies, and are deleted.
sealed interface IamHolder {
    String word();

    void make(String name);

    void delete(String name);

    void put(String name, String policy, String document);

    /// URL-encoded.
    String document(String name, String policy);

    List<String> inline(String name);

    void drop(String name, String policy);

    void attach(String name, String arn);

    List<AttachedPolicy> attached(String name);

    void detach(String name, String arn);

    static Stream<IamHolder> all(IamClient iam) {
        return Stream.of(new Users(iam), new Groups(iam), new Roles(iam));
    }

    /// Takes away all policies.
    default void strip(String name) {
        inline(name).forEach(policy -> drop(name, policy));
        attached(name).forEach(policy -> detach(name, policy.policyArn()));
    }

    record Users(IamClient iam) implements IamHolder {
        @Override
        public String word() {
            return "user";
        }

        @Override
        public void make(String name) {
            iam.createUser(in -> in.userName(name));
        }

        @Override
        public void delete(String name) {
            iam.deleteUser(in -> in.userName(name));
        }

        @Override
        public void put(String name, String policy, String document) {
            iam.putUserPolicy(in -> in.userName(name).policyName(policy).policyDocument(document));
        }

        @Override
        public String document(String name, String policy) {
            return iam.getUserPolicy(in -> in.userName(name).policyName(policy)).policyDocument();
        }

        @Override
        public List<String> inline(String name) {
            return iam.listUserPoliciesPaginator(in -> in.userName(name)).policyNames().stream()
                    .toList();
        }

        @Override
        public void drop(String name, String policy) {
            iam.deleteUserPolicy(in -> in.userName(name).policyName(policy));
        }

        @Override
        public void attach(String name, String arn) {
            iam.attachUserPolicy(in -> in.userName(name).policyArn(arn));
        }

        @Override
        public List<AttachedPolicy> attached(String name) {
            return iam.listAttachedUserPoliciesPaginator(in -> in.userName(name)).attachedPolicies().stream()
                    .toList();
        }

        @Override
        public void detach(String name, String arn) {
            iam.detachUserPolicy(in -> in.userName(name).policyArn(arn));
        }
    }

    record Groups(IamClient iam) implements IamHolder {
        @Override
        public String word() {
            return "group";
        }

        @Override
        public void make(String name) {
            iam.createGroup(in -> in.groupName(name));
        }

        @Override
        public void delete(String name) {
            iam.deleteGroup(in -> in.groupName(name));
        }

        @Override
        public void put(String name, String policy, String document) {
            iam.putGroupPolicy(in -> in.groupName(name).policyName(policy).policyDocument(document));
        }

        @Override
        public String document(String name, String policy) {
            return iam.getGroupPolicy(in -> in.groupName(name).policyName(policy))
                    .policyDocument();
        }

        @Override
        public List<String> inline(String name) {
            return iam.listGroupPoliciesPaginator(in -> in.groupName(name)).policyNames().stream()
                    .toList();
        }

        @Override
        public void drop(String name, String policy) {
            iam.deleteGroupPolicy(in -> in.groupName(name).policyName(policy));
        }

        @Override
        public void attach(String name, String arn) {
            iam.attachGroupPolicy(in -> in.groupName(name).policyArn(arn));
        }

        @Override
        public List<AttachedPolicy> attached(String name) {
            return iam.listAttachedGroupPoliciesPaginator(in -> in.groupName(name)).attachedPolicies().stream()
                    .toList();
        }

        @Override
        public void detach(String name, String arn) {
            iam.detachGroupPolicy(in -> in.groupName(name).policyArn(arn));
        }
    }

    record Roles(IamClient iam) implements IamHolder {
        @Override
        public String word() {
            return "role";
        }

        @Override
        public void make(String name) {
            iam.createRole(in -> in.roleName(name).assumeRolePolicyDocument(IamWorld.TRUST));
        }

        @Override
        public void delete(String name) {
            iam.deleteRole(in -> in.roleName(name));
        }

        @Override
        public void put(String name, String policy, String document) {
            iam.putRolePolicy(in -> in.roleName(name).policyName(policy).policyDocument(document));
        }

        @Override
        public String document(String name, String policy) {
            return iam.getRolePolicy(in -> in.roleName(name).policyName(policy)).policyDocument();
        }

        @Override
        public List<String> inline(String name) {
            return iam.listRolePoliciesPaginator(in -> in.roleName(name)).policyNames().stream()
                    .toList();
        }

        @Override
        public void drop(String name, String policy) {
            iam.deleteRolePolicy(in -> in.roleName(name).policyName(policy));
        }

        @Override
        public void attach(String name, String arn) {
            iam.attachRolePolicy(in -> in.roleName(name).policyArn(arn));
        }

        @Override
        public List<AttachedPolicy> attached(String name) {
            return iam.listAttachedRolePoliciesPaginator(in -> in.roleName(name)).attachedPolicies().stream()
                    .toList();
        }

        @Override
        public void detach(String name, String arn) {
            iam.detachRolePolicy(in -> in.roleName(name).policyArn(arn));
        }
    }
}
