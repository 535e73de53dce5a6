package gatehouse.bench;

import gatehouse.server.Folders;
import gatehouse.server.OwnClient;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What all services that the mission names would take: to generate and compile, to start with, and to use one of
/// for the first time. Everything is made in `bench/target/services`; starts go by turns with those of the server as
/// it is built.
final class ServicesBench {
    private static final Path SERVER = Path.of("server/target");
    private static final Path LIST = Path.of("model/aws/src/main/services-of-the-mission.txt");
    private static final Map<String, String> FORM = Map.of("content-type", "application/x-www-form-urlencoded");

    private ServicesBench() {}

    static void run(List<String> options) throws IOException, InterruptedException {
        int runs = Options.number(options, "--runs", 10);
        Path folder = Path.of("bench/target/services").toAbsolutePath();
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
        Path jar = new ModelBuild(LIST, folder.resolve("model"), SERVER.resolve("lib")).run();
        Variant usual = Variant.make("as built", folder.resolve("usual"));
        Variant many = Variant.make("with all", folder.resolve("many"));
        many.replaceModel(jar);
        for (Variant each : List.of(usual, many)) {
            each.train();
        }
        for (int i = 0; i <= runs; i++) {
            usual.start(i, runs);
            many.start(i, runs);
        }
        usual.report();
        many.report();
    }

    /// A server of its own folder.
    private record Variant(String name, Path folder, List<Double> seconds) {
        static Variant make(String name, Path folder) throws IOException {
            copy(SERVER.resolve("lib"), folder.resolve("lib"));
            Files.copy(SERVER.resolve("gatehouse-server.jar"), folder.resolve("gatehouse-server.jar"));
            return new Variant(name, folder, new ArrayList<>());
        }

        void replaceModel(Path jar) throws IOException {
            try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
                Path model = libraries
                        .filter(each -> each.getFileName().toString().startsWith("gatehouse-model-"))
                        .findFirst()
                        .orElseThrow();
                Files.copy(jar, model, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        /// As the launcher does when it has built.
        void train() throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(command("-XX:AOTCacheOutput=" + cache()));
            command.add("--train");
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("the training run ended with " + status);
            }
        }

        private Path cache() {
            return folder.resolve("gatehouse.aot");
        }

        private List<String> command(String option) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@build/jvm.options",
                    "@" + SERVER.resolve("native/native.options"),
                    option,
                    "-cp",
                    folder.resolve("gatehouse-server.jar").toString(),
                    "gatehouse.server.Main");
        }

        /// The first run makes the data's folder and warms the page cache; the last one looks at more.
        void start(int run, int runs) throws IOException, InterruptedException {
            try (ServerProcess server =
                    ServerProcess.start(command("-XX:AOTCache=" + cache()), folder.resolve("data"))) {
                if (run > 0) {
                    seconds.add(server.secondsToFirstAnswer());
                }
                if (run == runs) {
                    System.out.printf(Locale.ROOT, "%s: idle memory %.0f MiB%n", name, server.idleMebibytes());
                    firstUses(server.client());
                    System.out.printf(Locale.ROOT, "%s: then %.0f MiB%n", name, server.idleMebibytes());
                }
            }
        }

        /// Services that nobody has used yet.
        private void firstUses(OwnClient client) throws IOException {
            used(client, "ssm", target("AmazonSSM.ListDocuments"), "{}");
            used(client, "sns", FORM, "Action=ListTopics&Version=2010-03-31");
            if (name.equals("with all")) {
                used(client, "dynamodb", target("DynamoDB_20120810.ListTables"), "{}");
                used(client, "wafv2", target("AWSWAF_20190729.ListWebACLs"), "{\"Scope\":\"REGIONAL\"}");
                used(client, "rds", FORM, "Action=DescribeDBInstances&Version=2014-10-31");
            }
        }

        private static Map<String, String> target(String target) {
            return Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target);
        }

        private void used(OwnClient client, String service, Map<String, String> headers, String body)
                throws IOException {
            long start = System.nanoTime();
            OwnClient.Answer first = client.post(service, "/", headers, body);
            long between = System.nanoTime();
            client.post(service, "/", headers, body);
            long end = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s answers %d, the first time after %.1f ms, then after %.1f ms%n",
                    name,
                    service,
                    first.status(),
                    (between - start) / 1e6,
                    (end - between) / 1e6);
        }

        void report() {
            Collections.sort(seconds);
            System.out.printf(
                    Locale.ROOT,
                    "%s: start to first answer: median %.3f s of %d (best %.3f, worst %.3f; wanted: at most 0.5)%n",
                    name,
                    seconds.get(seconds.size() / 2),
                    seconds.size(),
                    seconds.getFirst(),
                    seconds.getLast());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
