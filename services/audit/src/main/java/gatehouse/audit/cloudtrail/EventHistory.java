package gatehouse.audit.cloudtrail;

import gatehouse.gateway.Call;
import gatehouse.gateway.Judgements;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.TrailAttribute;
import gatehouse.model.cloudtrail.Event;
import gatehouse.model.cloudtrail.InvalidLookupAttributesException;
import gatehouse.model.cloudtrail.InvalidMaxResultsException;
import gatehouse.model.cloudtrail.InvalidTimeRangeException;
import gatehouse.model.cloudtrail.LookupAttribute;
import gatehouse.model.cloudtrail.LookupEventsRequest;
import gatehouse.model.cloudtrail.LookupEventsResponse;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.EventLog.Found;
import gatehouse.store.log.EventLog.Query;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// LookupEvents: the caller's account's events of one region, newest first.
final class EventHistory {
    private final EventLog log;

    EventHistory(EventLog log) {
        this.log = log;
    }

    Plan<LookupEventsResponse> lookupEvents(Call call, LookupEventsRequest in) {
        Resource unnamed = Resource.any(call.account()).shownAs("");
        return Plan.require(Requirement.of("cloudtrail:LookupEvents", unnamed)).reply(() -> find(call, in));
    }

    private LookupEventsResponse find(Call call, LookupEventsRequest in) {
        Attribute attribute = attribute(in.lookupAttributes());
        Instant from = from(call, in);
        int limit = limit(in.maxResults());
        String question = call.account()
                + '|'
                + call.region()
                + '|'
                + attribute
                + '|'
                + in.startTime()
                + '|'
                + in.endTime()
                + '|'
                + in.eventCategory();
        Long before = PageToken.position(in.nextToken(), question);
        if (in.eventCategory() != null) {
            // Insights are the only other category, and nothing has produced any.
            return new LookupEventsResponse(List.of(), null);
        }
        Found found = log.find(
                new Query(call.account(), call.region().value(), attribute, from, in.endTime(), before, limit));
        return new LookupEventsResponse(
                found.entries().stream().map(EventHistory::event).toList(), PageToken.of(found.next(), question));
    }

    private static @Nullable Attribute attribute(@Nullable List<LookupAttribute> attributes) {
        if (attributes == null || attributes.isEmpty()) {
            return null;
        }
        if (attributes.size() > CloudTrailLimits.LOOKUP_ATTRIBUTES_MAX) {
            throw new InvalidLookupAttributesException("You can only specify one lookup attribute.");
        }
        LookupAttribute only = attributes.getFirst();
        return new Attribute(String.valueOf(only.attributeKey()), String.valueOf(only.attributeValue()));
    }

    private static Instant from(Call call, LookupEventsRequest in) {
        Instant oldest = call.now().minus(CloudTrailLimits.RETENTION);
        Instant start = in.startTime();
        Instant end = in.endTime();
        if (start != null && end != null && start.isAfter(end)) {
            throw new InvalidTimeRangeException("Start time cannot be after end time.");
        }
        return start == null || start.isBefore(oldest) ? oldest : start;
    }

    private static int limit(@Nullable Integer maxResults) {
        if (maxResults == null) {
            return CloudTrailLimits.RESULTS_MAX;
        }
        if (maxResults < 1 || maxResults > CloudTrailLimits.RESULTS_MAX) {
            throw new InvalidMaxResultsException("The specified MaxResults is not valid: it must be between 1 and 50.");
        }
        return maxResults;
    }

    private static Event event(LogEntry entry) {
        Event.Builder event = Event.builder()
                .eventTime(entry.time().truncatedTo(ChronoUnit.SECONDS))
                .resources(EventResources.of(entry.attributes()))
                .cloudTrailEvent(Judgements.record(entry.body()));
        for (Attribute attribute : entry.attributes()) {
            switch (attribute.name()) {
                case TrailAttribute.EVENT_ID -> event.eventId(attribute.value());
                case TrailAttribute.EVENT_NAME -> event.eventName(attribute.value());
                case TrailAttribute.EVENT_SOURCE -> event.eventSource(attribute.value());
                case TrailAttribute.READ_ONLY -> event.readOnly(attribute.value());
                case TrailAttribute.USERNAME -> event.username(attribute.value());
                case TrailAttribute.ACCESS_KEY_ID -> event.accessKeyId(attribute.value());
                default -> {
                    // Resources: read in pairs above.
                }
            }
        }
        return event.build();
    }
}
