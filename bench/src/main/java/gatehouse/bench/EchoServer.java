package gatehouse.bench;

import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.http.HttpLimits;
import gatehouse.gateway.http.HttpServer;
import gatehouse.store.StoreSettings;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import gatehouse.store.rocks.RocksStore;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Reads requests on Gatehouse's own HTTP server and answers with as many bytes as it is told: what HTTP costs.
///
/// With a folder it appends an event as large as an Encrypt's to a store there before each answer: what HTTP and
/// durability cost together, without any work in between.
final class EchoServer {
    private static final int RECORD_BYTES = 1_000;

    private EchoServer() {}

    static void run(List<String> options) throws InterruptedException {
        byte[] body = new byte[Integer.parseInt(options.getFirst())];
        Arrays.fill(body, (byte) 'x');
        Headers headers = Headers.of(
                "content-type",
                "application/x-amz-json-1.1",
                "x-amzn-requestid",
                "00000000-0000-4000-8000-000000000000");
        HttpResponse answer = new HttpResponse(200, headers, body);
        HttpHandler handler = options.size() == 1 ? _ -> answer : durable(Path.of(options.get(1)), answer);
        HttpServer server = new HttpServer("127.0.0.1", 0, HttpLimits.DEFAULT, handler, null);
        server.start();
        System.out.println("  endpoint          http://127.0.0.1:" + server.port());
        new CountDownLatch(1).await();
    }

    private static HttpHandler durable(Path folder, HttpResponse answer) {
        RocksStore store =
                RocksStore.open(folder, StoreSettings.lasting(), InstantSource.system(), new SystemEntropy());
        AtomicLong next = new AtomicLong();
        return _ -> {
            store.append(List.of(entry(next.getAndIncrement())));
            return answer;
        };
    }

    private static LogEntry entry(long number) {
        String id = new UUID(number * 0x9E3779B97F4A7C15L, number).toString();
        String record = "{\"eventID\":\"" + id + "\",\"userAgent\":\"" + "x".repeat(RECORD_BYTES) + "\"}";
        List<Attribute> attributes = List.of(
                new Attribute("EventId", id),
                new Attribute("EventName", "Encrypt"),
                new Attribute("EventSource", "kms.amazonaws.com"),
                new Attribute("ReadOnly", "true"),
                new Attribute("Username", "bench"),
                new Attribute("AccessKeyId", "AKIAAAAAAAAAAAAAAAAA"),
                new Attribute("ResourceType", "AWS::KMS::Key"),
                new Attribute(
                        "ResourceName", "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000000"));
        return new LogEntry(
                "000000000000", "us-east-1", Instant.now(), attributes, record.getBytes(StandardCharsets.US_ASCII));
    }
}
