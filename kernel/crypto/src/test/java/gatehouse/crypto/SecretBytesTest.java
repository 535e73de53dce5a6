package gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
    @Test
    void showsItsSizeAndNothingElse() {
        SecretBytes secret = SecretBytes.owning(new byte[] {65, 66, 67});

        assertThat(secret).hasToString("SecretBytes[3]").hasSameHashCodeAs(SecretBytes.owning(new byte[] {1}));
    }

    @Test
    void isEqualToTheSameBytes() {
        assertThat(SecretBytes.owning(new byte[] {1, 2}))
                .isEqualTo(SecretBytes.owning(new byte[] {1, 2}))
                .isNotEqualTo(SecretBytes.owning(new byte[] {1, 3}))
                .isNotEqualTo(SecretBytes.owning(new byte[] {1}));
    }

    @Test
    void holdsZerosAfterErasing() {
        SecretBytes secret = SecretBytes.owning(new byte[] {1, 2});
        secret.erase();

        assertThat(secret.revealSecret()).containsExactly(0, 0);
    }
}
