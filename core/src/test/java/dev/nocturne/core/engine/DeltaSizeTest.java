package dev.nocturne.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaSizeTest {
    private static final String PIECES = "aZ\"\\\n\t\u0001é\u4e00\uD83D\uDE80";

    @Test
    void aPiecesJsonIsNeverLongerThanItsBudgetAndNeverHalfACharacter() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            String text = text(random);
            while (!text.isEmpty()) {
                int length = DeltaSize.fit(text, AnswerPublisher.DELTA_BYTES);
                String piece = text.substring(0, length);
                assertThat(Character.isHighSurrogate(piece.charAt(length - 1))).isFalse();
                String json =
                        EventCodec.encode(
                                new Payload.MessageDelta("msg-01234567890123456789", piece));
                assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(1024);
                text = text.substring(length);
            }
        }
    }

    private static String text(Random random) {
        int[] points = PIECES.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
