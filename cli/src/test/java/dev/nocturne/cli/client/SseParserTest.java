package dev.nocturne.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseParserTest {

    @Test
    void aFrameHasIdEventAndData() throws IOException {
        assertThat(frames("id: 17\nevent: tool_call.start\ndata: {\"a\":1}\n\n"))
                .containsExactly(new SseFrame("17", "tool_call.start", "{\"a\":1}"));
    }

    @Test
    void commentsAndHeartbeatsAreNoFrames() throws IOException {
        assertThat(frames(": ok\n\n: beat\n\nid: 1\nevent: e\n: in between\ndata: {}\n\n"))
                .containsExactly(new SseFrame("1", "e", "{}"));
    }

    @Test
    void aFrameCutOffByTheEndIsDropped() throws IOException {
        assertThat(frames("id: 1\nevent: e\ndata: {}\n\nid: 2\nevent: e\ndata: {}\n"))
                .extracting(SseFrame::id)
                .containsExactly("1");
    }

    @Test
    void anIdDoesNotLeakIntoTheNextFrame() throws IOException {
        assertThat(frames("id: 1\nevent: e\ndata: {}\n\nevent: done\ndata: {}\n\n"))
                .containsExactly(new SseFrame("1", "e", "{}"), new SseFrame(null, "done", "{}"));
    }

    @Test
    void allThreeLineEndsAreUnderstood() throws IOException {
        List<SseFrame> expected =
                List.of(new SseFrame("1", "e", "a\nb"), new SseFrame("2", "e", "c"));
        String text = "id: 1\nevent: e\ndata: a\ndata: b\n\nid: 2\nevent: e\ndata: c\n\n";
        assertThat(frames(text)).isEqualTo(expected);
        assertThat(frames(text.replace("\n", "\r\n"))).isEqualTo(expected);
        assertThat(frames(text.replace("\n", "\r"))).isEqualTo(expected);
    }

    @Test
    void charactersOfSeveralBytesSurviveEveryCut() throws IOException {
        String data = "{\"text\":\"größer – 東京 🛰\"}";
        byte[] bytes = ("id: 1\nevent: e\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        InputStream oneByOne =
                new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] into, int from, int length) {
                        return super.read(into, from, Math.min(1, length));
                    }
                };
        assertThat(new SseParser(oneByOne).next()).isEqualTo(new SseFrame("1", "e", data));
    }

    @Test
    void theServersRetryIsFollowed() throws IOException {
        SseParser parser = parser("retry: 250\n\n");
        assertThat(parser.next()).isNull();
        assertThat(parser.retryMillis()).hasValue(250);
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }

                    @Override
                    public int read(byte[] into, int from, int length) {
                        Arrays.fill(into, from, from + length, (byte) 'x');
                        return length;
                    }
                };
        assertThatThrownBy(() -> new SseParser(endless).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("" + SseParser.LINE_BYTES);
    }

    private static List<SseFrame> frames(String text) throws IOException {
        SseParser parser = parser(text);
        List<SseFrame> frames = new ArrayList<>();
        for (SseFrame f = parser.next(); f != null; f = parser.next()) {
            frames.add(f);
        }
        return frames;
    }

    private static SseParser parser(String text) {
        return new SseParser(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
