package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.SystemEntropy;
import gatehouse.policy.PolicyKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnitsTest {
    @Test
    void documentsAreEncodedAsRfc3986HasIt() {
        assertThat(Documents.encode("{\"a b\":\"*~-._é\"}")).isEqualTo("%7B%22a%20b%22%3A%22%2A~-._%C3%A9%22%7D");
    }

    @Test
    void whiteSpaceDoesNotCount() {
        assertThat(Documents.chars(" {\n\t\"a\" : 1\r}")).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void uniqueIdsHaveAwsFormAndDoNotRepeat(UniqueId kind) {
        SystemEntropy entropy = new SystemEntropy();
        String first = kind.next(entropy);
        assertThat(first)
                .matches(
                        switch (kind) {
                            case ACCESS_KEY -> "AKIA[A-Z2-7]{16}";
                            case SIGNING_CERTIFICATE -> "[A-Z2-7]{32}";
                            default -> "A[A-Z]{3}[A-Z2-7]{17}";
                        });
        assertThat(kind.next(entropy)).isNotEqualTo(first);
    }

    @Test
    void everyAwsPolicyIsAPolicyWithAnIdOfItsOwn() {
        AwsManagedPolicies policies = AwsManagedPolicies.load();
        assertThat(policies.all()).hasSize(131);
        assertThat(policies.all().stream().map(ManagedPolicy::policyId)).doesNotHaveDuplicates();
        for (ManagedPolicy policy : policies.all()) {
            assertThat(Documents.parse(policy.defaultDocument(), PolicyKind.IDENTITY)
                            .document()
                            .statements())
                    .as(policy.name())
                    .isNotEmpty();
            assertThat(policies.get(policy.arn())).isSameAs(policy);
        }
    }

    @Test
    void onlyAPolicysArnHasAnOwner() {
        assertThat(PolicyCatalogue.accountOf("arn:aws:iam::111122223333:policy/a/b"))
                .isEqualTo("111122223333");
        assertThat(PolicyCatalogue.accountOf("arn:aws:iam::aws:policy/x")).isEqualTo("aws");
        assertThat(PolicyCatalogue.accountOf("arn:aws:iam::111122223333:user/a"))
                .isNull();
        assertThat(PolicyCatalogue.accountOf("arn:aws:iam:::policy/a")).isNull();
        assertThat(PolicyCatalogue.accountOf("")).isNull();
    }

    @Test
    void anAccessKeyDoesNotPrintItsSecret() {
        AccessKey key =
                new AccessKey("AKIAAAAAAAAAAAAAAAAA", "111122223333", "alice", true, Instant.EPOCH, new byte[] {1});
        assertThat(key).hasToString("AccessKey[AKIAAAAAAAAAAAAAAAAA]");
    }
}
