package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KeyTagsTest {
    @TempDir
    private Path folder;

    private KmsFixture kms;

    @BeforeEach
    void start() throws IOException {
        kms = KmsFixture.in(folder);
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void tagsAreSetReplacedListedAndRemoved() {
        String key = kms.key();
        tag(key, "{'TagKey':'team','TagValue':'blue'},{'TagKey':'env','TagValue':'test'}")
                .ok();
        tag(key, "{'TagKey':'team','TagValue':'red'}").ok();

        JsonNode first = list(key, ",'Limit':1");
        assertThat(first.path("Tags").get(0).path("TagKey").asString()).isEqualTo("env");
        assertThat(first.path("Truncated").asBoolean()).isTrue();
        JsonNode second =
                list(key, ",'Limit':1,'Marker':'" + first.path("NextMarker").asString() + "'");
        assertThat(second.path("Tags").get(0).path("TagValue").asString()).isEqualTo("red");
        assertThat(second.path("Truncated").asBoolean()).isFalse();

        kms.call(kms.root, "UntagResource", "{'KeyId':'" + key + "','TagKeys':['team','none']}")
                .ok();
        assertThat(list(key, "").path("Tags").size()).isEqualTo(1);
        assertThat(kms.event("TagResource")
                        .path("responseElements")
                        .path("keyId")
                        .asString())
                .isEqualTo(arn(key));
        assertThat(kms.event("UntagResource")
                        .path("requestParameters")
                        .path("tagKeys")
                        .get(0)
                        .asString())
                .isEqualTo("team");
    }

    @Test
    void tagsThatAreNotAllowedAreRefused() {
        String key = kms.key();
        tag(key, "{'TagKey':'aws:x','TagValue':''}")
                .isRefusedWith("TagException", "Tags beginning with aws: are reserved");
        tag(key, "{'TagKey':'a','TagValue':''},{'TagKey':'a','TagValue':'b'}")
                .isRefusedWith("TagException", "Duplicate tag keys");
        StringBuilder many = new StringBuilder("{'TagKey':'k0','TagValue':''}");
        for (int i = 1; i <= 50; i++) {
            many.append(",{'TagKey':'k").append(i).append("','TagValue':''}");
        }
        tag(key, many.toString()).isRefusedWith("TagException", "Too many tags");
        kms.call(kms.root, "CreateKey", "{'Tags':[" + many + "]}").isRefusedWith("TagException", "Too many tags");
        assertThat(list(key, "").path("Tags").size()).isZero();
        kms.call(kms.root, "ListResourceTags", "{'KeyId':'" + key + "','Limit':51}")
                .isRefusedWith("ValidationException");
    }

    @Test
    void aKeysTagsDecideAccessToIt() {
        String key = kms.key();
        String blue = kms.identities.user(
                ACCOUNT,
                "blue",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:DescribeKey\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"StringEquals\":{\"aws:ResourceTag/team\":\"blue\"}}}");
        kms.call(blue, "DescribeKey", "{'KeyId':'" + key + "'}").isRefusedWith("AccessDeniedException");
        tag(key, "{'TagKey':'team','TagValue':'blue'}").ok();
        kms.call(blue, "DescribeKey", "{'KeyId':'" + key + "'}").ok();
    }

    @Test
    void taggingNeedsPermissionForTheseTags() {
        String key = kms.key();
        String tagger = kms.identities.user(
                ACCOUNT,
                "tagger",
                "{\"Effect\":\"Allow\",\"Action\":[\"kms:TagResource\",\"kms:UntagResource\"],\"Resource\":\"*\","
                        + "\"Condition\":{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"]}}}");
        kms.call(tagger, "TagResource", "{'KeyId':'" + key + "','Tags':[{'TagKey':'team','TagValue':'x'}]}")
                .ok();
        kms.call(tagger, "TagResource", "{'KeyId':'" + key + "','Tags':[{'TagKey':'env','TagValue':'x'}]}")
                .isRefusedWith("AccessDeniedException");
        kms.call(tagger, "UntagResource", "{'KeyId':'" + key + "','TagKeys':['env']}")
                .isRefusedWith("AccessDeniedException");
        kms.call(tagger, "ListResourceTags", "{'KeyId':'" + key + "'}").isRefusedWith("AccessDeniedException");
        kms.call(tagger, "UntagResource", "{'KeyId':'" + key + "','TagKeys':['team']}")
                .ok();
    }

    private Answer tag(String key, String tags) {
        return kms.call(kms.root, "TagResource", "{'KeyId':'" + key + "','Tags':[" + tags + "]}");
    }

    private JsonNode list(String key, String more) {
        return kms.call(kms.root, "ListResourceTags", "{'KeyId':'" + key + "'" + more + "}")
                .ok();
    }
}
