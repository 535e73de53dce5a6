package gatehouse.bench;

import gatehouse.bench.ScaleBench.Step;
import gatehouse.server.OwnClient;
import gatehouse.server.ServerSettings.ChosenCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The same calls of IAM on an account with few users and roles and on one with many, each of them with ten policies.
final class IdentityBench {
    private static final int POLICIES = 10;
    private static final int FEW = 100;
    private static final int CALLS = 301;
    private static final String TRUST = "%7B%22Version%22:%222012-10-17%22,%22Statement%22:%7B%22Effect%22:%22Allow%22,"
            + "%22Action%22:%22sts:AssumeRole%22,%22Principal%22:%7B%22AWS%22:%22000000000000%22%7D%7D%7D";

    private IdentityBench() {}

    static void run(List<String> options) throws Exception {
        int users = Options.number(options, "--users", 10_000);
        int roles = Options.number(options, "--roles", 5_000);
        Path data = Options.dataFolder();
        try (Target server = EncryptBench.server(data)) {
            OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
            for (int i = 0; i < POLICIES; i++) {
                Subject.query(root, "CreatePolicy", "PolicyName=p" + i + "&PolicyDocument=" + document(i));
            }
            ChosenCredentials probe = grow(server, 0, FEW, FEW);
            measure(server, probe); // Warms up.
            Map<String, Double> few = measure(server, probe);
            grow(server, FEW, users, roles);
            Map<String, Double> many = measure(server, probe);
            few.forEach((call, before) -> {
                double now = many.getOrDefault(call, Double.NaN);
                System.out.printf(
                        Locale.ROOT,
                        "%-30s %.2f ms with %,d users, %.2f ms with %,d: %.2f times%n",
                        call,
                        before,
                        FEW,
                        now,
                        users,
                        now / before);
            });
        }
    }

    private static String document(int i) {
        return "%7B%22Version%22:%222012-10-17%22,%22Statement%22:%7B%22Effect%22:%22Allow%22,%22Action%22:%5B%22s3:Get"
                + i + "*%22" + (i == POLICIES - 1 ? ",%22iam:GetUser%22,%22sts:AssumeRole%22" : "")
                + "%5D,%22Resource%22:%22*%22%7D%7D";
    }

    /// Makes users and roles with those numbers; returns the credentials of the first user of them.
    private static ChosenCredentials grow(Target server, int from, int users, int roles) throws Exception {
        ScaleBench.fill(server, "users with policies", users - from, each(from, "User"));
        ScaleBench.fill(server, "roles with policies", roles - from, each(from, "Role"));
        OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
        String key = Subject.query(root, "CreateAccessKey", "UserName=User" + from);
        return new ChosenCredentials(
                Subject.between(key, "<AccessKeyId>", "</AccessKeyId>"),
                Subject.between(key, "<SecretAccessKey>", "</SecretAccessKey>"));
    }

    private static Step each(int from, String kind) {
        String more = kind.equals("Role") ? "&AssumeRolePolicyDocument=" + TRUST : "";
        return (root, index) -> {
            String name = kind + (from + index);
            Subject.query(root, "Create" + kind, kind + "Name=" + name + more);
            for (int i = 0; i < POLICIES; i++) {
                Subject.query(
                        root,
                        "Attach" + kind + "Policy",
                        kind + "Name=" + name + "&PolicyArn=arn:aws:iam::000000000000:policy/p" + i);
            }
        };
    }

    /// The median time of each call in milliseconds, one after another.
    private static Map<String, Double> measure(Target server, ChosenCredentials probe) throws IOException {
        OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
        OwnClient user = new OwnClient(server.endpoint().toString(), probe, InstantSource.system());
        Map<String, Double> medians = new LinkedHashMap<>();
        medians.put("a decision (GetUser)", median(() -> Subject.query(user, "GetUser", "UserName=User1")));
        medians.put("ListUsers, a page", median(() -> Subject.query(root, "ListUsers", "")));
        medians.put("ListRoles, a page", median(() -> Subject.query(root, "ListRoles", "")));
        medians.put(
                "ListAttachedRolePolicies",
                median(() -> Subject.query(root, "ListAttachedRolePolicies", "RoleName=Role1")));
        medians.put(
                "ListEntitiesForPolicy, a page",
                median(() ->
                        Subject.query(root, "ListEntitiesForPolicy", "PolicyArn=arn:aws:iam::000000000000:policy/p1")));
        return medians;
    }

    /// A call that is measured.
    interface Call {
        String make() throws IOException;
    }

    /// The median time of a call in milliseconds.
    static double median(Call call) throws IOException {
        double[] millis = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            call.make();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[CALLS / 2];
    }
}
