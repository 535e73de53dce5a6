package gatehouse.identity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client was answered.
public record Reply(int status, String body) {
    /// The text of the first XML element of that name; empty where there is none.
    public String element(String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL)
                .matcher(body);
        return matcher.find()
                ? matcher.group(1).replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
                : "";
    }

    public String code() {
        return element("Code");
    }

    public String message() {
        return element("Message");
    }

    /// The session in the answer.
    public Client session(TestServer server) {
        return new Client(server, element("AccessKeyId"), element("SecretAccessKey"), element("SessionToken"));
    }
}
