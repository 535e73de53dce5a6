package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.EventCategory;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.kms.KmsClient;

/// LookupEvents through the AWS SDK, over the events of 73 calls in a region of their own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CloudTrailSdkTest {
    private static final int RANDOMS = 70;
    private static final int EVENTS = RANDOMS + 3;

    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final AwsCredentials eve = world.newUser("eve");
    private final CloudTrailClient cloudTrail = server.cloudTrail(server.root(), Region.EU_WEST_1);
    private String keyArn = "";

    @BeforeAll
    void seventyThreeCalls() {
        try (KmsClient kms = server.kms(server.root(), Region.EU_WEST_1);
                KmsClient evesKms = server.kms(eve, Region.EU_WEST_1)) {
            keyArn = kms.createKey().keyMetadata().arn();
            kms.describeKey(in -> in.keyId(keyArn));
            assertThatThrownBy(() -> evesKms.describeKey(in -> in.keyId(keyArn)))
                    .hasMessageContaining("kms:DescribeKey");
            IntStream.range(0, RANDOMS).forEach(i -> kms.generateRandom(in -> in.numberOfBytes(1 + i)));
        }
    }

    @AfterAll
    void stop() {
        cloudTrail.close();
        world.root().close();
        server.close();
    }

    @Test
    void pagesHoldEveryEventOnceNewestFirst() {
        for (int pageSize : new int[] {1, 7, 50}) {
            List<Event> events =
                    cloudTrail
                            .lookupEventsPaginator(in -> in.maxResults(pageSize).endTime(server.now()))
                            .stream()
                            .peek(page -> assertThat(page.events()).hasSizeLessThanOrEqualTo(pageSize))
                            .flatMap(page -> page.events().stream())
                            .filter(event -> !event.eventName().equals("LookupEvents"))
                            .toList();
            assertThat(events).hasSize(EVENTS);
            assertThat(events.stream().map(Event::eventId)).doesNotHaveDuplicates();
            assertThat(events.stream().map(Event::eventTime)).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(events.stream()
                            .filter(event -> event.eventName().equals("GenerateRandom"))
                            .map(event -> Events.tree(event)
                                    .at("/requestParameters/numberOfBytes")
                                    .asInt()))
                    .containsExactlyElementsOf(IntStream.range(0, RANDOMS)
                            .map(i -> RANDOMS - i)
                            .boxed()
                            .toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> eachAttributeFindsItsEventsAlone() {
        Event denied = find(LookupAttributeKey.USERNAME, "eve").getFirst();
        return Stream.of(
                finds(LookupAttributeKey.EVENT_ID, denied.eventId(), 1),
                finds(LookupAttributeKey.EVENT_NAME, "DescribeKey", 2),
                finds(LookupAttributeKey.EVENT_SOURCE, "kms.amazonaws.com", EVENTS),
                finds(LookupAttributeKey.READ_ONLY, "false", 1),
                finds(LookupAttributeKey.USERNAME, "eve", 1),
                finds(LookupAttributeKey.RESOURCE_TYPE, "AWS::KMS::Key", 3),
                finds(LookupAttributeKey.RESOURCE_NAME, keyArn, 3),
                finds(LookupAttributeKey.ACCESS_KEY_ID, eve.accessKeyId(), 1));
    }

    private DynamicTest finds(LookupAttributeKey key, String value, int count) {
        return DynamicTest.dynamicTest(key.toString(), () -> {
            assertThat(find(key, value)).hasSize(count);
            assertThat(find(key, value + "x")).isEmpty();
        });
    }

    @Test
    void anEventHasItsFieldsBesideItsRecord() {
        Event denied = find(LookupAttributeKey.USERNAME, "eve").getFirst();
        assertThat(denied.eventName()).isEqualTo("DescribeKey");
        assertThat(denied.eventSource()).isEqualTo("kms.amazonaws.com");
        assertThat(denied.readOnly()).isEqualTo("true");
        assertThat(denied.accessKeyId()).isEqualTo(eve.accessKeyId());
        assertThat(denied.resources()).singleElement().satisfies(resource -> {
            assertThat(resource.resourceType()).isEqualTo("AWS::KMS::Key");
            assertThat(resource.resourceName()).isEqualTo(keyArn);
        });
        assertThat(Events.tree(denied).get("eventID").asString()).isEqualTo(denied.eventId());
        assertThat(Events.tree(denied).get("awsRegion").asString()).isEqualTo("eu-west-1");
        assertThat(Events.tree(denied).get("errorCode").asString()).isEqualTo("AccessDenied");
    }

    @Test
    void aTimeRangeHoldsBothItsEnds() {
        List<Event> all = find(LookupAttributeKey.EVENT_SOURCE, "kms.amazonaws.com");
        Instant oldest = all.getLast().eventTime();
        Instant newest = all.getFirst().eventTime();
        assertThat(between(oldest, newest.plusSeconds(1))).hasSize(EVENTS);
        assertThat(between(oldest.minusSeconds(60), oldest.minusSeconds(1))).isEmpty();
        assertThat(between(newest.plusSeconds(1), newest.plusSeconds(60))).isEmpty();
        assertThat(between(oldest.minus(Duration.ofDays(1000)), newest.plus(Duration.ofDays(1))))
                .hasSize(EVENTS);
    }

    @Test
    void anAccountAndARegionSeeTheirOwnEventsAlone() {
        var other = server.newAccount("222222222222");
        try (CloudTrailClient theirs = server.cloudTrail(other, Region.EU_WEST_1);
                CloudTrailClient elsewhere = server.cloudTrail(server.root(), Region.EU_WEST_2)) {
            assertThat(theirs.lookupEvents().events()).isEmpty();
            assertThat(elsewhere.lookupEvents().events()).isEmpty();
            // A call is in the history as soon as it is answered.
            assertThat(elsewhere.lookupEvents().events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.eventName()).isEqualTo("LookupEvents"));
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedOnRecord() {
        LookupEventsRequest first = LookupEventsRequest.builder().maxResults(1).build();
        String token = cloudTrail.lookupEvents(first).nextToken();
        refused(
                InvalidNextTokenException.class,
                first.toBuilder().nextToken("nonsense").build());
        refused(
                InvalidNextTokenException.class,
                first.toBuilder().nextToken(token + "x").build());
        refused(
                InvalidNextTokenException.class,
                first.toBuilder()
                        .nextToken(token)
                        .lookupAttributes(Events.attribute(LookupAttributeKey.USERNAME, "eve"))
                        .build());
        for (int outside : new int[] {0, 51}) {
            assertThatThrownBy(() -> cloudTrail.lookupEvents(in -> in.maxResults(outside)))
                    .isInstanceOfSatisfying(
                            CloudTrailException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException"));
        }
        refused(
                InvalidLookupAttributesException.class,
                first.toBuilder()
                        .lookupAttributes(
                                Events.attribute(LookupAttributeKey.USERNAME, "eve"),
                                Events.attribute(LookupAttributeKey.READ_ONLY, "true"))
                        .build());
        refused(
                InvalidTimeRangeException.class,
                first.toBuilder()
                        .startTime(Instant.ofEpochSecond(10))
                        .endTime(Instant.ofEpochSecond(9))
                        .build());
        assertThat(cloudTrail
                        .lookupEvents(in -> in.eventCategory(EventCategory.INSIGHT))
                        .events())
                .isEmpty();
    }

    @Test
    void whoMayNotLookIsDenied() {
        try (CloudTrailClient client = server.cloudTrail(eve, Region.EU_CENTRAL_1);
                Events events = new Events(server.cloudTrail(server.root(), Region.EU_CENTRAL_1))) {
            assertThatThrownBy(client::lookupEvents)
                    .hasMessageContaining("User: arn:aws:iam::111122223333:user/eve is not authorized to perform:"
                            + " cloudtrail:LookupEvents because no identity-based policy allows the"
                            + " cloudtrail:LookupEvents action");
            assertThat(events.latest("LookupEvents").path("errorCode").asString())
                    .isEqualTo("AccessDenied");
        }
    }

    private void refused(Class<? extends AwsServiceException> error, LookupEventsRequest request) {
        assertThatThrownBy(() -> cloudTrail.lookupEvents(request)).isInstanceOf(error);
        try (Events events = new Events(server.cloudTrail(server.root(), Region.EU_WEST_1))) {
            assertThat(events.latest("LookupEvents").path("errorCode").asString())
                    .isEqualTo(error.getSimpleName());
        }
    }

    private List<Event> find(LookupAttributeKey key, String value) {
        return cloudTrail
                .lookupEventsPaginator(
                        in -> in.lookupAttributes(Events.attribute(key, value)).maxResults(50))
                .stream()
                .map(LookupEventsResponse::events)
                .flatMap(List::stream)
                .filter(event -> !event.eventName().equals("LookupEvents"))
                .toList();
    }

    private List<Event> between(Instant start, Instant end) {
        return cloudTrail
                .lookupEventsPaginator(in -> in.startTime(start)
                        .endTime(end)
                        .lookupAttributes(Events.attribute(LookupAttributeKey.EVENT_SOURCE, "kms.amazonaws.com")))
                .stream()
                .flatMap(page -> page.events().stream())
                .toList();
    }
}
