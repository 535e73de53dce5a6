package gatehouse.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// An external key store proxy by AWS's specification, with a key manager of AES keys in it: it wants a client's
/// certificate and a signature, whose verification shares nothing with the signer of the server under test, and can be
/// told to fail.
final class ReferenceProxy implements AutoCloseable {
    static final String ACCESS_KEY_ID = "ABCDEFGHIJKLMNOPQRST";
    static final String SECRET = "a/secret+that=only/proxy+and=KMS/know0123456789ab";
    static final String PATH = "/prefix/kms/xks/v1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] METADATA = "version=1".getBytes(UTF_8);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private final boolean wantsCertificate;
    private volatile HttpsServer server;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, String> credentials = new ConcurrentHashMap<>(Map.of(ACCESS_KEY_ID, SECRET));
    private volatile @Nullable Answer instead;
    private volatile UnaryOperator<ObjectNode> changed = UnaryOperator.identity();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /// A key of the key manager.
    record Key(byte[] secret, String spec, Set<String> usages, String status) {}

    /// A request: what it was for, and its body.
    record Seen(String path, JsonNode body) {}

    /// What is answered, whatever is asked.
    record Answer(int status, String body, Map<String, String> headers) {}

    /// A request that fails as the specification has it.
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String errorName;

        Refusal(int status, String errorName) {
            this.status = status;
            this.errorName = errorName;
        }
    }

    /// On loopback, on a free port.
    ReferenceProxy(SSLContext tls, boolean wantsCertificate) {
        this.wantsCertificate = wantsCertificate;
        this.server = serving(tls, 0, tls.getDefaultSSLParameters().getProtocols());
    }

    private HttpsServer serving(SSLContext tls, int port, String... versions) {
        HttpsServer opened;
        try {
            opened = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        opened.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters all = tls.getDefaultSSLParameters();
                all.setNeedClientAuth(wantsCertificate);
                all.setProtocols(versions);
                parameters.setSSLParameters(all);
            }
        });
        opened.createContext("/", this::handle);
        opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        opened.start();
        return opened;
    }

    /// Ends all connections, and serves again on the same port, in these versions of TLS. With another context no
    /// session is resumed.
    void reopen(SSLContext tls, String... versions) {
        int port = port();
        server.stop(0);
        server = serving(tls, port, versions);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String newKey(String id) {
        return newKey(id, "AES_256", Set.of("ENCRYPT", "DECRYPT", "WRAP"), "ENABLED");
    }

    String newKey(String id, String spec, Set<String> usages, String status) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        keys.put(id, new Key(secret, spec, usages, status));
        return id;
    }

    void setStatus(String id, String status) {
        keys.computeIfPresent(id, (_, key) -> new Key(key.secret(), key.spec(), key.usages(), status));
    }

    void deleteKey(String id) {
        keys.remove(id);
    }

    List<Seen> seen() {
        return new ArrayList<>(seen);
    }

    Seen lastSeen() {
        return seen.getLast();
    }

    void allow(String accessKeyId, String secret) {
        credentials.put(accessKeyId, secret);
    }

    void fail(int status, String errorName) {
        answerInstead(status, "{\"errorName\":\"" + errorName + "\",\"errorMessage\":\"told to\"}");
    }

    void answerInstead(int status, String body) {
        instead = new Answer(status, body, Map.of());
    }

    void redirect(String location) {
        instead = new Answer(307, "", Map.of("Location", location));
    }

    /// Good answers are changed on their way.
    void change(UnaryOperator<ObjectNode> change) {
        changed = change;
    }

    /// No request is answered until [#recover].
    void hang() {
        gate = new CountDownLatch(1);
    }

    void recover() {
        instead = null;
        changed = UnaryOperator.identity();
        gate.countDown();
        credentials.clear();
        credentials.put(ACCESS_KEY_ID, SECRET);
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!gate.await(30, TimeUnit.SECONDS)) {
                return;
            }
            Answer answer = instead;
            if (answer == null) {
                answer = answer(exchange, body);
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        try {
            String path = exchange.getRequestURI().getPath();
            if (!path.startsWith(PATH + "/")) {
                throw new Refusal(404, "InvalidUriPathException");
            }
            authenticate(exchange, body);
            JsonNode request = JSON.readTree(body);
            seen.add(new Seen(path, request));
            require(!request.at("/requestMetadata/kmsRequestId").asString("").isEmpty());
            require(!request.at("/requestMetadata/kmsOperation").asString("").isEmpty());
            ObjectNode good = good(path.substring(PATH.length()), request);
            return new Answer(200, JSON.writeValueAsString(changed.apply(good)), Map.of());
        } catch (Refusal e) {
            return new Answer(e.status, "{\"errorName\":\"" + e.errorName + "\"}", Map.of());
        } catch (GeneralSecurityException e) {
            return new Answer(500, "{\"errorName\":\"InternalException\"}", Map.of());
        }
    }

    private ObjectNode good(String path, JsonNode request) throws Refusal, GeneralSecurityException {
        if (path.equals("/health")) {
            return health();
        }
        String[] parts = path.split("/", -1);
        if (parts.length != 4 || !parts[1].equals("keys")) {
            throw new Refusal(404, "InvalidUriPathException");
        }
        require(request.at("/requestMetadata/awsPrincipalArn").asString("").startsWith("arn:aws:iam::"));
        Key key = keys.get(parts[2]);
        if (key == null) {
            throw new Refusal(404, "KeyNotFoundException");
        }
        if (parts[3].equals("metadata")) {
            return metadata(key);
        }
        require(request.at("/requestMetadata/kmsKeyArn").asString("").startsWith("arn:aws:kms:"));
        require(request.path("encryptionAlgorithm").asString("").equals("AES_GCM"));
        if (!key.status().equals("ENABLED")) {
            throw new Refusal(400, "InvalidStateException");
        }
        return switch (parts[3]) {
            case "encrypt" -> encrypt(key, request);
            case "decrypt" -> decrypt(key, request);
            default -> throw new Refusal(404, "InvalidUriPathException");
        };
    }

    static ObjectNode health() {
        ObjectNode health = JSON.createObjectNode()
                .put("xksProxyFleetSize", 1)
                .put("xksProxyVendor", "Gatehouse")
                .put("xksProxyModel", "Reference 1")
                .put("ekmVendor", "Gatehouse");
        health.putArray("ekmFleetDetails")
                .addObject()
                .put("id", "ekm-1")
                .put("model", "memory")
                .put("healthStatus", "DEGRADED");
        return health;
    }

    private static ObjectNode metadata(Key key) {
        ObjectNode metadata = JSON.createObjectNode().put("keySpec", key.spec()).put("keyStatus", key.status());
        key.usages().forEach(metadata.putArray("keyUsage")::add);
        return metadata;
    }

    private ObjectNode encrypt(Key key, JsonNode request) throws Refusal, GeneralSecurityException {
        byte[] plaintext = base64(request, "plaintext", 4_300);
        byte[] aad = base64(request, "additionalAuthenticatedData", 8_192);
        byte[] iv = new byte[12];
        random.nextBytes(iv);
        byte[] sealed =
                cipher(Cipher.ENCRYPT_MODE, key, iv, bound(aad, METADATA)).doFinal(plaintext);
        byte[] ciphertext = Arrays.copyOf(sealed, plaintext.length);
        byte[] tag = Arrays.copyOfRange(sealed, plaintext.length, sealed.length);
        ObjectNode answer = JSON.createObjectNode()
                .put("ciphertext", base64(ciphertext))
                .put("ciphertextMetadata", base64(METADATA))
                .put("initializationVector", base64(iv))
                .put("authenticationTag", base64(tag));
        if (request.has("ciphertextDataIntegrityValueAlgorithm")) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : List.of(aad, METADATA, iv, ciphertext, tag)) {
                sha256.update(part);
            }
            answer.put("ciphertextDataIntegrityValue", base64(sha256.digest()));
        }
        return answer;
    }

    private static ObjectNode decrypt(Key key, JsonNode request) throws Refusal {
        byte[] ciphertext = base64(request, "ciphertext", 4_300);
        byte[] tag = base64(request, "authenticationTag", 16);
        byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, sealed, ciphertext.length, tag.length);
        byte[] aad = base64(request, "additionalAuthenticatedData", 8_192);
        byte[] metadata = base64(request, "ciphertextMetadata", 20);
        try {
            byte[] plaintext = cipher(
                            Cipher.DECRYPT_MODE, key, base64(request, "initializationVector", 16), bound(aad, metadata))
                    .doFinal(sealed);
            return JSON.createObjectNode().put("plaintext", base64(plaintext));
        } catch (GeneralSecurityException _) {
            throw new Refusal(400, "InvalidCiphertextException");
        }
    }

    private static byte[] bound(byte[] aad, byte[] metadata) {
        return ByteBuffer.allocate(3 + aad.length + metadata.length)
                .putShort((short) aad.length)
                .put(aad)
                .put((byte) metadata.length)
                .put(metadata)
                .array();
    }

    private static Cipher cipher(int mode, Key key, byte[] iv, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.secret(), "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(aad);
        return cipher;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] base64(JsonNode request, String name, int bytesMax) throws Refusal {
        byte[] bytes = Base64.getDecoder().decode(request.path(name).asString(""));
        require(bytes.length <= bytesMax);
        return bytes;
    }

    private static void require(boolean condition) throws Refusal {
        if (!condition) {
            throw new Refusal(400, "ValidationException");
        }
    }

    /// The specification's appendix A.
    private void authenticate(HttpExchange exchange, byte[] body) throws Refusal, GeneralSecurityException {
        String header = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        String date = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Amz-Date"), "");
        String[] parts = header.replace("AWS4-HMAC-SHA256 ", "").split(", *", -1);
        String[] scope = parts[0].replace("Credential=", "").split("/", -1);
        boolean wellFormed = header.startsWith("AWS4-HMAC-SHA256 ")
                && parts.length == 3
                && parts[1].equals("SignedHeaders=host;x-amz-date")
                && scope.length == 5
                && date.startsWith(scope[1])
                && scope[3].equals("kms-xks-proxy")
                && scope[4].equals("aws4_request")
                && credentials.containsKey(scope[0]);
        if (!wellFormed || !isRecent(date)) {
            throw new Refusal(401, "AuthenticationFailedException");
        }
        String canonical = String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                "",
                "host:" + exchange.getRequestHeaders().getFirst("Host"),
                "x-amz-date:" + date,
                "",
                "host;x-amz-date",
                sha256(body));
        String scoped = String.join("/", scope[1], scope[2], scope[3], scope[4]);
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", date, scoped, sha256(canonical.getBytes(UTF_8)));
        byte[] key = ("AWS4" + credentials.get(scope[0])).getBytes(UTF_8);
        for (String part : List.of(scope[1], scope[2], scope[3], scope[4], toSign)) {
            key = hmac(key, part);
        }
        String expected = "Signature=" + HexFormat.of().formatHex(key);
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), parts[2].getBytes(UTF_8))) {
            throw new Refusal(401, "AuthenticationFailedException");
        }
    }

    private static boolean isRecent(String date) {
        Instant signed = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
        return Duration.between(signed, Instant.now()).abs().compareTo(SKEW_MAX) < 0;
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
