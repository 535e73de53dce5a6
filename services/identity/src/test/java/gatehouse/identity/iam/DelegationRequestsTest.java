package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestPartners;
import gatehouse.identity.TestServer;
import gatehouse.ports.DelegationPartners.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelegationRequestsTest extends IamTest {
    private static final String ID = "DelegationRequestId";

    /// Root of another account is the partner.
    private Reply create(String workflow, String... more) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "Description",
                "Setup",
                "Permissions.PolicyTemplateArn",
                TestPartners.TEMPLATE,
                "RequestorWorkflowId",
                workflow,
                "NotificationChannel",
                TestPartners.CHANNEL,
                "SessionDuration",
                "3600"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return server.otherRoot.iam(
                "CreateDelegationRequest",
                parameters.entrySet().stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toArray(String[]::new));
    }

    private String made(String... more) {
        Reply reply = create("workflow", more);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.element(ID);
    }

    private Reply on(String id, String operation) {
        return root.iam(operation, ID, id);
    }

    private String state(String id) {
        return call("GetDelegationRequest", ID, id).element("State");
    }

    @Test
    void aRequestGoesItsWayUntilItsTokenIsSent() {
        String id = made(
                "Permissions.Parameters.member.1.Name",
                "bucket",
                "Permissions.Parameters.member.1.Values.member.1",
                "b");
        assertThat(state(id)).isEqualTo("UNASSIGNED");
        on(id, "AssociateDelegationRequest");
        Reply assigned = call("GetDelegationRequest", ID, id);
        assertThat(assigned.element("State")).isEqualTo("ASSIGNED");
        assertThat(assigned.element("OwnerId")).isEqualTo(IAM + "root");
        assertThat(assigned.element("OwnerAccountId")).isEqualTo(TestServer.ACCOUNT);
        assertThat(assigned.element("RequestorId")).isEqualTo(TestServer.OTHER_ACCOUNT);
        assertThat(assigned.element("RequestorName")).isEqualTo("Acme");
        assertThat(assigned.element("PermissionPolicy")).contains("{bucket=[b]}");
        assertThat(assigned.element("ExpirationTime")).isEqualTo("2026-03-08T10:00:00Z");
        call("UpdateDelegationRequest", ID, id, "Notes", "please");
        Reply pending = call("GetDelegationRequest", ID, id);
        assertThat(pending.element("State")).isEqualTo("PENDING_APPROVAL");
        assertThat(pending.element("Notes")).isEqualTo("please");
        call("AcceptDelegationRequest", ID, id);
        assertThat(call("GetDelegationRequest", ID, id).element("ApproverId")).isEqualTo(IAM + "root");
        call("SendDelegationToken", ID, id);
        assertThat(state(id)).isEqualTo("FINALIZED");
        assertThat(server.partners.told).containsExactly("ASSIGNED", "PENDING_APPROVAL", "ACCEPTED");
        assertThat(server.partners.released)
                .singleElement()
                .extracting(Release::approverId, Release::sessionSeconds)
                .containsExactly(IAM + "root", 3600);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Update Accept Reject SendToken",
        "Associate, Associate SendToken",
        "Associate Update, Associate SendToken",
        "Associate Accept, Associate Update Accept",
        "Associate Reject, Associate Update Accept Reject SendToken",
        "Associate Accept SendToken, Associate Update Accept Reject SendToken",
    })
    void fromNoStateIsThereAnotherWay(String way, String closed) {
        String id = made();
        for (String step : steps(way)) {
            assertThat(on(id, operation(step)).status()).isEqualTo(200);
        }
        String state = state(id);
        for (String step : steps(closed)) {
            assertFails(
                    on(id, operation(step)),
                    400,
                    "InvalidInput",
                    "The delegation request with id " + id + " is in state " + state + ", which does not allow this.");
        }
        assertThat(state(id)).isEqualTo(state);
    }

    private static List<String> steps(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
    }

    private static String operation(String step) {
        return step.equals("SendToken") ? "SendDelegationToken" : step + "DelegationRequest";
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "Associate, 7", "Associate Update, 7", "Associate Accept, 7", "Associate Reject, 7"})
    void whatStaysTooLongInAStateExpires(String way, int days) {
        String id = made();
        for (String step : steps(way)) {
            on(id, operation(step));
        }
        server.clock.advance(Duration.ofDays(days).minusSeconds(1));
        assertThat(state(id)).isNotEqualTo("EXPIRED");
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(state(id)).isEqualTo("EXPIRED");
        for (String step : List.of("Associate", "Update", "Accept", "Reject", "SendToken")) {
            assertThat(on(id, operation(step)).code()).isEqualTo("InvalidInput");
        }
    }

    @Test
    void aRequestForAnAccountIsForNoOther() {
        String id = made("OwnerAccountId", TestServer.ACCOUNT);
        assertThat(server.otherRoot.iam("AssociateDelegationRequest", ID, id).code())
                .isEqualTo("AccessDenied");
        assertThat(server.otherRoot.iam("GetDelegationRequest", ID, id).code()).isEqualTo("AccessDenied");
        assertThat(on(id, "AssociateDelegationRequest").status()).isEqualTo(200);
        assertThat(server.otherRoot.iam("AcceptDelegationRequest", ID, id).code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void itsOwnerReadsAndUpdatesItWithoutAnyPolicy() {
        Client alice = server.client("alice", Policies.allow("iam:AssociateDelegationRequest", "*"));
        Client bob = server.client("bob", null);
        String id = made();
        assertThat(alice.iam("GetDelegationRequest", ID, id).code()).isEqualTo("AccessDenied");
        assertThat(alice.iam("AssociateDelegationRequest", ID, id).status()).isEqualTo(200);
        assertThat(alice.iam("GetDelegationRequest", ID, id).element("OwnerId")).isEqualTo(IAM + "user/alice");
        assertThat(alice.iam("UpdateDelegationRequest", ID, id).status()).isEqualTo(200);
        assertThat(alice.iam("AcceptDelegationRequest", ID, id).code()).isEqualTo("AccessDenied");
        assertThat(bob.iam("GetDelegationRequest", ID, id).code()).isEqualTo("AccessDenied");
    }

    @Test
    void conditionsOnTheOwnerHold() {
        String condition = """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*",
                "Condition":{"StringEquals":{"iam:DelegationRequestOwner":"%sroot"}}}}""".replace("%s", IAM);
        Client carol = server.client("carol", condition);
        String id = made();
        assertThat(carol.iam("AssociateDelegationRequest", ID, id).code()).isEqualTo("AccessDenied");
        on(id, "AssociateDelegationRequest");
        assertThat(carol.iam("AcceptDelegationRequest", ID, id).status()).isEqualTo(200);
        assertThat(carol.iam("ListDelegationRequests").code()).isEqualTo("AccessDenied");
        assertThat(carol.iam("ListDelegationRequests", "OwnerId", IAM + "root").status())
                .isEqualTo(200);
    }

    @Test
    void onlyTheOwnerSendsATokenWhereThatIsAsked() {
        Client alice = server.client("alice", Policies.allow("iam:*", "*"));
        String id = made("OnlySendByOwner", "true");
        alice.iam("AssociateDelegationRequest", ID, id);
        on(id, "AcceptDelegationRequest");
        assertThat(on(id, "SendDelegationToken").code()).isEqualTo("AccessDenied");
        assertThat(server.partners.released).isEmpty();
        assertThat(alice.iam("SendDelegationToken", ID, id).status()).isEqualTo(200);
        assertThat(server.partners.released)
                .singleElement()
                .extracting(Release::approverId)
                .isEqualTo(IAM + "root");
    }

    @Test
    void aRootUserAcceptsForFourHoursAtMost() {
        Client alice = server.client("alice", Policies.allow("iam:*", "*"));
        String id = made("SessionDuration", "14401");
        on(id, "AssociateDelegationRequest");
        assertThat(on(id, "AcceptDelegationRequest").code()).isEqualTo("InvalidInput");
        assertThat(alice.iam("AcceptDelegationRequest", ID, id).status()).isEqualTo(200);
    }

    @Test
    void requestsOfAnOwnerAreListedInPages() {
        Client alice = server.client("alice", Policies.allow("iam:*", "*"));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(create("workflow" + i).element(ID));
            (i < 3 ? alice : root).iam("AssociateDelegationRequest", ID, ids.get(i));
        }
        create("unowned", "OwnerAccountId", TestServer.ACCOUNT);
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(listed("OwnerId", IAM + "user/alice")).containsExactlyInAnyOrderElementsOf(ids.subList(0, 3));
        assertThat(elements(server.otherRoot.iam("ListDelegationRequests"), ID)).isEmpty();
    }

    private List<String> listed(String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("MaxItems", "2"));
        Reply reply = call("ListDelegationRequests", all.toArray(String[]::new));
        List<String> ids = new ArrayList<>(elements(reply, ID));
        while (reply.element("isTruncated").equals("true")) {
            List<String> next = new ArrayList<>(all);
            next.addAll(List.of("Marker", reply.element("Marker")));
            reply = call("ListDelegationRequests", next.toArray(String[]::new));
            ids.addAll(elements(reply, ID));
        }
        return ids;
    }

    @Test
    void whatNobodyRegisteredCannotBeAskedForNorTwiceForOneWorkflow() {
        made();
        assertFails(
                create("workflow"),
                409,
                "EntityAlreadyExists",
                "A delegation request with workflow id workflow already exists.");
        assertThat(create("other", "Permissions.PolicyTemplateArn", TestPartners.TEMPLATE + "x")
                        .code())
                .isEqualTo("InvalidInput");
        assertThat(create("other", "NotificationChannel", TestPartners.CHANNEL + "x")
                        .code())
                .isEqualTo("InvalidInput");
        assertFails(
                on("missing-missing-1", "GetDelegationRequest"),
                404,
                "NoSuchEntity",
                "The delegation request with id missing-missing-1 cannot be found.");
    }

    @Test
    void aWorkflowsIdIsFreeAgainLongAfterItsRequestExpired() {
        String id = made();
        server.clock.advance(Duration.ofDays(91).minusSeconds(1));
        assertThat(create("workflow").code()).isEqualTo("EntityAlreadyExists");
        server.clock.advance(Duration.ofSeconds(1));
        made();
        assertThat(on(id, "GetDelegationRequest").code()).isEqualTo("NoSuchEntity");
    }
}
