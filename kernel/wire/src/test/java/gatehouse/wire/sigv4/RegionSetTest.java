package gatehouse.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegionSetTest {
    @ParameterizedTest
    @CsvSource({
        "*,us-east-1,true",
        "us-east-1,us-east-1,true",
        "us-east-1,us-east-11,false",
        "us-east-1,us-east-2,false",
        "us-*,us-east-1,true",
        "us-*,eu-west-1,false",
        "*-1,eu-west-1,true",
        "*-1,eu-west-2,false",
        "u*-e*t-*,us-east-1,true",
        "'eu-west-1, us-*',us-east-1,true",
        "'eu-west-1,ap-*',us-east-1,false",
        "'',us-east-1,false",
        "',',us-east-1,false",
        "us-east-1*,us-east-1,true",
    })
    void aRegionIsInTheSetOrNot(String set, String region, boolean contained) {
        assertThat(RegionSet.contains(set, region)).isEqualTo(contained);
    }
}
