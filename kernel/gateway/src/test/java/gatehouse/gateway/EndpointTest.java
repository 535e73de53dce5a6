package gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "kms.us-east-1.amazonaws.com, kms, us-east-1",
        "kms.eu-central-1.amazonaws.com:4566, kms, eu-central-1",
        "KMS.US-EAST-1.AMAZONAWS.COM., kms, us-east-1",
        "kms-fips.us-east-1.amazonaws.com, kms, us-east-1",
        "kms.us-east-1.api.aws, kms, us-east-1",
        "s3.dualstack.us-west-2.amazonaws.com, s3, us-west-2",
        "vpce-0a1b2c.kms.us-east-1.vpce.amazonaws.com, vpce-0a1b2c.kms, us-east-1",
        "iam.amazonaws.com, iam, ",
        "streams.dynamodb.us-east-1.amazonaws.com, streams.dynamodb, us-east-1",
        "kms.us-east-1.gatehouse.local:4566, kms, us-east-1",
        "kms.us-east-1.localhost.gatehouse.local, kms, us-east-1",
        "sts.localhost.localstack.cloud:4566, sts, ",
        "sts.eu-west-1.localhost.localstack.cloud, sts, eu-west-1",
    })
    void aHostNamesServiceAndRegion(String host, String service, String region) {
        Endpoint endpoint = Endpoint.of(host);
        assertThat(endpoint.service()).isEqualTo(service);
        assertThat(endpoint.region()).isEqualTo(region == null ? null : new Region(region));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4566",
                "localhost",
                "127.0.0.1:4566",
                "[::1]:4566",
                "gatehouse:4566",
                "kms.example.com",
                "amazonaws.com",
                "notamazonaws.com",
                "",
                ":",
                "...",
            })
    void anyOtherHostTellsNothing(String host) {
        assertThat(Endpoint.of(host)).isEqualTo(Endpoint.UNKNOWN);
    }

    @Test
    void labelsBeforeTheServiceAreNotTheServices() {
        assertThat(Endpoint.of("vpce-1.kms.us-east-1.vpce.amazonaws.com").isOf("kms"))
                .isTrue();
        assertThat(Endpoint.of("xkms.us-east-1.amazonaws.com").isOf("kms")).isFalse();
        assertThat(Endpoint.of("ms.us-east-1.amazonaws.com").isOf("kms")).isFalse();
    }
}
