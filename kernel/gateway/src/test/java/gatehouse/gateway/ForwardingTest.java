package gatehouse.gateway;

import static gatehouse.gateway.NoteServices.ACCOUNT;
import static gatehouse.gateway.NoteServices.ELSEWHERE;
import static gatehouse.gateway.NoteServices.EVERYTHING;
import static gatehouse.gateway.NoteServices.FIRST;
import static gatehouse.gateway.NoteServices.GLOBAL;
import static gatehouse.gateway.NoteServices.OTHER_ACCOUNT;
import static gatehouse.gateway.NoteServices.SECOND;
import static gatehouse.gateway.NoteServices.THIRD;
import static gatehouse.gateway.NoteServices.field;
import static gatehouse.gateway.NoteServices.has;
import static gatehouse.gateway.NoteServices.put;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.gateway.NoteService.Note;
import gatehouse.store.ConflictException;
import gatehouse.store.Transaction;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A service calls another on behalf of its caller: a request of its own in every respect, and a part of
/// the call.
final class ForwardingTest {
    private static final Note NOTE = new Note("inner");

    @TempDir
    private Path folder;

    private NoteServices notes;

    @BeforeEach
    void start() throws IOException {
        notes = new NoteServices(folder);
    }

    @AfterEach
    void stop() {
        notes.close();
    }

    /// The text that an operation answers, or its error's code.
    private static String tried(Call call, Operation<Note, Note> operation, Note input) {
        try {
            return requireNonNull(call.forward(operation, input).text());
        } catch (ServiceException e) {
            return e.error().shapeName();
        }
    }

    private static String denying(String action) {
        return "{\"Effect\":\"Deny\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}";
    }

    @Test
    void itIsCommittedAndRecordedWithTheCallThatItIsAPartOf() {
        notes.first = (call, tx) -> {
            put(tx, "one");
            return requireNonNull(call.forward(SECOND.write, NOTE).text());
        };
        notes.second = (call, tx) -> {
            assertThat(has(tx, "one")).isTrue();
            put(tx, "two");
            return "answered";
        };
        assertThat(notes.call()).isEqualTo("200 {\"Text\":\"answered\"}");
        assertThat(notes.has("one") && notes.has("two")).isTrue();

        assertThat(notes.outline())
                .containsExactly("first.amazonaws.com WriteNote OK", "second.amazonaws.com WriteNote OK");
        String outer = notes.events().getFirst();
        String inner = notes.events().getLast();
        assertThat(outer).doesNotContain("invokedBy", "sessionContext").contains("\"sourceIPAddress\":\"192.0.2.1\"");
        String time = field(outer, "eventTime");
        assertThat(inner)
                .contains("\"type\":\"IAMUser\"")
                .contains("\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\"userName\":\"alice\",\"sessionContext\":"
                        + "{\"attributes\":{\"creationDate\":\"" + time + "\",\"mfaAuthenticated\":\"false\"}},"
                        + "\"invokedBy\":\"first.amazonaws.com\"}")
                .contains("\"sourceIPAddress\":\"first.amazonaws.com\",\"userAgent\":\"first.amazonaws.com\"")
                .contains("\"requestParameters\":{\"text\":\"inner\"},\"responseElements\":{\"text\":\"answered\"}");
        Set<String> ids = new HashSet<>();
        for (String event : List.of(outer, inner)) {
            ids.add(requireNonNull(field(event, "requestID")));
            ids.add(requireNonNull(field(event, "eventID")));
        }
        assertThat(ids).hasSize(4);
        assertThat(notes.decisions(outer)).contains("first:WriteNote").doesNotContain("second:");
        assertThat(notes.decisions(inner)).contains("second:WriteNote").doesNotContain("first:");
        assertThat(field(inner, "eventID")).isEqualTo(Ids.eventOf(requireNonNull(field(inner, "requestID"))));
    }

    @Test
    void aCallThatForwardsNoneIsOneRecord() {
        notes.call(FIRST.get);
        assertThat(notes.outline()).containsExactly("first.amazonaws.com GetNote OK");
    }

    @Test
    void aReadThatForwardsAReadTakesNoTurnAndIsRecorded() {
        notes.first = (call, tx) -> tried(call, SECOND.get, NOTE);
        notes.second = (call, tx) -> "read";
        assertThat(notes.call(FIRST.get)).isEqualTo("200 {\"Text\":\"read\"}");
        assertThat(notes.outline())
                .containsExactly("first.amazonaws.com GetNote OK", "second.amazonaws.com GetNote OK");
    }

