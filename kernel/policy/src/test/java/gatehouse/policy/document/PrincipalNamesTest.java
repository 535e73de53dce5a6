package gatehouse.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrincipalNamesTest {
    @Test
    void principalsAreRenamedWhereverAStatementHasThem() {
        assertRenamed(
                "{\"Statement\":{\"Principal\":{\"AWS\":\"OLD\"}}}",
                "{\"Statement\":{\"Principal\":{\"AWS\":\"new\"}}}");
        assertRenamed(
                "{ \"Statement\" : [ {\"NotPrincipal\" : {\"Service\":\"OLD\",\n \"AWS\" : [ \"a\", \"OLD\" ,\"OLD\"]} }, {} ] }\n",
                "{ \"Statement\" : [ {\"NotPrincipal\" : {\"Service\":\"OLD\",\n \"AWS\" : [ \"a\", \"new\" ,\"new\"]} }, {} ] }\n");
        assertRenamed(
                "{\"Statement\":[{\"Principal\":{\"AWS\":\"\\u004fLD\"}}]}",
                "{\"Statement\":[{\"Principal\":{\"AWS\":\"new\"}}]}");
    }

    @Test
    void nothingElseIs() {
        for (String document : new String[] {
            "{\"Id\":\"OLD\",\"Statement\":[{\"Sid\":\"OLD\",\"Principal\":\"OLD\",\"Resource\":[\"OLD\"]}]}",
            "{\"Statement\":[{\"Condition\":{\"StringEquals\":{\"AWS\":[\"OLD\"]}}}]}",
            "{\"Statement\":[{\"Condition\":{\"Principal\":{\"AWS\":\"OLD\"}}}]}",
            "{\"Principal\":{\"AWS\":\"OLD\"},\"Statement\":[]}",
            "{\"Statement\":[{\"Principal\":{\"Federated\":\"OLD\",\"AWS\":\"\\u004e\"}}]}"
        }) {
            assertRenamed(document, document);
        }
    }

    @Test
    void longTextsKeepTheirPlaces() {
        String filler = "\"Sid\":\"" + "é\\n".repeat(20_000) + "\",";
        assertRenamed(
                "{\"Statement\":[{" + filler + "\"Principal\":{\"AWS\":\"OLD\"}},{\"Principal\":{\"AWS\":\"OLD\"},"
                        + filler + "\"Effect\":\"Deny\"}]}",
                "{\"Statement\":[{" + filler + "\"Principal\":{\"AWS\":\"new\"}},{\"Principal\":{\"AWS\":\"new\"},"
                        + filler + "\"Effect\":\"Deny\"}]}");
    }

    @Test
    void aNameIsEscaped() {
        assertThat(PrincipalNames.rename("{\"Statement\":{\"Principal\":{\"AWS\":\"a\"}}}", name -> "b\"\\c"))
                .isEqualTo("{\"Statement\":{\"Principal\":{\"AWS\":\"b\\\"\\\\c\"}}}");
    }

    private static void assertRenamed(String document, String expected) {
        assertThat(PrincipalNames.rename(document, name -> name.equals("OLD") ? "new" : name))
                .isEqualTo(expected);
    }
}
