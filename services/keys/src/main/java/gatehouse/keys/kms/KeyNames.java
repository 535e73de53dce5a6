package gatehouse.keys.kms;

import gatehouse.gateway.Call;
import gatehouse.policy.Arn;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds the keys that requests name: by key id, key ARN, alias name or alias ARN. Names without an account are the
/// caller's own; every key is of the call's region.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html
final class KeyNames {
    private static final String ALIAS = "alias/";
    private static final String KEY = "key/";

    private KeyNames() {}

    /// A key by any of its names, of any account.
    ///
    /// @throws gatehouse.wire.shape.ServiceException InvalidArnException for an ARN of something else
    static NamedKey any(Call call, String text) {
        if (!text.startsWith("arn:")) {
            return text.startsWith(ALIAS) ? aliased(call, call.account(), text) : identified(call, text);
        }
        Arn arn = arn(text);
        if (!arn.region().equals(call.region().value())) {
            return new NamedKey.Missing(text, arn.account(), KmsErrors.otherRegion(arn.region()));
        }
        return arn.resource().startsWith(ALIAS)
                ? aliased(call, arn.account(), arn.resource())
                : byId(call, arn.account(), arn.resource().substring(KEY.length()));
    }

    /// A key by its id or ARN, of any account: for operations that take no aliases.
    ///
    /// @throws gatehouse.wire.shape.ServiceException as [#any]
    static NamedKey byIdOrArn(Call call, String text) {
        if (text.startsWith(ALIAS)) {
            return new NamedKey.Missing(
                    KmsKey.arn(call.region().value(), call.account(), text),
                    call.account(),
                    KmsErrors.invalidKeyId(text));
        }
        if (text.startsWith("arn:") && arn(text).resource().startsWith(ALIAS)) {
            throw KmsErrors.invalidArn(text);
        }
        return any(call, text);
    }

    /// A key of the caller's own account by its id or ARN: for operations that do not work on others' keys. Whoever
    /// names one is denied, whatever that key's policy says.
    ///
    /// @throws gatehouse.wire.shape.ServiceException as [#any]
    static NamedKey own(Call call, String text) {
        NamedKey named = byIdOrArn(call, text);
        return named.account().equals(call.account())
                ? named
                : new NamedKey.Missing(named.arn(), named.account(), KmsErrors.keyNotFound(named.arn()));
    }

    /// The key that a ciphertext names, whoever's it is.
    static NamedKey ofCiphertext(Call call, String keyId) {
        return named(
                call,
                get(call, keyId),
                null,
                () -> new NamedKey.Missing(
                        KmsKey.arn(call.region().value(), call.account(), keyId),
                        call.account(),
                        KmsErrors.unreachableKey()));
    }

    /// The key with that id, whoever's it is.
    static NamedKey byIdOfAny(Call call, String keyId) {
        return named(call, get(call, keyId), null, () -> missing(call, call.account(), keyId));
    }

    private static Arn arn(String text) {
        Arn arn = Arn.parse(text).orElseThrow(() -> KmsErrors.invalidArn(text));
        boolean names = arn.resource().startsWith(KEY) || arn.resource().startsWith(ALIAS);
        if (!names || !arn.partition().equals("aws") || !arn.service().equals("kms")) {
            throw KmsErrors.invalidArn(text);
        }
        return arn;
    }

    private static NamedKey identified(Call call, String text) {
        return KeyId.isValid(text)
                ? byId(call, call.account(), text)
                : new NamedKey.Missing(
                        KmsKey.arn(call.region().value(), call.account(), text),
                        call.account(),
                        KmsErrors.invalidKeyId(text));
    }

    private static NamedKey byId(Call call, String account, String keyId) {
        KmsKey key = get(call, keyId);
        KmsKey theirs = key != null && key.account().equals(account) ? key : null;
        return named(call, theirs, null, () -> missing(call, account, keyId));
    }

    private static NamedKey.Missing missing(Call call, String account, String keyId) {
        String arn = KmsKey.arn(call.region().value(), account, keyId);
        return new NamedKey.Missing(arn, account, KmsErrors.keyNotFound(arn));
    }

    private static NamedKey aliased(Call call, String account, String name) {
        String region = call.region().value();
        Alias alias = call.view().get(KmsTables.ALIASES, KmsTables.alias(account, region, name));
        KmsKey key = alias == null ? null : get(call, alias.targetKeyId());
        return named(call, key, name, () -> {
            String arn = Alias.arn(region, account, name);
            return new NamedKey.Missing(arn, account, KmsErrors.aliasNotFound(arn));
        });
    }

    /// The key; or what is missing where there is none, as which another account's key is judged, too, where its owner
    /// gives the caller nothing.
    private static NamedKey named(
            Call call, @Nullable KmsKey key, @Nullable String alias, Supplier<NamedKey.Missing> missing) {
        if (key == null) {
            return missing.get();
        }
        boolean own = key.account().equals(call.account());
        return new NamedKey.Existing(key, alias, own ? null : missing.get());
    }

    private static @Nullable KmsKey get(Call call, String keyId) {
        KmsKey key = call.view().get(KmsTables.KEYS, KmsTables.key(call.region().value(), keyId));
        return key == null || key.isDeletedAt(call.now()) ? null : key;
    }
}