    @Test
    void whatTheCallerMayNotDoNoServiceDoesForIt() {
        notes.statements = List.of(EVERYTHING, denying("second:WriteNote"));
        notes.first =
                (call, tx) -> requireNonNull(call.forward(SECOND.write, NOTE).text());
        notes.second = (call, tx) -> {
            throw new AssertionError("it is not allowed");
        };
        assertThat(notes.call())
                .startsWith("400 ")
                .contains("AccessDeniedException")
                .contains("User: arn:aws:iam::111122223333:user/alice is not authorized to perform: second:WriteNote on"
                        + " resource: arn:aws:second:::inner");
        assertThat(notes.outline())
                .containsExactly(
                        "first.amazonaws.com WriteNote AccessDenied", "second.amazonaws.com WriteNote AccessDenied");
        assertThat(notes.decisions(notes.events().getLast())).contains("DENIED", "second:WriteNote");
    }

    @Test
    void whoMayNotMakeACallMakesNoneByIt() {
        notes.statements = List.of(EVERYTHING, denying("first:*"));
        notes.first = (call, tx) -> tried(call, SECOND.write, NOTE);
        assertThat(notes.call()).startsWith("400 ");
        assertThat(notes.outline()).containsExactly("first.amazonaws.com WriteNote AccessDenied");
    }

    @Test
    void beforeItIsAllowedACallForwardsNothing() {
        List<String> answers = new ArrayList<>();
        notes.whilePlanning = () -> {
            Call before = notes.latest;
            if (before != null) {
                answers.add(tried(before, SECOND.write, NOTE));
            }
        };
        notes.call();
        assertThat(notes.call()).startsWith("500 ").contains("InternalFailure");
        assertThat(answers).isEmpty();
        assertThat(notes.outline())
                .containsExactly("first.amazonaws.com WriteNote OK", "first.amazonaws.com WriteNote InternalFailure");
    }

    @Test
    void norDoesItOnceItHasWorked() {
        notes.call();
        Call ended = requireNonNull(notes.latest);
        assertThatThrownBy(() -> ended.forward(SECOND.write, NOTE)).isInstanceOf(IllegalStateException.class);
        assertThat(notes.outline()).hasSize(1);
    }

    @Test
    void credentialsThatMayNotCallAServiceMayNotThroughAnother() {
        notes.forbidden = Service.of(SECOND, "second", ConstraintProfile.JSON).build();
        notes.first = (call, tx) -> tried(call, SECOND.write, NOTE);
        assertThat(notes.call()).isEqualTo("200 {\"Text\":\"AccessDeniedException\"}");
        assertThat(notes.outline())
                .containsExactly("first.amazonaws.com WriteNote OK", "second.amazonaws.com WriteNote AccessDenied");
    }

    @Test
    void aCallThatGoesOnKeepsNothingOfOneThatFailed() {
        notes.first = (call, tx) -> {
            put(tx, "one");
            String error = tried(call, SECOND.write, NOTE);
            assertThat(has(tx, "two")).isFalse();
            return error;
        };
        notes.second = (call, tx) -> {
            put(tx, "two");
            throw CommonErrors.validation("No.");
        };
        assertThat(notes.call()).isEqualTo("200 {\"Text\":\"ValidationException\"}");
        assertThat(notes.has("one")).isTrue();
        assertThat(notes.has("two")).isFalse();
        assertThat(notes.outline())
                .containsExactly(
                        "first.amazonaws.com WriteNote OK", "second.amazonaws.com WriteNote ValidationException");
    }

    @Test
    void whereACallFailsNothingThatItForwardedIsKept() {
        List<String> after = new ArrayList<>();
        notes.afterSecond = () -> after.add("second");
        notes.first = (call, tx) -> {
            call.forward(SECOND.get, NOTE);
            call.forward(SECOND.write, NOTE);
            throw CommonErrors.validation("No.");
        };
        notes.second = (call, tx) -> {
            if (call.operation().equals(SECOND.write)) {
                call.forward(THIRD.write, NOTE);
            }
            return "";
        };
        notes.third = (call, tx) -> {
            put(tx, "three");
            return "";
        };
        assertThat(notes.call()).startsWith("400 ");
        assertThat(notes.has("three")).isFalse();
        // What was read was read: only a change did not happen.
        assertThat(notes.outline())
                .containsExactly(
                        "first.amazonaws.com WriteNote ValidationException",
                        "second.amazonaws.com GetNote OK",
                        "second.amazonaws.com WriteNote TransactionCanceledException",
                        "third.amazonaws.com WriteNote TransactionCanceledException");
        assertThat(notes.events().subList(2, 4))
                .allMatch(event -> event.contains("\"responseElements\":null")
                        && event.contains("What this one changed was not kept."));
        assertThat(after).containsExactly("second");
    }

