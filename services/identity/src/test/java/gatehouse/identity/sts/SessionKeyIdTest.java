package gatehouse.identity.sts;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.SystemEntropy;
import org.junit.jupiter.api.Test;

class SessionKeyIdTest {
    @Test
    void theAccountIsReadBackFromTheId() {
        for (String account : new String[] {"000000000000", "000000000001", "111122223333", "999999999999"}) {
            String id = SessionKeyId.next(account, new SystemEntropy());
            assertThat(id).matches("ASIA[Q-Z2-7][A-Z2-7]{15}");
            assertThat(SessionKeyId.account(id)).isEqualTo(account);
        }
    }

    @Test
    void theAccountStandsWhereAwsPutsIt() {
        // A published example of an id and its account, by AWS's arithmetic.
        assertThat(SessionKeyId.account("ASIAQNZGKIQY56JQ7WML")).isEqualTo("029608264753");
    }

    @Test
    void idsOfTheSameAccountDiffer() {
        SystemEntropy entropy = new SystemEntropy();
        assertThat(SessionKeyId.next("111122223333", entropy)).isNotEqualTo(SessionKeyId.next("111122223333", entropy));
    }

    @Test
    void otherWordsHaveNoAccount() {
        for (String word : new String[] {"", "ASIA", "AKIAQNZGKIQY56JQ7WML", "ASIAQNZGKIQY56JQ7WM1", "ASIAQNZGKIQY"}) {
            assertThat(SessionKeyId.account(word)).isNull();
        }
    }
}
