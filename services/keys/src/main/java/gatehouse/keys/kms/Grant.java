package gatehouse.keys.kms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A grant on a key: `grantee` may call the `operations` where the `constraint` holds, until `retiring`, or
/// another who may, retires or revokes it. `account` is the key's, `issuer` that of who made the grant;
/// `operations` are AWS's words; `grantId` has 64 hexadecimal digits.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
public record Grant(
        String account,
        String region,
        String keyId,
        String grantId,
        String issuer,
        Instant creationDate,
        @Nullable String name,
        GrantPrincipal grantee,
        @Nullable GrantPrincipal retiring,
        List<String> operations,
        GrantConstraint constraint) {
    public Grant {
        operations = List.copyOf(operations);
    }

    String keyArn() {
        return KmsKey.arn(region, account, keyId);
    }

    /// Whether both were asked for in the same words: a request that is repeated makes no second grant.
    boolean isAskedForAs(Grant other) {
        return issuer.equals(other.issuer)
                && grantee.equals(other.grantee)
                && (retiring == null ? other.retiring == null : retiring.equals(other.retiring))
                && operations.equals(other.operations)
                && constraint.equals(other.constraint);
    }
}
