package gatehouse.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "KeyId, keyId",
        "SSHPublicKeyId, sshPublicKeyId",
        "ARNs, arns",
        "ARN, arn",
        "MFADevices, mfaDevices",
        "message, message",
        "tls-version, tls_version",
        "2FA, _2FA"
    })
    void membersBecomeComponents(String member, String component) {
        assertThat(Names.component(member)).isEqualTo(component);
    }

    @ParameterizedTest
    @CsvSource({
        "GenerateDataKey, GENERATE_DATA_KEY",
        "RSA_2048, RSA_2048",
        "aws:kms, AWS_KMS",
        "ap-south-1, AP_SOUTH_1",
        "*, EMPTY",
        "1.2, _1_2",
        "CreateSAMLProvider, CREATE_SAML_PROVIDER"
    })
    void wordsBecomeConstants(String word, String constant) {
        assertThat(Names.constant(word)).isEqualTo(constant);
    }

    @ParameterizedTest
    @CsvSource({"KMS, Kms", "CloudTrail, CloudTrail", "API Gateway, ApiGateway", "Amazon S3, AmazonS3"})
    void serviceIdsBecomeClasses(String serviceId, String name) {
        assertThat(Names.service(serviceId)).isEqualTo(name);
    }

    @Test
    void aTakenNameGetsTheSuffixWhateverItsCase() {
        Names names = new Names(Set.of("Schema"));
        assertThat(names.unique("SCHEMA", "Value")).isEqualTo("SCHEMAValue");
        assertThat(names.unique("Key", "Value")).isEqualTo("Key");
        assertThat(names.unique("key", "Value")).isEqualTo("keyValue");
    }
}
