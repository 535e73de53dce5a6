package gatehouse.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import tools.jackson.databind.JsonNode;

/// The AWS CLI that is on the path (version 1 or 2), with one identity. It sees no other configuration.
record AwsCli(URI endpoint, AwsCredentials credentials, Path folder) {
    private static final int SECONDS_MAX = 120;

    /// What a command printed, and its exit code.
    record Run(int exit, String out, String err) {}

    /// The answer of a command that must succeed.
    JsonNode run(String... arguments) {
        Run run = attempt(arguments);
        if (run.exit() != 0) {
            throw new AssertionError("aws " + String.join(" ", arguments) + " failed: " + run.err());
        }
        return Events.tree(run.out().isBlank() ? "{}" : run.out());
    }

    /// The error message of a command that must fail.
    String fail(String... arguments) {
        Run run = attempt(arguments);
        if (run.exit() == 0) {
            throw new AssertionError("aws " + String.join(" ", arguments) + " succeeded: " + run.out());
        }
        return run.err();
    }

    private Run attempt(String... arguments) {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Path out = folder.resolve("cli.out");
        Path err = folder.resolve("cli.err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment());
        try {
            Process process = builder.start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("aws did not end within " + SECONDS_MAX + " s: " + command);
            }
            return new Run(process.exitValue(), read(out), read(err));
        } catch (IOException e) {
            throw new UncheckedIOException("the AWS CLI (aws) must be on the path", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the AWS CLI", e);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_DEFAULT_OUTPUT", "json",
                "AWS_PAGER", "",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", folder.resolve("no-config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("no-credentials").toString());
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
