package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventStreamParserTest {
    private static final String STREAM =
            "\r\n: hello\nevent: one\r\ndata:1\rdata: zwölf 🚀\n\nid: 7\ndata: {\"a\":1}\r\n\r\n"
                    + "event: alone\n\ndata\n\ndata: cut";

    private static List<EventStreamParser.Event> parse(List<byte[]> pieces) throws Exception {
        EventStreamParser parser = new EventStreamParser(1_000);
        List<EventStreamParser.Event> events = new ArrayList<>();
        for (byte[] piece : pieces) {
            events.addAll(parser.accept(ByteBuffer.wrap(piece)));
        }
        return events;
    }

    @Test
    void eventsDoNotDependOnHowTheStreamIsCut() throws Exception {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        List<EventStreamParser.Event> expected =
                List.of(
                        new EventStreamParser.Event("one", "1\nzwölf 🚀"),
                        new EventStreamParser.Event(null, "{\"a\":1}"),
                        new EventStreamParser.Event(null, ""));
        assertThat(parse(List.of(bytes))).isEqualTo(expected);

        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            List<byte[]> pieces = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(9));
                pieces.add(Arrays.copyOfRange(bytes, at, end));
                at = end;
            }
            assertThat(parse(pieces)).isEqualTo(expected);
        }
    }
}
