package gatehouse.conformance;

import gatehouse.wire.constraint.ValuePattern;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Flag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The smallest input of an operation that its model accepts, as a tree: maps, lists, strings, numbers, booleans and
/// byte arrays.
final class SmallestInput {
    private static final String UUID = "12345678-1234-1234-1234-123456789012";

    private static final String BACKUP = "arn:aws:cloudhsm:us-east-1:111122223333:backup/backup-aaaaaaaaaaa";

    /// What the model does not require, and the operation does.
    private static final Map<String, Object> REQUIRED = Map.of(
            "PutResourcePolicy.ResourceArn",
            BACKUP,
            "PutResourcePolicy.Policy",
            "{}",
            "GetResourcePolicy.ResourceArn",
            BACKUP,
            "DeleteResourcePolicy.ResourceArn",
            BACKUP,
            "CreateCustomKeyStore.CloudHsmClusterId",
            "cluster-aaaaaaaaaaa",
            "CreateCustomKeyStore.KeyStorePassword",
            "password",
            "CreateCustomKeyStore.TrustAnchorCertificate",
            "certificate");

    /// Words of the forms that AWS's patterns ask for: the first that fits a schema is its value.
    private static final List<String> WORDS = List.of(
            "missing",
            "111122223333",
            "123456",
            "alias/missing",
            UUID,
            "arn:aws:iam::111122223333:role/missing",
            "arn:aws:iam::111122223333:policy/missing",
            "arn:aws:cloudtrail:us-east-1:111122223333:trail/missing",
            "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/" + UUID,
            "arn:aws:cloudtrail:us-east-1:111122223333:channel/" + UUID,
            "arn:aws:cloudtrail:us-east-1:111122223333:dashboard/missing",
            "arn:aws:kms:us-east-1:111122223333:key/" + UUID,
            "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
            "https://example.com/missing",
            "example.com",
            "missing@example.com",
            "s3://missing/prefix",
            "v1",
            "us-east-1",
            "kms.amazonaws.com",
            "o-1234567890/r-1234",
            "cluster-aaaaaaaaaaa",
            "backup-aaaaaaaaaaa",
            "subnet-12345678",
            "us-east-1a",
            "hsm1.medium",
            BACKUP);

    private final Map<String, Object> fixed;

    /// `fixed` holds the values of members that must mean something, by the member's name, and of members that the
    /// model does not require but the operation does, by `Operation.Member`.
    SmallestInput(Map<String, Object> fixed) {
        this.fixed = Map.copyOf(fixed);
    }

    Map<String, Object> of(Operation<?, ?> operation) {
        Map<String, Object> input = structure(operation.inputSchema());
        for (Member member : operation.inputSchema().members()) {
            String name = operation.name() + "." + member.name();
            Object value = fixed.getOrDefault(name, REQUIRED.get(name));
            if (value != null) {
                input.put(member.name(), value);
            }
        }
        return input;
    }

    private Map<String, Object> structure(Schema schema) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Member member : schema.members()) {
            if (member.traits().has(Flag.REQUIRED)) {
                members.put(member.name(), fixed.getOrDefault(member.name(), value(member.target())));
            }
        }
        return members;
    }

    private Object value(Schema schema) {
        long min = schema.constraints().min() == null ? 0 : schema.constraints().min();
        return switch (schema.kind()) {
            case STRUCTURE -> structure(schema);
            case UNION -> {
                Member first = schema.members().getFirst();
                yield Map.of(first.name(), value(first.target()));
            }
            case LIST ->
                Stream.generate(() -> value(schema.element().target()))
                        .limit(Math.max(1, min))
                        .toList();
            case MAP -> Map.of(text(schema.key().target()), value(schema.value().target()));
            case STRING -> text(schema);
            case BOOLEAN -> true;
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL -> min;
            case TIMESTAMP -> 1_700_000_000L;
            case BLOB -> new byte[(int) Math.max(1, min)];
            case DOCUMENT -> Map.of();
        };
    }

    private static String text(Schema schema) {
        Constraints constraints = schema.constraints();
        if (!constraints.enumValues().isEmpty()) {
            return constraints.enumValues().getFirst();
        }
        long min = constraints.min() == null ? 0 : constraints.min();
        long max = constraints.max() == null ? Long.MAX_VALUE : constraints.max();
        String pattern = constraints.pattern();
        ValuePattern matcher = pattern == null ? null : ValuePattern.compile(pattern);
        return Stream.concat(
                        WORDS.stream(), Stream.of("a", "A", "1").map(letter -> letter.repeat((int) Math.max(1, min))))
                .filter(word -> word.length() >= min && word.length() <= max)
                .filter(word -> matcher == null || matcher.matches(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no word is a valid " + schema.name() + ": " + constraints));
    }
}
