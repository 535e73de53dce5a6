package gatehouse.conformance.lex;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lexruntimev2.model.AudioResponseEvent;
import software.amazon.awssdk.services.lexruntimev2.model.StartConversationRequestEventStream;
import software.amazon.awssdk.services.lexruntimev2.model.StartConversationResponseEventStream;
import software.amazon.awssdk.services.lexruntimev2.model.TranscriptEvent;

/// What a caller says and is answered, as the SDK has it.
final class CallerEvents {
    private CallerEvents() {}

    static StartConversationRequestEventStream configuration(Map<String, String> attributes) {
        return StartConversationRequestEventStream.configurationEventBuilder()
                .responseContentType("audio/pcm")
                .requestAttributes(attributes)
                .disablePlayback(true)
                .build();
    }

    static StartConversationRequestEventStream text(String text, long millis) {
        return StartConversationRequestEventStream.textInputEventBuilder()
                .text(text)
                .eventId("typed")
                .clientTimestampMillis(millis)
                .build();
    }

    static StartConversationRequestEventStream audio(byte[] chunk) {
        return StartConversationRequestEventStream.audioInputEventBuilder()
                .audioChunk(SdkBytes.fromByteArray(chunk))
                .contentType("audio/lpcm")
                .build();
    }

    static StartConversationRequestEventStream key(String key) {
        return StartConversationRequestEventStream.dTMFInputEventBuilder()
                .inputCharacter(key)
                .build();
    }

    static StartConversationRequestEventStream played() {
        return StartConversationRequestEventStream.playbackCompletionEventBuilder()
                .build();
    }

    static StartConversationRequestEventStream hungUp(String id) {
        return StartConversationRequestEventStream.disconnectionEventBuilder()
                .eventId(id)
                .build();
    }

    static String transcript(StartConversationResponseEventStream answer) {
        return ((TranscriptEvent) answer).transcript();
    }

    static byte[] sound(StartConversationResponseEventStream answer) {
        return ((AudioResponseEvent) answer).audioChunk().asByteArray();
    }
}
