package gatehouse.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.document.StatementPositions.Position;
import gatehouse.policy.document.StatementPositions.Span;
import org.junit.jupiter.api.Test;

class StatementPositionsTest {
    private static Span span(int startLine, int startColumn, int endLine, int endColumn) {
        return new Span(new Position(startLine, startColumn), new Position(endLine, endColumn));
    }

    /// What AWS answers for AdministratorAccess as it stands in the console.
    @Test
    void theOnlyStatementOfAListIsWhereAwsSays() {
        String document = """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": "*",
                      "Resource": "*"
                    }
                  ]
                }""";
        assertThat(StatementPositions.of(document)).containsExactly(span(3, 17, 8, 6));
    }

    @Test
    void eachStatementBeginsBehindTheOneBefore() {
        assertThat(StatementPositions.of("{\"Statement\":[{\"Effect\":\"Deny\"}, {\"a\":[1,{}]}],\"Id\":\"x\"}"))
                .containsExactly(span(1, 15, 1, 32), span(1, 32, 1, 46));
    }

    /// The first is AWS's own example of `aws iam simulate-custom-policy`.
    @Test
    void aStatementWithoutAListBeginsBehindItsBrace() {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"dynamodb:*\","
                + "\"Resource\":\"*\",\"Condition\":{\"DateGreaterThan\":{\"aws:CurrentTime\":\"2018-08-16T12:00:00Z\"}}}}";
        assertThat(StatementPositions.of(document)).containsExactly(span(1, 38, 1, 167));
        assertThat(StatementPositions.of("{\"Id\":[{}],\n\"Statement\": {}}")).containsExactly(span(2, 15, 2, 16));
    }
}
