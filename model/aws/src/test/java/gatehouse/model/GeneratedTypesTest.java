package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.model.iam.Iam;
import gatehouse.model.iam.NoSuchEntityException;
import gatehouse.model.kms.EncryptRequest;
import gatehouse.model.kms.GenerateDataKeyResponse;
import gatehouse.model.kms.KMSInternalException;
import gatehouse.model.kms.KeySpec;
import gatehouse.model.kms.Kms;
import gatehouse.model.kms.NotFoundException;
import gatehouse.model.sqs.Sqs;
import gatehouse.model.sts.Credentials;
import gatehouse.model.sts.Sts;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Traits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What generated types promise to those who use them.
final class GeneratedTypesTest {
    @Test
    void aBuilderChangesOneMemberAndKeepsTheOthers() {
        EncryptRequest request = EncryptRequest.builder()
                .keyId("alias/a")
                .encryptionContext(Map.of("purpose", "test"))
                .build();
        EncryptRequest dry = request.toBuilder().dryRun(true).build();
        assertThat(dry.dryRun()).isTrue();
        assertThat(dry.toBuilder().dryRun(null).build()).isEqualTo(request);
    }

    @Test
    void collectionsAreCopiedInAndUnmodifiable() {
        Map<String, String> context = new HashMap<>(Map.of("purpose", "test"));
        EncryptRequest request =
                EncryptRequest.builder().encryptionContext(context).build();
        context.put("purpose", "other");
        Map<String, String> kept = Objects.requireNonNull(request.encryptionContext());
        assertThat(kept).containsExactly(Map.entry("purpose", "test"));
        assertThatThrownBy(() -> kept.put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void secretsAreNotPrinted() {
        GenerateDataKeyResponse response = GenerateDataKeyResponse.builder()
                .keyId("k")
                .plaintext(Blob.copyOf(new byte[32]))
                .build();
        assertThat(response.toString()).contains("keyId=k", "plaintext=***", "ciphertextBlob=null");
        assertThat(Credentials.builder().secretAccessKey("wJalr").build().toString())
                .doesNotContain("wJalr");
    }

    @Test
    void enumsKeepWordsTheyDoNotKnow() {
        assertThat(KeySpec.ML_DSA_65.isKnown()).isTrue();
        assertThat(new KeySpec("RSA_8192").isKnown()).isFalse();
        assertThat(new KeySpec("RSA_2048")).isEqualTo(KeySpec.RSA_2048).hasToString("RSA_2048");
    }

    @Test
    void errorsCarryTheModelsCodeStatusAndFault() {
        assertThat(NoSuchEntityException.ERROR)
                .isEqualTo(new ErrorInfo("NoSuchEntityException", "NoSuchEntity", 404, Fault.SENDER));
        assertThat(NotFoundException.ERROR)
                .isEqualTo(new ErrorInfo("NotFoundException", "NotFoundException", 400, Fault.SENDER));
        assertThat(KMSInternalException.ERROR.status()).isEqualTo(500);
        assertThat(KMSInternalException.ERROR.fault()).isEqualTo(Fault.RECEIVER);
        assertThat(new NotFoundException("no such key")).hasMessage("no such key");
    }

    @Test
    void operationsCarryTheModelsBindings() {
        assertThat(Iam.CREATE_USER.resultWrapper()).isEqualTo("CreateUserResult");
        assertThat(Iam.DELETE_USER.resultWrapper()).isNull();
        // SQS speaks JSON first, and its model does not name what the Query protocol needs.
        assertThat(Sqs.CREATE_QUEUE.resultWrapper()).isEqualTo("CreateQueueResult");
        assertThat(Sqs.DELETE_QUEUE.resultWrapper()).isNull();
        assertThat(Kms.ENCRYPT.http()).isEqualTo(new Operation.Http("POST", "/", 200));
        assertThat(Kms.ENCRYPT.errors()).contains("NotFoundException", "DisabledException");
        assertThat(Sts.MODEL.operations().stream()
                        .filter(operation -> operation.has(Operation.Flag.UNSIGNED))
                        .map(Operation::name))
                .containsExactly("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity");
    }

    @Test
    void metadataIsTheModels() {
        assertThat(Kms.MODEL.metadata().targetPrefix()).isEqualTo("TrentService");
        assertThat(Kms.MODEL.metadata().protocols()).startsWith("json");
        assertThat(Kms.MODEL.metadata().signingName()).isEqualTo("kms");
        assertThat(Iam.MODEL.metadata().protocols()).isEqualTo(List.of("query"));
        assertThat(Iam.MODEL.metadata().xmlNamespace()).isEqualTo("https://iam.amazonaws.com/doc/2010-05-08/");
        assertThat(Sts.MODEL.metadata().jsonVersion()).isEmpty();
    }

    @Test
    void membersCarryTheModelsTraitsAndConstraints() {
        Member keyId = Objects.requireNonNull(EncryptRequest.SCHEMA.member("KeyId"));
        assertThat(keyId.traits().has(Traits.Flag.REQUIRED)).isTrue();
        assertThat(keyId.target().constraints().max()).isEqualTo(2048);
        Member plaintext = Objects.requireNonNull(EncryptRequest.SCHEMA.member("Plaintext"));
        assertThat(plaintext.target().traits().has(Traits.Flag.SENSITIVE)).isTrue();
        assertThat(KeySpec.SCHEMA.constraints().enumValues()).contains("SYMMETRIC_DEFAULT");
    }
}
