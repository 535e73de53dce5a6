package gatehouse.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// An answer of the gateway: its status and its JSON.
record Answer(int status, JsonNode json) {
    /// The JSON of a call that succeeded.
    JsonNode ok() {
        assertThat(status).as("%s", json).isEqualTo(200);
        return json;
    }

    String text(String member) {
        return ok().path(member).asString();
    }

    byte[] bytes(String member) {
        return Base64.getDecoder().decode(text(member));
    }

    String error() {
        String type = json.path("__type").asString();
        return type.substring(type.indexOf('#') + 1);
    }

    String message() {
        JsonNode lower = json.path("message");
        return lower.isMissingNode() ? json.path("Message").asString("") : lower.asString("");
    }

    void isRefusedWith(String error, String message) {
        assertThat(error()).as("%s", json).isEqualTo(error);
        assertThat(message()).isEqualTo(message);
    }

    void isRefusedWith(String error) {
        assertThat(error()).as("%s", json).isEqualTo(error);
    }
}