    @Test
    void whatIsDoneAfterwardsIsDoneOnceAllIsDurable() {
        List<String> after = new ArrayList<>();
        notes.afterSecond = () -> after.add("durable: " + notes.has("two"));
        notes.first = (call, tx) -> tried(call, SECOND.write, NOTE);
        notes.second = (call, tx) -> {
            put(tx, "two");
            return "";
        };
        notes.call();
        assertThat(after).containsExactly("durable: true");
    }

    @Test
    void aConflictBeginsAllOfItAgainAndRecordsItOnce() {
        List<Boolean> seen = new ArrayList<>();
        notes.first = (call, tx) -> tried(call, SECOND.write, NOTE);
        notes.second = (call, tx) -> {
            seen.add(has(call.view(), "meanwhile"));
            put(tx, "two");
            if (seen.size() == 1) {
                commit("meanwhile");
            }
            return "";
        };
        assertThat(notes.call()).startsWith("200 ");
        assertThat(seen).containsExactly(false, true);
        assertThat(notes.outline())
                .containsExactly("first.amazonaws.com WriteNote OK", "second.amazonaws.com WriteNote OK");
    }

    private void commit(String text) {
        Transaction other = notes.store.begin();
        put(other, text);
        try {
            notes.store.commit(other, List.of());
        } catch (ConflictException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aChainIsKnownToPoliciesInItsOrder() {
        List<List<String>> via = new ArrayList<>();
        List<@Nullable String> endpoints = new ArrayList<>();
        notes.first = (call, tx) -> {
            via.add(call.via());
            endpoints.add(call.viaEndpoint());
            return tried(call, SECOND.get, NOTE);
        };
        notes.second = (call, tx) -> {
            via.add(call.via());
            endpoints.add(call.viaEndpoint());
            return tried(call, THIRD.get, NOTE);
        };
        notes.third = (call, tx) -> {
            via.add(call.via());
            endpoints.add(call.viaEndpoint());
            return "reached";
        };
        String onlyIf = "{\"Effect\":\"Allow\",\"Action\":\"third:GetNote\",\"Resource\":\"*\",\"Condition\":"
                + "{\"ForAllValues:StringEquals\":{\"aws:CalledVia\":[\"first.amazonaws.com\",\"second.amazonaws.com\"]},"
                + "\"StringEquals\":{\"aws:CalledViaFirst\":\"first.amazonaws.com\",\"aws:CalledViaLast\":"
                + "\"second.amazonaws.com\"},\"Bool\":{\"aws:ViaAWSService\":\"true\"}}}";
        notes.statements =
                List.of("{\"Effect\":\"Allow\",\"Action\":[\"first:*\",\"second:*\"],\"Resource\":\"*\"}", onlyIf);
        assertThat(notes.call(FIRST.get)).isEqualTo("200 {\"Text\":\"reached\"}");
        assertThat(via)
                .containsExactly(
                        List.of(),
                        List.of("first.amazonaws.com"),
                        List.of("first.amazonaws.com", "second.amazonaws.com"));
        assertThat(endpoints).containsExactly(null, "first.eu-west-1.amazonaws.com", "second.eu-west-1.amazonaws.com");
        assertThat(field(notes.events().getLast(), "invokedBy")).isEqualTo("second.amazonaws.com");

        notes.first = (call, tx) -> tried(call, THIRD.get, NOTE);
        assertThat(notes.call(FIRST.get)).contains("AccessDenied");
    }

    @Test
    void aCircleOfServicesEnds() {
        notes.first =
                (call, tx) -> requireNonNull(call.forward(SECOND.write, NOTE).text());
        notes.second =
                (call, tx) -> requireNonNull(call.forward(FIRST.write, NOTE).text());
        assertThat(notes.call()).startsWith("500 ").contains("InternalFailure");
        assertThat(notes.outline()).hasSize(1 + Forwarded.VIA_MAX).allMatch(event -> event.endsWith("InternalFailure"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "20, true", "0, false", "21, false"})
    void itsInputIsChecked(int chars, boolean valid) {
        notes.first = (call, tx) -> tried(call, SECOND.write, new Note("x".repeat(chars)));
        notes.second = (call, tx) -> "fine";
        String answer = valid ? "fine" : "ValidationException";
        assertThat(notes.call()).isEqualTo("200 {\"Text\":\"" + answer + "\"}");
        assertThat(notes.outline().getLast())
                .isEqualTo("second.amazonaws.com WriteNote " + (valid ? "OK" : "ValidationException"));
    }

    @Test
    void whatIsNotBuiltSaysSoToWhoMayCallIt() {
        notes.first = (call, tx) -> tried(call, SECOND.unbuilt, NOTE);
        assertThat(notes.call()).isEqualTo("200 {\"Text\":\"NotImplementedException\"}");
        assertThat(notes.events().getLast())
                .contains("Gatehouse does not implement second:BurnNote yet. Nothing was done.");
        notes.statements = List.of(EVERYTHING, denying("second:*"));
        assertThat(notes.call()).isEqualTo("200 {\"Text\":\"AccessDeniedException\"}");
    }

    @Test
    void whatIsNotServedSaysSo() {
        notes.first =
                (call, tx) -> requireNonNull(call.forward(ELSEWHERE.write, NOTE).text());
        assertThat(notes.call()).startsWith("501 ").contains("Gatehouse does not serve 'elsewhere' yet.");
    }

    @Test
    void aBugIsToldToNobody() {
        notes.first =
                (call, tx) -> requireNonNull(call.forward(SECOND.write, NOTE).text());
        notes.second = (call, tx) -> {
            put(tx, "two");
            throw new IllegalStateException("a detail");
        };
        assertThat(notes.call()).startsWith("500 ").contains("InternalFailure").doesNotContain("a detail");
        assertThat(notes.events()).noneMatch(event -> event.contains("a detail"));
        assertThat(notes.outline())
                .containsExactly(
                        "first.amazonaws.com WriteNote InternalFailure",
                        "second.amazonaws.com WriteNote InternalFailure");
        assertThat(notes.has("two")).isFalse();
    }

    @Test
    void aGlobalServiceIsCalledAndRecordedWhereItIs() {
        notes.first = (call, tx) -> tried(call, GLOBAL.get, NOTE);
        assertThat(notes.call(FIRST.get)).isEqualTo("200 {\"Text\":\"us-east-1\"}");
        assertThat(notes.outline()).containsExactly("first.amazonaws.com GetNote OK");
        assertThat(notes.events(ACCOUNT, "us-east-1"))
                .singleElement()
                .satisfies(event -> assertThat(field(event, "eventSource")).isEqualTo("global.amazonaws.com"));
    }

    @Test
    void whoseResourceItTouchedHasItsRecordToo() {
        notes.first = (call, tx) -> tried(call, SECOND.get, NOTE);
        notes.second = (call, tx) -> {
            call.notes().resource("arn:aws:second::444455556666:note", "AWS::Second::Note", OTHER_ACCOUNT);
            return "";
        };
        notes.call(FIRST.get);
        assertThat(notes.outline()).hasSize(2);
        assertThat(notes.events(OTHER_ACCOUNT, "eu-west-1"))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .contains("\"invokedBy\":\"first.amazonaws.com\"", "\"recipientAccountId\":\"444455556666\"")
                        .contains("\"sharedEventID\":\"" + field(notes.events().getLast(), "sharedEventID")));
    }

    @ParameterizedTest
    @CsvSource({
        "IpAddress, aws:SourceIp, 192.0.2.0/24, first",
        "NotIpAddress, aws:SourceIp, 192.0.2.0/24, second",
        "IpAddressIfExists, aws:SourceIp, 192.0.2.0/24, first",
        "StringEquals, aws:UserAgent, a-client, first",
        "StringEquals, aws:UserAgent, first.amazonaws.com, second",
        "Bool, aws:SecureTransport, false, first",
        "Bool, aws:SecureTransport, true, second",
        "Null, aws:Referer, false, first",
        "Null, aws:Referer, true, second",
        "Bool, aws:ViaAWSService, false, first",
        "Bool, aws:ViaAWSService, true, second",
        "Bool, aws:PrincipalIsAWSService, true, neither",
        "Null, aws:CalledVia, true, first",
        "Null, aws:MultiFactorAuthPresent, true, first",
        "Bool, aws:MultiFactorAuthPresent, false, second"
    })
    void aServiceSendsTheRequestAndNotItsCaller(String operator, String key, String value, String whose) {
        notes.first = (call, tx) -> tried(call, SECOND.get, NOTE);
        notes.second = (call, tx) -> "allowed";
        String condition = ",\"Condition\":{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}}}";
        notes.statements = List.of(EVERYTHING, denying("first:GetNote").replace("}", condition));
        assertThat(notes.call(FIRST.get).startsWith("400 ")).isEqualTo(whose.equals("first"));
        notes.statements = List.of(EVERYTHING, denying("second:GetNote").replace("}", condition));
        assertThat(notes.call(FIRST.get).contains("AccessDenied")).isEqualTo(whose.equals("second"));
    }
}
