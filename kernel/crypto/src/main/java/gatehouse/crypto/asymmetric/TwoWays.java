package gatehouse.crypto.asymmetric;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.function.BiPredicate;

/// The two ways in which a key of some families signs: what is asked for tells which one.
///
/// - `usual`, `other`: the algorithms.
/// - `isOther`: whether an algorithm and a type of message are the other's.
record TwoWays(
        JcaSigner.Algorithm usual, JcaSigner.Algorithm other, BiPredicate<SigningAlgorithm, MessageType> isOther) {
    PrivateOperations signing(PrivateKey key) {
        return new Private(this, key);
    }

    PublicOperations verifying(PublicKey key) {
        return new Public(this, key);
    }

    private static final class Private implements PrivateOperations {
        private final TwoWays ways;
        private final PrivateKey key;
        private final JcaSigner usual;
        private final JcaSigner other;

        private Private(TwoWays ways, PrivateKey key) {
            this.ways = ways;
            this.key = key;
            this.usual = JcaSigner.signing(ways.usual, key);
            this.other = JcaSigner.signing(ways.other, key);
        }

        @Override
        public byte[] sign(SigningAlgorithm algorithm, MessageType type, byte[] message) {
            return (ways.isOther.test(algorithm, type) ? other : usual).sign(message);
        }

        @Override
        public void destroy() {
            JcaKeys.destroy(key);
        }
    }

    private static final class Public implements PublicOperations {
        private final TwoWays ways;
        private final JcaSigner usual;
        private final JcaSigner other;

        private Public(TwoWays ways, PublicKey key) {
            this.ways = ways;
            this.usual = JcaSigner.verifying(ways.usual, key);
            this.other = JcaSigner.verifying(ways.other, key);
        }

        @Override
        public boolean verify(SigningAlgorithm algorithm, MessageType type, byte[] message, byte[] signature) {
            return (ways.isOther.test(algorithm, type) ? other : usual).verify(message, signature);
        }
    }
}
