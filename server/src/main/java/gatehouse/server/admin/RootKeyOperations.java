package gatehouse.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.Keyring;
import gatehouse.crypto.RootKeyException;
import gatehouse.crypto.RootKeySource.Made;
import gatehouse.crypto.RootLock;
import gatehouse.crypto.SecretBytes;
import gatehouse.gateway.Call;
import gatehouse.gateway.CommonErrors;
import gatehouse.gateway.Plan;
import gatehouse.model.gatehouse.ChangeRootKeyRequest;
import gatehouse.model.gatehouse.ChangeRootKeyResponse;
import gatehouse.model.gatehouse.GetRootKeyRequest;
import gatehouse.model.gatehouse.GetRootKeyResponse;
import gatehouse.model.gatehouse.RootKeyDescription;
import gatehouse.model.gatehouse.RootKeySource;
import gatehouse.model.gatehouse.RootKeyUnsuitableException;
import gatehouse.model.gatehouse.RotateRootKeyRequest;
import gatehouse.model.gatehouse.RotateRootKeyResponse;
import gatehouse.model.gatehouse.SealRequest;
import gatehouse.model.gatehouse.SealResponse;
import gatehouse.server.StartException;
import gatehouse.server.admin.RootKeyControl.Choice;
import gatehouse.server.admin.RootKeyControl.Status;
import gatehouse.store.View;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Seal, GetRootKey, RotateRootKey and ChangeRootKey.
final class RootKeyOperations {
    private final Function<Call, Plan.Step> operator;
    private final RootKeyControl rootKey;

    RootKeyOperations(Function<Call, Plan.Step> operator, RootKeyControl rootKey) {
        this.operator = operator;
        this.rootKey = rootKey;
    }

    Plan<SealResponse> seal(Call call, SealRequest in) {
        return operator.apply(call)
                .reply(() -> {
                    rootKey.demandSealable(call.view());
                    return new SealResponse();
                })
                .afterwards(rootKey::seal);
    }

    Plan<GetRootKeyResponse> get(Call call, GetRootKeyRequest in) {
        return operator.apply(call).reply(() -> new GetRootKeyResponse(describe(call.view())));
    }

    Plan<RotateRootKeyResponse> rotate(Call call, RotateRootKeyRequest in) {
        AtomicReference<Keyring> next = new AtomicReference<>();
        return operator.apply(call)
                .commit(transaction -> {
                    next.set(rootKey.rotate(transaction));
                    Status before = rootKey.status(transaction);
                    return new RotateRootKeyResponse(
                            description(before).generation(before.newest() + 1).build());
                })
                .afterwards(() -> rootKey.rotated(Objects.requireNonNull(next.get())));
    }

    /// The new root key is made before the transaction: it may take a second, or a token.
    Plan<ChangeRootKeyResponse> change(Call call, ChangeRootKeyRequest in) {
        AtomicReference<Made> next = new AtomicReference<>();
        return operator.apply(call)
                .compute(() -> make(choice(in)))
                .commit((transaction, made) -> {
                    rootKey.change(transaction, made);
                    next.set(made);
                    return new ChangeRootKeyResponse(describe(transaction));
                })
                .afterwards(() -> rootKey.changed(Objects.requireNonNull(next.get())));
    }

    private Made make(Choice choice) {
        try {
            return rootKey.make(choice);
        } catch (RootKeyException | StartException e) {
            throw new RootKeyUnsuitableException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new RootKeyUnsuitableException("The root key cannot be made: " + e);
        } finally {
            switch (choice) {
                case Choice.File _ -> {}
                case Choice.Passphrase passphrase -> passphrase.secret().erase();
                case Choice.Token token -> token.pin().erase();
            }
        }
    }

    private static Choice choice(ChangeRootKeyRequest in) {
        return switch (Objects.requireNonNull(in.source()).value()) {
            case "file" -> new Choice.File();
            case "passphrase" -> new Choice.Passphrase(secret(in.passphrase(), "passphrase"));
            case "token" ->
                new Choice.Token(given(in.token(), "token"), given(in.tokenKey(), "tokenKey"), secret(in.pin(), "pin"));
            default -> throw CommonErrors.validation("source is file, passphrase or token.");
        };
    }

    private static SecretBytes secret(@Nullable String text, String member) {
        return SecretBytes.owning(given(text, member).getBytes(UTF_8));
    }

    private static String given(@Nullable String text, String member) {
        if (text == null || text.isEmpty()) {
            throw CommonErrors.validation("This source needs " + member + ".");
        }
        return text;
    }

    private RootKeyDescription describe(View view) {
        return description(rootKey.status(view)).build();
    }

    private static RootKeyDescription.Builder description(Status status) {
        RootLock.Wrapping wrapping = status.lock().wrapping();
        return RootKeyDescription.builder()
                .source(new RootKeySource(status.lock().source().word()))
                .keyId(status.keyId())
                .token(wrapping == null ? null : wrapping.token())
                .tokenKey(wrapping == null ? null : wrapping.key())
                .generation(status.newest())
                .oldestGeneration(status.oldest())
                .tables(status.progress().tables())
                .tablesDone(status.progress().tablesDone())
                .rowsDone(status.progress().rowsDone());
    }
}
