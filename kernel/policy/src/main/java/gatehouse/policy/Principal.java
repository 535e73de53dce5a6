package gatehouse.policy;

/// Who asks. ARNs are those that CloudTrail and AccessDenied messages show.
public sealed interface Principal {
    /// The account that the principal belongs to; empty for services and anonymous callers.
    String account();

    /// The principal's ARN; a service's name for services, `*` for anonymous callers.
    String arn();

    /// An account's root user.
    record Root(String account) implements Principal {
        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":root";
        }
    }

    /// An IAM user. `userId` is `AIDA…`.
    record User(String account, String arn, String userId) implements Principal {}

    /// A role session: `arn` is `arn:aws:sts::…:assumed-role/role/session`, `roleArn` the role's own ARN,
    /// `roleId` is `AROA…`.
    record Session(String account, String arn, String roleArn, String roleId) implements Principal {}

    /// A federated user session (GetFederationToken): `arn` is `arn:aws:sts::…:federated-user/name`, `userArn` and
    /// `userId` are those of the user who federated it.
    record FederatedUser(String account, String arn, String userArn, String userId) implements Principal {
        /// A session whose user is not known: only its own ARN and its account name it.
        public FederatedUser(String account, String arn) {
            this(account, arn, "", "");
        }
    }

    /// Someone whom an identity provider vouches for, before they have a session: `arn` is the provider's ARN or
    /// name, as in a trust policy's `Federated`.
    record Federated(String arn) implements Principal {
        @Override
        public String account() {
            return "";
        }
    }

    /// An AWS service, such as `cloudtrail.amazonaws.com`.
    record Service(String arn) implements Principal {
        @Override
        public String account() {
            return "";
        }
    }

    record Anonymous() implements Principal {
        @Override
        public String account() {
            return "";
        }

        @Override
        public String arn() {
            return "*";
        }
    }
}
