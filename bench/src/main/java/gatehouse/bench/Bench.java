package gatehouse.bench;

import java.util.Arrays;
import java.util.List;

/// `bench/run NAME [OPTION…]`.
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        List<String> rest = args.length == 0 ? List.of() : Arrays.asList(args).subList(1, args.length);
        switch (args.length == 0 || isHelp(rest) ? "help" : args[0]) {
            case "encrypt" -> EncryptBench.run(rest);
            case "scale" -> ScaleBench.run(rest);
            case "identities" -> IdentityBench.run(rest);
            case "grants" -> GrantBench.run(rest);
            case "start" -> StartBench.run(rest);
            case "services" -> ServicesBench.run(rest);
            case "signing" -> SigningBench.run(rest);
            case "kms" -> KmsBench.run(rest);
            case "jmh" -> org.openjdk.jmh.Main.main(rest.toArray(String[]::new));
            case "echo-server" -> EchoServer.run(rest);
            default -> help();
        }
    }

    private static boolean isHelp(List<String> options) {
        return options.contains("--help") || options.contains("-h");
    }

    private static void help() {
        System.out.println("""
                bench/run encrypt [--seconds N]   Encrypt beside an echo and a durable echo on the same HTTP server
                                                  (default 300 s each, the last 3/5 count), and moto where
                                                  it is installed
                bench/run scale [--events N]      the same with 100,000 keys, 10,000 users and N million events (10),
                                                  and the first page of LookupEvents
                bench/run identities [--users N] [--roles N]
                                                  IAM's calls with 100 users and roles and with 10,000 and 5,000, each
                                                  with 10 policies
                bench/run grants [--grants N] [--keys N] [--own N]
                                                  KMS's calls with 200 grants, and with a million on 100,000 keys and
                                                  N more (49,000) on the very key for the very grantee
                bench/run start [--runs N]        from process start to the first answered call, and idle memory
                bench/run services [--runs N]     generates and compiles all services that the mission names, and starts
                                                  with them and without
                bench/run signing [--seconds N]   KMS's signatures and HMAC on one core, beside openssl speed
                bench/run kms [--seconds N] [--only NAME]
                                                  Encrypt, GenerateDataKey and Sign as calls, what they cost without HTTP,
                                                  and beside openssl speed (30 s each)
                bench/run jmh [OPTION...]         micro-benchmarks: decision, signature, asymmetric keys""");
    }
}
