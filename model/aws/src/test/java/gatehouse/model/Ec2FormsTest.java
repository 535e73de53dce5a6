package gatehouse.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gatehouse.model.ec2.DescribeInstancesRequest;
import gatehouse.model.ec2.DescribeInstancesResponse;
import gatehouse.model.ec2.Ec2;
import gatehouse.model.ec2.Filter;
import gatehouse.model.ec2.Instance;
import gatehouse.model.ec2.Reservation;
import gatehouse.model.ec2.Tag;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.protocol.Protocols;
import gatehouse.wire.shape.CommonException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// EC2's forms and answers, as the AWS CLI sends and takes them.
final class Ec2FormsTest {
    private static final Protocol EC2 = Protocols.of("ec2");

    @Test
    void filtersAndIdsAreReadFromFlatLists() {
        DescribeInstancesRequest read = EC2.readInput(
                form(
                        "Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=instance-state-name&Filter.1.Value.1=running"
                                + "&Filter.1.Value.2=stopped&Filter.2.Name=tag%3AName&Filter.2.Value.1=web&InstanceId.1=i-1"
                                + "&InstanceId.2=i-2&DryRun=true&MaxResults=5&NextToken=t"),
                Ec2.DESCRIBE_INSTANCES);
        assertThat(read)
                .isEqualTo(DescribeInstancesRequest.builder()
                        .filters(List.of(
                                Filter.builder()
                                        .name("instance-state-name")
                                        .values(List.of("running", "stopped"))
                                        .build(),
                                Filter.builder()
                                        .name("tag:Name")
                                        .values(List.of("web"))
                                        .build()))
                        .instanceIds(List.of("i-1", "i-2"))
                        .dryRun(true)
                        .maxResults(5)
                        .nextToken("t")
                        .build());
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatExceptionOfType(CommonException.class)
                .isThrownBy(() ->
                        EC2.readInput(form("Action=DescribeInstances&Version=1999-01-01"), Ec2.DESCRIBE_INSTANCES));
    }

    @Test
    void answersHaveItemsUnderNamesThatBeginSmall() {
        DescribeInstancesResponse output = DescribeInstancesResponse.builder()
                .reservations(List.of(Reservation.builder()
                        .instances(List.of(Instance.builder()
                                .instanceId("i-1")
                                .launchTime(Instant.parse("2026-01-01T00:00:00Z"))
                                .ebsOptimized(false)
                                .tags(List.of(Tag.builder().key("k").value("v").build()))
                                .build()))
                        .build()))
                .build();
        assertThat(new String(
                        EC2.writeOutput(Ec2.DESCRIBE_INSTANCES, output, "id").body(), UTF_8))
                .contains("<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15\">")
                .contains("<requestId>id</requestId>", "<reservationSet><item>", "<instancesSet><item>")
                .contains("<instanceId>i-1</instanceId>", "<launchTime>2026-01-01T00:00:00Z</launchTime>")
                .contains("<tagSet><item><key>k</key><value>v</value></item></tagSet>");
    }

    @Test
    void errorsStandInAList() {
        CommonException error = CommonException.sender("UnauthorizedOperation", 403, "You are not <authorized>.");
        assertThat(new String(EC2.writeError(Ec2.MODEL, error, "id").body(), UTF_8))
                .endsWith("<Response><Errors><Error><Code>UnauthorizedOperation</Code>"
                        + "<Message>You are not &lt;authorized&gt;.</Message></Error></Errors>"
                        + "<RequestID>id</RequestID></Response>");
    }

    private static HttpRequest form(String body) {
        return new HttpRequest(
                "POST", "/", "", Headers.of(), body.getBytes(UTF_8), new HttpRequest.Connection("192.0.2.1", false));
    }
}
