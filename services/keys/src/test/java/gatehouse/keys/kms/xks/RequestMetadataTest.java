package gatehouse.keys.kms.xks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestMetadataTest {
    private static String written(@Nullable String viaService) {
        GrowableBytes bytes = new GrowableBytes(64);
        JsonBuffer out = new JsonBuffer(bytes).startObject();
        new RequestMetadata("alice", "key", "Decrypt", "id", viaService).write(out);
        out.endObject();
        return new String(bytes.toByteArray(), UTF_8);
    }

    @Test
    void aProxyIsToldThroughWhichServiceItsKeyIsUsed() {
        String direct = "{\"requestMetadata\":{\"awsPrincipalArn\":\"alice\",\"kmsKeyArn\":\"key\","
                + "\"kmsOperation\":\"Decrypt\",\"kmsRequestId\":\"id\"";
        assertThat(written(null)).isEqualTo(direct + "}}");
        assertThat(written("ssm.us-east-1.amazonaws.com"))
                .isEqualTo(direct + ",\"kmsViaService\":\"ssm.us-east-1.amazonaws.com\"}}");
    }
}
