package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A server for each test, and words to say what is expected of it.
abstract class IamTest {
    static final String IAM = "arn:aws:iam::" + TestServer.ACCOUNT + ":";

    TestServer server;
    Client root;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = new TestServer(folder, limits());
        root = server.root;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    IamLimits limits() {
        return new IamLimits(Map.of());
    }

    /// What root calls and must succeed.
    Reply call(String action, String... parameters) {
        Reply reply = root.iam(action, parameters);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    static void assertFails(Reply reply, int status, String code, String message) {
        assertThat(reply.code()).as(reply.body()).isEqualTo(code);
        assertThat(reply.message()).isEqualTo(message);
        assertThat(reply.status()).isEqualTo(status);
    }

    /// The texts of all elements of that name.
    static List<String> elements(Reply reply, String name) {
        List<String> texts = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(reply.body());
        while (matcher.find()) {
            texts.add(matcher.group(1));
        }
        return texts;
    }

    /// All pages of a listing, two items a page: the texts of the elements of that name.
    List<String> pages(String element, String action, String... parameters) {
        List<String> texts = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("MaxItems", "2"));
        Reply reply = call(action, all.toArray(String[]::new));
        texts.addAll(elements(reply, element));
        while (reply.element("IsTruncated").equals("true")) {
            assertThat(elements(reply, element)).hasSizeLessThanOrEqualTo(2);
            List<String> next = new ArrayList<>(all);
            next.addAll(List.of("Marker", reply.element("Marker")));
            reply = call(action, next.toArray(String[]::new));
            texts.addAll(elements(reply, element));
        }
        assertThat(reply.body()).doesNotContain("<Marker>");
        return texts;
    }
}
