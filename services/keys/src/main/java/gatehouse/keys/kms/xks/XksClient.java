package gatehouse.keys.kms.xks;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.Signer;
import gatehouse.wire.sigv4.SigningAlgorithm;
import gatehouse.wire.sigv4.SigningKeys;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// Posts signed requests to external key store proxies. A request has one time limit, from its connection to the last
/// byte of its answer. For several threads.
public final class XksClient implements AutoCloseable {
    private static final String SIGNING_NAME = "kms-xks-proxy";
    private static final int OK = 200;

    /// A connection that its proxy closed while it was idle ends the first attempt.
    private static final int ATTEMPTS_MAX = 2;

    private static final int SIGNING_KEYS_MAX = 1_000;

    /// What the first requests may take beside their limit: Java learns TLS then, and that is not their proxy's doing.
    private static final Duration COLD_START = Duration.ofSeconds(2);

    private final XksSettings settings;
    private final InstantSource wallClock;
    private final Map<String, Semaphore> callsByStore = new ConcurrentHashMap<>();
    private volatile SigningKeys signingKeys = new SigningKeys(SIGNING_KEYS_MAX);
    private volatile boolean warm;
    private @Nullable HttpClient http;

    /// `wallClock` is the proxies': their time is not that of the services here, which can be set.
    public XksClient(XksSettings settings, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
    }

    /// Whether the operator lets an endpoint be called.
    public boolean permits(String endpoint) {
        return settings.permits(endpoint);
    }

    /// The members of a successful answer.
    ///
    /// @param path below the proxy's own path: `/health`
    XksAnswer post(XksTarget target, String path, byte[] body) throws XksException {
        if (!permits(target.proxy().endpoint())) {
            throw new XksException(XksFailure.NOT_PERMITTED);
        }
        Semaphore calls =
                callsByStore.computeIfAbsent(target.storeId(), _ -> new Semaphore(XksLimits.CALLS_PER_STORE_MAX));
        if (!calls.tryAcquire()) {
            throw new XksException(XksFailure.BUSY);
        }
        try {
            HttpResponse<byte[]> answer = send(signed(target, path, body));
            if (answer.statusCode() != OK) {
                throw new XksException(
                        XksFailure.named(XksAnswer.read(answer.body()).textOrNull("errorName")));
            }
            return XksAnswer.read(answer.body());
        } finally {
            calls.release();
        }
    }

    /// Lets go of what is kept for a key store that is gone, or disconnected.
    public void forget(String storeId) {
        callsByStore.remove(storeId);
    }

    /// Ends the connections, and lets go of the keys that requests were signed with; the next request makes new ones.
    @Override
    public void close() {
        signingKeys = new SigningKeys(SIGNING_KEYS_MAX);
        synchronized (this) {
            if (http != null) {
                http.shutdownNow();
                http = null;
            }
        }
    }

    private java.net.http.HttpRequest signed(XksTarget target, String path, byte[] body) {
        String authority = settings.authority(target.proxy().endpoint());
        String whole = target.proxy().path() + path;
        // The host and the date are what the specification has signed.
        HttpRequest signed = Signer.sign(
                new HttpRequest(
                        "POST",
                        whole,
                        "",
                        Headers.of("host", authority),
                        body,
                        new HttpRequest.Connection("127.0.0.1", true)),
                target.credentials(),
                new Signer.Addressee(SigningAlgorithm.HMAC, target.region(), SIGNING_NAME),
                wallClock.instant(),
                signingKeys);
        java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(
                        URI.create("https://" + authority + whole))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))
                .header("content-type", "application/json");
        for (int i = 0; i < signed.headers().size(); i++) {
            // The client sets the host by itself.
            if (!signed.headers().name(i).equals("host")) {
                request.header(signed.headers().name(i), signed.headers().value(i));
            }
        }
        return request.build();
    }

    private HttpResponse<byte[]> send(java.net.http.HttpRequest request) throws XksException {
        HttpClient client = client();
        long end = System.nanoTime()
                + (warm ? settings.timeout() : settings.timeout().plus(COLD_START)).toNanos();
        for (int attempt = 1; ; attempt++) {
            AtomicBoolean answered = new AtomicBoolean();
            try {
                HttpResponse<byte[]> answer = attempt(client, request, answered, end);
                warm = true;
                return answer;
            } catch (IOException e) {
                XksFailure failure = answered.get() ? XksFailure.INVALID_RESPONSE : failure(e);
                if (failure != XksFailure.UNREACHABLE || e instanceof ConnectException || attempt == ATTEMPTS_MAX) {
                    throw new XksException(failure, e);
                }
            }
        }
    }

    /// `answered` becomes true with an answer's head: what fails from there on is a broken answer.
    private static HttpResponse<byte[]> attempt(
            HttpClient client, java.net.http.HttpRequest request, AtomicBoolean answered, long end)
            throws IOException, XksException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> {
            answered.set(true);
            return BodySubscribers.limiting(BodySubscribers.ofByteArray(), XksLimits.ANSWER_BYTES_MAX);
        });
        try {
            return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new XksException(XksFailure.TIMED_OUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new XksException(XksFailure.TIMED_OUT);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (answered.get()) {
                // Java's client parses the length of an answer so: of `abc` it knows no better.
                throw new XksException(XksFailure.INVALID_RESPONSE);
            }
            throw new IllegalStateException("a request of the proxy API failed in an unknown way", e);
        } finally {
            // Ends the request where it has not ended by itself.
            answer.cancel(true);
        }
    }

    private static XksFailure failure(IOException e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof SSLException) {
                return XksFailure.TLS;
            }
            if (each instanceof ProtocolException) {
                return XksFailure.INVALID_RESPONSE;
            }
        }
        return XksFailure.UNREACHABLE;
    }

    private HttpClient client() {
        synchronized (this) {
            HttpClient made = http;
            if (made == null) {
                SSLParameters versions = new SSLParameters();
                versions.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                HttpClient.Builder builder = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .sslParameters(versions)
                        .executor(Executors.newVirtualThreadPerTaskExecutor());
                if (settings.tls() != null) {
                    builder.sslContext(settings.tls());
                }
                made = builder.build();
                http = made;
            }
            return made;
        }
    }
}
