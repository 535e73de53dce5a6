package gatehouse.keys.kms;

import gatehouse.gateway.Call;
import gatehouse.policy.ConditionKeys;
import gatehouse.store.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The condition keys that tell of the key itself and of who asks for it.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
final class KeyConditions implements ConditionKeys {
    private final Call call;
    private final KmsKey key;
    private final @Nullable String requestAlias;
    private final int aliasesMax;

    KeyConditions(Call call, KmsKey key, @Nullable String requestAlias, int aliasesMax) {
        this.call = call;
        this.key = key;
        this.requestAlias = requestAlias;
        this.aliasesMax = aliasesMax;
    }

    @Override
    public @Nullable List<String> values(String name) {
        return switch (name) {
            case "kms:calleraccount" -> List.of(call.account());
            case "kms:keyspec", "kms:customermasterkeyspec" ->
                List.of(key.keySpec().name());
            case "kms:keyusage", "kms:customermasterkeyusage" ->
                List.of(key.keyUsage().name());
            case "kms:keyorigin" -> List.of(key.origin().name());
            case "kms:multiregion" -> List.of(Boolean.toString(key.isMultiRegion()));
            case "kms:multiregionkeytype" ->
                key.isMultiRegion() ? List.of(KeyRegions.isReplica(key) ? "REPLICA" : "PRIMARY") : null;
            case "kms:requestalias" -> requestAlias == null ? null : List.of(requestAlias);
            case "kms:resourcealiases" -> aliases();
            case "kms:viaservice" -> viaService();
            default -> null;
        };
    }

    private @Nullable List<String> viaService() {
        String endpoint = call.viaEndpoint();
        return endpoint == null ? null : List.of(endpoint);
    }

    private @Nullable List<String> aliases() {
        Page<Alias> page = call.view()
                .scan(
                        KmsTables.ALIASES,
                        KmsTables.ALIASES_BY_TARGET,
                        KmsTables.key(key.region(), key.keyId()),
                        null,
                        aliasesMax);
        if (page.items().isEmpty()) {
            return null;
        }
        List<String> names = new ArrayList<>(page.items().size());
        for (Alias alias : page.items()) {
            names.add(alias.name());
        }
        return names;
    }
}
