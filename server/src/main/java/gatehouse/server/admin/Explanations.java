package gatehouse.server.admin;

import gatehouse.gateway.Call;
import gatehouse.gateway.Ids;
import gatehouse.gateway.Judgements;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Regions;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.TrailAttribute;
import gatehouse.model.gatehouse.DecisionNotFoundException;
import gatehouse.model.gatehouse.ExplainDecisionRequest;
import gatehouse.model.gatehouse.ExplainDecisionResponse;
import gatehouse.policy.Region;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.EventLog.Query;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import gatehouse.wire.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// ExplainDecision: what was kept of the decisions of a call of the caller's account. Nothing is decided again.
final class Explanations {
    private final EventLog log;

    Explanations(EventLog log) {
        this.log = log;
    }

    Plan<ExplainDecisionResponse> explain(Call call, ExplainDecisionRequest in) {
        String requestId = Objects.requireNonNull(in.requestId());
        return Plan.require(Requirement.of("gatehouse:ExplainDecision", Resource.any(call.account())))
                .reply(() -> answer(call, requestId));
    }

    private ExplainDecisionResponse answer(Call call, String requestId) {
        LogEntry entry = find(call, Ids.eventOf(requestId));
        if (entry == null) {
            // Each id is the other's, turned round: event ids are taken as well.
            entry = find(call, requestId);
        }
        if (entry == null) {
            throw new DecisionNotFoundException("No call with the request or event id " + requestId
                    + " is on record in account " + call.account() + ": the id is wrong, the call was another account's"
                    + " or had no valid signature, or its record has expired.");
        }
        String eventId = Objects.requireNonNull(attribute(entry, TrailAttribute.EVENT_ID));
        byte[] decisions = Judgements.decisions(entry.body());
        ExplainDecisionResponse kept = decisions == null
                ? ExplainDecisionResponse.builder().decisions(List.of()).build()
                : JsonReader.read(decisions, ExplainDecisionResponse::read);
        return ExplainDecisionResponse.builder()
                .requestId(Ids.eventOf(eventId))
                .eventId(eventId)
                .eventTime(entry.time())
                .eventName(attribute(entry, TrailAttribute.EVENT_NAME))
                .principal(kept.principal())
                .decisions(kept.decisions())
                .build();
    }

    /// The caller's own region first: most calls are explained where they were made.
    private @Nullable LogEntry find(Call call, String eventId) {
        List<Region> regions = new ArrayList<>(List.of(call.region()));
        regions.addAll(Regions.all());
        for (Region region : regions) {
            List<LogEntry> found = log.find(new Query(
                            call.account(),
                            region.value(),
                            new Attribute(TrailAttribute.EVENT_ID, eventId),
                            null,
                            null,
                            null,
                            1))
                    .entries();
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return null;
    }

    private static @Nullable String attribute(LogEntry entry, String name) {
        for (Attribute attribute : entry.attributes()) {
            if (attribute.name().equals(name)) {
                return attribute.value();
            }
        }
        return null;
    }
}
