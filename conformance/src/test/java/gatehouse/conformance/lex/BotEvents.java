package gatehouse.conformance.lex;

import gatehouse.model.lexruntimev2.AudioInputEvent;
import gatehouse.model.lexruntimev2.AudioResponseEvent;
import gatehouse.model.lexruntimev2.BadGatewayException;
import gatehouse.model.lexruntimev2.ConfigurationEvent;
import gatehouse.model.lexruntimev2.DTMFInputEvent;
import gatehouse.model.lexruntimev2.DisconnectionEvent;
import gatehouse.model.lexruntimev2.PlaybackCompletionEvent;
import gatehouse.model.lexruntimev2.StartConversationRequestEventStream;
import gatehouse.model.lexruntimev2.StartConversationResponseEventStream;
import gatehouse.model.lexruntimev2.TextInputEvent;
import gatehouse.model.lexruntimev2.TranscriptEvent;
import gatehouse.wire.shape.Blob;
import java.util.Map;

/// What a bot hears and answers, as the server has it.
final class BotEvents {
    private BotEvents() {}

    static StartConversationRequestEventStream configuration(Map<String, String> attributes) {
        return heard().configurationEvent(ConfigurationEvent.builder()
                        .responseContentType("audio/pcm")
                        .requestAttributes(attributes)
                        .disablePlayback(true)
                        .build())
                .build();
    }

    static StartConversationRequestEventStream text(String text, long millis) {
        return heard().textInputEvent(TextInputEvent.builder()
                        .text(text)
                        .eventId("typed")
                        .clientTimestampMillis(millis)
                        .build())
                .build();
    }

    static StartConversationRequestEventStream audio(byte[] chunk) {
        return heard().audioInputEvent(AudioInputEvent.builder()
                        .audioChunk(Blob.copyOf(chunk))
                        .contentType("audio/lpcm")
                        .build())
                .build();
    }

    static StartConversationRequestEventStream key(String key) {
        return heard().dtmfInputEvent(
                        DTMFInputEvent.builder().inputCharacter(key).build())
                .build();
    }

    static StartConversationRequestEventStream played() {
        return heard().playbackCompletionEvent(PlaybackCompletionEvent.builder().build())
                .build();
    }

    static StartConversationRequestEventStream hungUp(String id) {
        return heard().disconnectionEvent(
                        DisconnectionEvent.builder().eventId(id).build())
                .build();
    }

    static StartConversationResponseEventStream transcript(String text) {
        return StartConversationResponseEventStream.builder()
                .transcriptEvent(TranscriptEvent.builder().transcript(text).build())
                .build();
    }

    static StartConversationResponseEventStream sound(Blob chunk) {
        return StartConversationResponseEventStream.builder()
                .audioResponseEvent(
                        AudioResponseEvent.builder().audioChunk(chunk).build())
                .build();
    }

    static BadGatewayException badGateway(String message) {
        return new BadGatewayException(message);
    }

    private static StartConversationRequestEventStream.Builder heard() {
        return StartConversationRequestEventStream.builder();
    }
}
