package gatehouse.keys.kms;

import gatehouse.wire.shape.ServiceException;
import org.jspecify.annotations.Nullable;

/// What a request's key id stands for.
sealed interface NamedKey {
    String arn();

    String account();

    /// The key, once the caller is allowed to know of it.
    ///
    /// @throws ServiceException where there is none
    KmsKey orThrow();

    /// A key, and the alias that the request named it by. `unknown` is there for another account's: what it is to whom
    /// its owner gives nothing.
    record Existing(
            KmsKey key, @Nullable String alias, @Nullable Missing unknown) implements NamedKey {
        @Override
        public String arn() {
            return key.arn();
        }

        @Override
        public String account() {
            return key.account();
        }

        @Override
        public KmsKey orThrow() {
            return key;
        }
    }

    /// No key: the ARN that one would have, and what a caller is told who may know.
    record Missing(String arn, String account, ServiceException answer) implements NamedKey {
        @Override
        public KmsKey orThrow() {
            throw answer;
        }
    }

    /// No key yet, and an alias of AWS's own that stands for one, as it will be: it is made when somebody
    /// may use it ([ManagedKeys#made]). Until then `answer` says that there is none.
    record Awaited(KmsKey key, String alias, ServiceException answer) implements NamedKey {
        @Override
        public String arn() {
            return Alias.arn(key.region(), key.account(), alias);
        }

        @Override
        public String account() {
            return key.account();
        }

        @Override
        public KmsKey orThrow() {
            throw answer;
        }
    }
}
