package gatehouse.keys.kms.store;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.CreateCustomKeyStoreRequest;
import gatehouse.model.kms.UpdateCustomKeyStoreRequest;
import gatehouse.store.View;
import java.util.List;

/// What the types of custom key stores do each in its own way. Errors are KMS's.
sealed interface StoreType permits ClusterStores, ProxyStores {
    /// Refuses a CreateCustomKeyStore whose parameters are not the type's.
    ///
    /// @throws gatehouse.gateway.InvalidRequest ValidationException
    void check(CreateCustomKeyStoreRequest in);

    /// What who creates a store must be allowed beside `kms:CreateCustomKeyStore`.
    List<Requirement> forCreate(Call call);

    /// The store that a CreateCustomKeyStore makes, where nothing of what is recorded is against it.
    CustomKeyStore created(Call call, View view, CreateCustomKeyStoreRequest in, String storeId);

    /// The store as an UpdateCustomKeyStore has it, its name apart, where nothing of what is recorded is against it.
    CustomKeyStore updated(Call call, View view, UpdateCustomKeyStoreRequest in, CustomKeyStore store);

    /// Whether an update can be done while the store is connected, its name apart.
    boolean isForConnected(UpdateCustomKeyStoreRequest in);

    /// Whether an update changes how what stands behind the store is reached.
    boolean changesBacking(UpdateCustomKeyStoreRequest in);

    /// Asks what stands behind a store whether it takes it as it is now. This may wait for a network.
    void prove(Call call, CustomKeyStore store);

    /// The store as it is once it is connected, or could not be. This may wait for a network or an HSM.
    CustomKeyStore connected(Call call, View view, CustomKeyStore store);

    /// Lets go of what is open for a store.
    void disconnected(String storeId);
}
