package gatehouse.policy.spec;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Generated requests.
final class Requests {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";

    static final List<String> RESOURCES = List.of(
            "arn:aws:kms:us-east-1:111122223333:key/a",
            "arn:aws:kms:us-east-1:111122223333:key/alice",
            "arn:aws:s3:::b/alice/x:y",
            "arn:aws:s3:::alicey",
            "arn:aws:sts::111122223333:a*",
            "*");

    /// What entries of `AWS` name.
    static final List<String> PRINCIPAL_NAMES = List.of(
            "*",
            ACCOUNT,
            "arn:aws:iam::111122223333:root",
            OTHER,
            "arn:aws:iam::111122223333:user/alice",
            "AIDAALICEALICEALICE1",
            "arn:aws:iam::444455556666:user/eve",
            "arn:aws:iam::111122223333:role/app",
            "AROAAPPAPPAPPAPPAPP1",
            "arn:aws:sts::111122223333:assumed-role/app/run",
            "arn:aws:sts::111122223333:federated-user/bob");

    private static final List<Principal> PRINCIPALS = List.of(
            new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/alice", "AIDAALICEALICEALICE1"),
            new Principal.Session(
                    ACCOUNT,
                    "arn:aws:sts::111122223333:assumed-role/app/run",
                    "arn:aws:iam::111122223333:role/app",
                    "AROAAPPAPPAPPAPPAPP1"),
            new Principal.Root(ACCOUNT),
            new Principal.User(OTHER, "arn:aws:iam::444455556666:user/eve", "AIDAEVEEVEEVEEVEEVE1"),
            new Principal.FederatedUser(
                    ACCOUNT,
                    "arn:aws:sts::111122223333:federated-user/bob",
                    "arn:aws:iam::111122223333:user/alice",
                    "AIDAALICEALICEALICE1"),
            new Principal.Session(
                    ACCOUNT,
                    "arn:aws:sts::111122223333:assumed-role/linked/run",
                    "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/linked",
                    "AROALINKLINKLINKLIN1"),
            new Principal.Session(
                    ACCOUNT,
                    "arn:aws:sts::111122223333:assumed-role/disguised/run",
                    "arn:aws:iam::111122223333:role/a:role/aws-service-role/disguised",
                    "AROADISGUISED0000001"),
            new Principal.Service("cloudtrail.amazonaws.com"),
            new Principal.Federated("accounts.google.com"),
            new Principal.Anonymous());

    private Requests() {}

    static Arbitrary<AccessRequest> any() {
        Arbitrary<String> action =
                Arbitraries.of("kms:Decrypt", "kms:Decrypt", "kms:Encrypt", "s3:GetObject", "sts:AssumeRole");
        return Combinators.combine(principal(), action, Arbitraries.of(RESOURCES), account(), context())
                .as((p, a, r, owner, context) -> new AccessRequest(p, a, r, owner, context::get));
    }

    private static Arbitrary<String> account() {
        return Arbitraries.frequency(Tuple.of(5, ACCOUNT), Tuple.of(1, OTHER));
    }

    private static Arbitrary<Principal> principal() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(PRINCIPALS.subList(0, 2))), Tuple.of(2, Arbitraries.of(PRINCIPALS)));
    }

    private static Arbitrary<Map<String, List<String>>> context() {
        Arbitrary<Map<String, List<String>>> context = Arbitraries.just(Map.of());
        for (String key : Values.KEYS) {
            Arbitrary<List<List<String>>> values = Arbitraries.frequencyOf(
                    Tuple.of(1, Arbitraries.just(List.<List<String>>of())),
                    Tuple.of(
                            4,
                            Arbitraries.of(Values.valuesFor(key))
                                    .list()
                                    .ofMinSize(0)
                                    .ofMaxSize(2)
                                    .map(List::of)));
            context = Combinators.combine(context, values).as((map, list) -> with(map, key, list));
        }
        return context;
    }

    private static Map<String, List<String>> with(
            Map<String, List<String>> map, String key, List<List<String>> values) {
        Map<String, List<String>> longer = new HashMap<>(map);
        values.forEach(list -> longer.put(key.toLowerCase(Locale.ROOT), list));
        return longer;
    }
}
